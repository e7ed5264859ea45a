import CEL
import JSONReading
import SourceText

/// What tells groups of things apart, and what they are called: a text of the data, cut when it is long. Numbers and
/// booleans are called as they are written; what is empty or no scalar has no name.
enum GroupName {
  /// Up to this many bytes nothing is cut.
  private static let shortByteCount = 120

  /// The name that `value` is; `nil` when it has none.
  static func text(of value: CELValue) -> String? {
    switch value {
    case .bool, .int, .uint, .double: value.text
    case .string(let text): text.isEmpty ? nil : GroupCounts.cut(text)
    case .json(let node): node.string.flatMap { $0.isEmpty ? nil : GroupCounts.cut($0) }
    default: nil
    }
  }

  /// What stands for the name that `value` is: equal names have equal hashes.
  static func hash(of value: CELValue, seed: KeyHash.Seed) -> KeyHash? {
    // Most are short texts of a record, which need not be made.
    if case .json(let node) = value, node.kind == .string, case 3...shortByteCount = node.span.count {
      return KeyHash(value, seed: seed)
    }
    return KeyHash(text(of: value).map { .string($0) } ?? .null, seed: seed)
  }

  /// Calls `body` with the values of `node` that are names: the value itself, or of a list the first ones, `limit` at
  /// most.
  static func forEach(in node: JSONNode, atMost limit: Int, _ body: (CELValue) -> Void) {
    guard node.kind == .array else {
      if isName(node) { body(CELValue(node)) }
      return
    }
    for item in node.elements.prefix(limit) where isName(item) { body(CELValue(item)) }
  }

  /// Whether `node` is the name of a group.
  static func isName(_ node: JSONNode) -> Bool {
    switch node.kind {
    case .string: node.span.count > 2
    case .number, .boolean: true
    case .null, .array, .object: false
    }
  }
}
