import JSONReading
import SourceText

/// The words of messages.
enum SchemaText {
  /// What the types are called.
  static let typeNames: [String: String] = [
    "null": "null", "boolean": "true or false", "object": "an object", "array": "an array", "number": "a number",
    "string": "a text", "integer": "a whole number",
  ]

  /// Scalars of a value that are shown at most.
  private static let longest = 60

  /// `node` in a few words: texts in single quotes, containers by their size.
  static func value(_ node: JSONNode) -> String {
    switch node.kind {
    case .string: "'\(shortened(node.string ?? ""))'"
    case .array: node.count == 0 ? "an empty array" : "an array of \(amount(node.count, "element"))"
    case .object: node.count == 0 ? "an empty object" : "an object of \(amount(node.count, "member"))"
    default: shortened(node.sourceText)
    }
  }

  /// `node` as JSON, shortened.
  static func json(_ node: JSONNode) -> String {
    if node.kind == .string { return value(node) }
    // What is not shown is not copied: a value may be half the record.
    guard node.span.count <= 4096 else { return value(node) }
    return shortened(node.compactText)
  }

  /// The start of `text` where it is long.
  static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(longest + 1)
    return scalars.count <= longest ? text : String(String.UnicodeScalarView(scalars.dropLast())) + "…"
  }

  /// "1 element", "2 elements".
  static func amount(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }

  /// "a, b or c".
  static func choice(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// The end of a message that knows better.
  static func didYouMean(_ name: String?) -> String { name.map { ": did you mean '\($0)'?" } ?? "" }

  /// The one of `known` that the text of `node` was meant to be.
  static func near(_ node: JSONNode, among known: some Sequence<String>) -> String? {
    node.string.flatMap { Suggestion.nearest(to: $0, among: known) }
  }
}
