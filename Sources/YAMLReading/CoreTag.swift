import SourceText

/// The tags of YAML's core schema: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!map` and `!!seq`.
enum CoreTag {
  private static let kinds: [String: YAMLKind] = [
    "str": .text, "int": .integer, "float": .float, "bool": .boolean, "null": .null, "map": .mapping, "seq": .sequence,
  ]

  /// What a scalar is, by its tag if it has one. Throws when the tag is unknown or does not fit the text.
  static func kind(
    ofScalar text: String, isPlain: Bool, tag: String?, at place: SourcePosition
  ) throws(YAMLError) -> YAMLKind {
    guard let tag else { return isPlain ? CoreSchema.kind(of: text) : .text }
    let wanted = try kind(of: tag, at: place)
    let actual = CoreSchema.kind(of: text)
    switch (wanted, actual) {
    case (.text, _): return .text
    case (.float, .integer): return .float
    case _ where wanted == actual: return actual
    default: throw YAMLError("the tag '\(short(tag))' does not fit this value", at: place)
    }
  }

  /// Throws when there is a `tag` and it does not say that a node is of `kind`.
  static func check(_ tag: String?, is expected: YAMLKind, at place: SourcePosition) throws(YAMLError) {
    guard let tag, try kind(of: tag, at: place) != expected else { return }
    throw YAMLError("the tag '\(short(tag))' does not fit \(expected)", at: place)
  }

  private static let prefix = "tag:yaml.org,2002:"

  private static func kind(of tag: String, at place: SourcePosition) throws(YAMLError) -> YAMLKind {
    if tag.hasPrefix(prefix), let kind = kinds[String(tag.dropFirst(prefix.count))] { return kind }
    // Most often it is an expression.
    if tag.hasPrefix("!"), tag.contains(where: { "(.[".contains($0) }) {
      throw YAMLError("what begins with '!' is a tag in YAML; put the whole text in quotes", at: place)
    }
    throw YAMLError(
      "unknown tag '\(short(tag))'; known are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq", at: place)
  }

  private static func short(_ tag: String) -> String {
    (tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag).excerpt
  }
}
