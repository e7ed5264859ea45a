import Inputs

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why keys cannot be kept or looked up.
package struct KeyStoreError: Error, Hashable {
  /// What was tried: `write`.
  var action: String
  /// The system's number of the error.
  var code: Int32

  /// One clause in lower case, without a final full stop.
  package var message: String {
    "cannot \(action) the temporary file for keys in \(TemporaryFile.folder): \(unsafe String(cString: strerror(code)))"
  }
}

/// A temporary file without a name: it is gone when it is closed, however the process ends.
final class ScratchFile {
  private let descriptor: Int32
  /// Bytes written.
  private(set) var byteCount = 0

  init() throws(KeyStoreError) {
    descriptor = TemporaryFile.open()
    if descriptor < 0 { throw KeyStoreError(action: "create", code: errno) }
  }

  deinit { _ = close(descriptor) }

  /// Writes `bytes` behind the others. After an error nothing of them counts.
  func append(_ bytes: UnsafeRawBufferPointer) throws(KeyStoreError) {
    var rest = unsafe bytes
    var end = byteCount
    while unsafe !rest.isEmpty {
      let count = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(end))
      if count > 0 {
        end += count
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if count == 0 || errno != EINTR {
        throw KeyStoreError(action: "write", code: count == 0 ? ENOSPC : errno)
      }
    }
    byteCount = end
  }

  /// Fills `bytes` from `offset` on, where as many were written.
  func read(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(KeyStoreError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe pread(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        throw KeyStoreError(action: "read", code: count == 0 ? EIO : errno)
      }
    }
  }
}
