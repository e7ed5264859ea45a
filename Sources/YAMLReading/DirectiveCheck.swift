import SourceText

/// Refuses `%TAG` lines: no tag of our own needs them, and libyaml compares each with all before it.
enum DirectiveCheck {
  /// Throws at the first line of `source` that begins with `%TAG`. Linear.
  static func check(_ source: YAMLSource) throws(YAMLError) {
    let bytes = source.bytes
    for offset in source.contentStart..<bytes.count where bytes[offset] == UInt8(ascii: "%") {
      let isLineStart =
        offset == source.contentStart || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D
      guard isLineStart, bytes[offset...].starts(with: "%TAG".utf8) else { continue }
      let line = 1 + bytes[..<offset].count { $0 == 0x0A }
      throw YAMLError("%TAG is not supported", at: SourcePosition(line: line, column: 1))
    }
  }
}
