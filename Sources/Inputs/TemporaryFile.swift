#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file without a name: the system removes it when it is closed, even if the process is killed.
package enum TemporaryFile {
  /// Copies everything that `source` has still to give into a new file in `TMPDIR` (else `/tmp`), and opens it at its
  /// beginning. Needed for archives that come through a pipe: their directory is at their end.
  static func copy(of source: InputBuffer) throws(InputError) -> OpenFile {
    let descriptor = open()
    if descriptor < 0 { throw failure("create", for: source.name) }
    do throws(InputError) {
      while try source.fill() {
        try unsafe write(source.available, to: descriptor, for: source.name)
        source.take(source.count)
      }
      guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure("read", for: source.name) }
    } catch {
      _ = close(descriptor)
      throw error
    }
    return try OpenFile(descriptor: descriptor, isOwner: true, name: source.name)
  }

  /// Where temporary files are made: `TMPDIR`, else `/tmp`.
  package static var folder: String {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
    return folder.isEmpty ? "/tmp" : folder
  }

  /// The descriptor of a new, empty file to read and write, which is the caller's to close. -1 when it cannot be created;
  /// `errno` tells why.
  package static func open() -> Int32 {
    var template = Array("\(folder)/assay-XXXXXX".utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      // The template ends in a zero byte, so it has an address.
      guard let start = buffer.baseAddress else { return Int32(-1) }
      let descriptor = unsafe mkstemp(start)
      if descriptor >= 0 { unsafe unlink(start) }
      return descriptor
    }
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return descriptor
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, for name: String
  ) throws(InputError) {
    var rest = unsafe bytes
    while unsafe !rest.isEmpty {
      #if canImport(Glibc)
        let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count >= 0 {
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        throw failure("write", for: name)
      }
    }
  }

  private static func failure(_ action: String, for name: String) -> InputError {
    InputError(.system(action: "\(action) a temporary copy of the archive", code: errno), in: name)
  }
}
