import LinearRegex

/// Regular expressions of ECMA-262.
enum PatternSyntax {
  /// Whether `text` is a pattern, also one that nothing could match in linear time.
  static func isPattern(_ text: Span<UInt8>) -> Bool {
    var bytes: [UInt8] = []
    for place in text.indices { bytes.append(text[place]) }
    guard let pattern = String(validating: bytes, as: UTF8.self) else { return false }
    return LinearRegex.isSyntax(ecma262: pattern)
  }
}
