import SourceText

/// Refuses `%TAG` lines: no tag of our own needs them, and libyaml compares each with all before it.
enum DirectiveCheck {
  /// Throws at the first line of `source` that begins with `%TAG`. Linear.
  static func check(_ source: YAMLSource) throws(YAMLError) {
    var (line, isLineStart) = (1, true)
    let bytes = source.bytes
    for (offset, byte) in bytes.enumerated().dropFirst(source.contentStart) {
      if isLineStart, byte == UInt8(ascii: "%"), bytes[offset...].starts(with: "%TAG".utf8) {
        throw YAMLError("%TAG is not supported", at: SourcePosition(line: line, column: 1))
      }
      isLineStart = byte == 0x0A || byte == 0x0D
      line += byte == 0x0A ? 1 : 0
    }
  }
}
