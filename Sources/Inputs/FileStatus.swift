#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system says about a file, symbolic links followed.
struct FileStatus {
  enum Kind {
    case regular, folder
    /// A pipe or a device: read once, from the front, its size unknown.
    case stream
    /// Has a name, but cannot be opened like a file.
    case socket
  }

  /// The same for all names of one file, different for any two files.
  struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  var kind: Kind
  var identity: Identity
  /// In bytes; meaningful for regular files.
  var size: Int

  /// The status of the file at `path`, or the `errno` of asking for it.
  static func of(path: [UInt8]) -> Result<FileStatus, SystemError> {
    var status = stat()
    let result = unsafe withPathPointer(path) { pointer in unsafe stat(pointer, &status) }
    return result == 0 ? .success(FileStatus(status)) : .failure(SystemError(code: errno))
  }

  /// The status of an open file, or the `errno` of asking for it.
  static func of(descriptor: Int32) -> Result<FileStatus, SystemError> {
    var status = stat()
    let result = unsafe fstat(descriptor, &status)
    return result == 0 ? .success(FileStatus(status)) : .failure(SystemError(code: errno))
  }

  /// When the file at `path` was last changed, in seconds and billionths of one; empty when nobody knows.
  static func modified(path: [UInt8]) -> [Int] {
    var status = stat()
    guard unsafe withPathPointer(path, { pointer in unsafe stat(pointer, &status) }) == 0 else { return [] }
    #if canImport(Glibc)
      return [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    #else
      return [status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec]
    #endif
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    case S_IFSOCK: kind = .socket
    default: kind = .stream
    }
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    size = Int(status.st_size)
  }
}

/// An `errno`.
struct SystemError: Error {
  var code: Int32
}

/// Lends `path` as a C string. A path with a zero byte in it, which no file has, is lent as far as that byte.
func withPathPointer<R>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> R) -> R {
  let text = path.map { CChar(bitPattern: $0) } + [0]
  return unsafe text.withUnsafeBufferPointer { buffer in
    // The buffer is never empty, so it has an address.
    guard let start = buffer.baseAddress else { preconditionFailure("a path ends in a zero byte") }
    return unsafe body(start)
  }
}
