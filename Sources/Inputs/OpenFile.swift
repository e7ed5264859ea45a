#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file or standard input. Closed when nobody uses it any more, except standard input.
final class OpenFile: Sendable {
  // The descriptor never changes, and every call on it is one system call.
  private let descriptor: Int32
  private let isOwner: Bool
  /// How messages call the file.
  let name: String
  /// In bytes, for regular files that are read from their beginning: these can be read at any place.
  let size: Int?
  /// Whether it was opened by its name and can be read at any place.
  var isPlain: Bool { isOwner && size != nil }

  /// Opens the file that `input` names.
  convenience init(_ input: InputPath) throws(InputError) {
    switch input.place {
    case .standardInput:
      try self.init(descriptor: 0, isOwner: false, name: input.name)
    case .file(let path):
      var descriptor: Int32
      repeat {
        descriptor = unsafe withPathPointer(path) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
      } while descriptor < 0 && errno == EINTR
      if descriptor < 0 { throw InputError(.system(action: "open", code: errno), in: input.name) }
      try self.init(descriptor: descriptor, isOwner: true, name: input.name)
    }
  }

  /// Takes an open descriptor; an owner closes it in the end, also when this throws.
  init(descriptor: Int32, isOwner: Bool, name: String) throws(InputError) {
    self.descriptor = descriptor
    self.isOwner = isOwner
    self.name = name
    switch FileStatus.of(descriptor: descriptor) {
    case .failure(let error):
      size = nil
      throw InputError(.system(action: "read", code: error.code), in: name)
    case .success(let status):
      // Standard input may have been read in part before it came here.
      let isWhole = status.kind == .regular && lseek(descriptor, 0, SEEK_CUR) == 0
      size = isWhole ? status.size : nil
    }
    #if canImport(Glibc)
      // Doubles how far the system reads ahead; where it cannot, nothing is lost.
      if size != nil { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
    #endif
  }

  deinit {
    if isOwner { _ = close(descriptor) }
  }

  /// Reads the next bytes, as many as are there, and says how many; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    try repeated { unsafe Self.systemRead(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// Reads bytes from `offset` on, and says how many; 0 at the end. Several threads may do so at once.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(InputError) -> Int {
    try repeated { unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  /// Reads bytes from `offset` on until `buffer` is full or the file ends, and says how many. Several threads may do so at
  /// once.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(InputError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try unsafe read(into: rest, at: offset + filled)
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  // Inside the type, `read` means the methods above.
  private static func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, start, count)
    #else
      unsafe Darwin.read(descriptor, start, count)
    #endif
  }

  /// Repeats a system call for as long as signals interrupt it.
  private func repeated(_ call: () -> Int) throws(InputError) -> Int {
    while true {
      let count = call()
      if count >= 0 { return count }
      if errno != EINTR { throw InputError(.system(action: "read", code: errno), in: name) }
    }
  }
}
