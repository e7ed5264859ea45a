#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writing to open files.
enum FileWriting {
  /// Writes all of `bytes`; errors name the file.
  static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws(FixError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw FixError(system: "write \(name)") }
    }
  }
}
