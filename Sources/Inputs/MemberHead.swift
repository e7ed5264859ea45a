import JSONReading

/// What stands before the value of a member of the document's outermost object: a brace or a comma, the key, a colon.
enum MemberHead {
  /// What was found.
  enum Found {
    /// A member: its key with the quotes, and where its value starts.
    case member(key: Range<Int>, value: Int)
    /// The closing brace of the object.
    case end(Int)
  }

  /// Looks at `text` from `start` on; `isFirst` tells that the object begins there. Offsets of errors count from the start of
  /// the text.
  static func find(
    in text: PaddedBytes, from start: Int, isFirst: Bool, checker: JSONSyntaxChecker
  ) throws(JSONSyntaxError) -> Found {
    var at = start
    func skipBlanks() throws(JSONSyntaxError) {
      while FormDetection.isBlank(text[at]) { at += 1 }
      if at >= text.count { throw JSONSyntaxError(.truncated, "text ends inside an object", at: text.count) }
    }
    try skipBlanks()
    if !isFirst, text[at] == UInt8(ascii: "}") { return .end(at) }
    guard text[at] == (isFirst ? UInt8(ascii: "{") : UInt8(ascii: ",")) else {
      throw JSONSyntaxError("\(name(of: text[at])) where \(isFirst ? "'{'" : "',' or '}'") should stand", at: at)
    }
    at += 1
    try skipBlanks()
    if isFirst, text[at] == UInt8(ascii: "}") { return .end(at) }
    guard text[at] == UInt8(ascii: "\"") else {
      throw JSONSyntaxError("\(name(of: text[at])) where a key should stand", at: at)
    }
    let key = at..<(try checker.valueEnd(in: text, from: at, limit: text.count))
    at = key.upperBound
    try skipBlanks()
    guard text[at] == UInt8(ascii: ":") else {
      throw JSONSyntaxError("\(name(of: text[at])) where ':' should stand", at: at)
    }
    at += 1
    try skipBlanks()
    return .member(key: key, value: at)
  }

  /// The text of a key; `nil` when it cannot be read.
  static func name(_ key: Range<Int>, in text: PaddedBytes) -> String? {
    guard let document = try? JSONDocument(text.bytes(key)) else { return nil }
    return withExtendedLifetime(document) { document.root.string }
  }

  /// What tells the name of a key from others: its content, or how it is written when it cannot be read.
  static func nameBytes(_ key: Range<Int>, in text: PaddedBytes) -> [UInt8] {
    let document = try? JSONDocument(text.bytes(key))
    return withExtendedLifetime(document) { unsafe document?.root.withStringBytes { unsafe Array($0) } }
      ?? text.bytes(key)
  }

  /// What messages call a byte that stands where it should not.
  static func name(of byte: UInt8) -> String {
    switch byte {
    case 0: "a NUL byte"
    case 0x20..<0x7F: "'\(Character(UnicodeScalar(byte)))'"
    case 0x80...: "a character"
    default: "a control character"
    }
  }
}
