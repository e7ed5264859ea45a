#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The arguments of the process as they were given: names of files need not be UTF-8, and Swift's texts of them are repaired.
enum ArgumentBytes {
  /// The bytes of the argument that reads as `text`.
  static func of(_ text: String) -> [UInt8] {
    guard text.unicodeScalars.contains("\u{FFFD}") else { return Array(text.utf8) }
    return repaired[text] ?? Array(text.utf8)
  }

  /// Those that are not UTF-8, by their texts.
  private static let repaired: [String: [UInt8]] = {
    var repaired: [String: [UInt8]] = [:]
    for position in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = unsafe CommandLine.unsafeArgv[position] else { continue }
      let text = unsafe String(cString: argument)
      let bytes = unsafe Array(UnsafeBufferPointer(start: argument, count: strlen(argument))).map {
        UInt8(bitPattern: $0)
      }
      if !text.utf8.elementsEqual(bytes) { repaired[text] = bytes }
    }
    return repaired
  }()
}
