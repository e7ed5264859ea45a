public import JSONReading
public import SourceText

/// A JSON Patch (RFC 6902): the operations that make one JSON value out of another, in the order in which they are done.
public struct JSONPatch {
  /// One operation.
  public struct Operation: Hashable, Sendable {
    /// `add`, `remove` or `replace`: RFC 6902, section 4.
    public enum Kind: String, Hashable, Sendable { case add, remove, replace }

    /// What is done.
    public var kind: Kind
    /// Where, in the value as the operations before have left it.
    public var path: JSONPointer
    /// The JSON text that stood there, of arrays and objects without blanks; `nil` for `add`.
    public var old: String?
    /// The JSON text that stands there then; `nil` for `remove`.
    public var new: String?

    /// The operation as JSON, with `prefix` before its path.
    public func json(below prefix: JSONPointer = .root) -> String {
      let path = JSONText.quoted(prefix.appending(path).description)
      return "{\"op\":\"\(kind.rawValue)\",\"path\":\(path)\(new.map { ",\"value\":\($0)" } ?? "")}"
    }
  }

  /// In order.
  public let operations: [Operation]

  /// The operations that make the JSON text `new` of `old`. Throws when one of them is none.
  public init(from old: [UInt8], to new: [UInt8]) throws(JSONSyntaxError) {
    let (old, new) = (try JSONDocument(old), try JSONDocument(new))
    // Nodes do not keep their document alive.
    self = withExtendedLifetime((old, new)) { JSONPatch(JSONDifference(from: old.root, to: new.root)) }
  }

  private init(_ difference: JSONDifference) {
    operations = difference.changes.flatMap { change -> [Operation] in
      switch change {
      case .replaced(let pointer, let old, let new):
        return [Operation(kind: .replace, path: pointer, old: Self.shown(old), new: new.sourceText)]
      case .removed(let pointer, let container, let positions):
        // From behind, so that the positions before stay what they are.
        return positions.reversed().map { position in
          let (token, value) = Self.member(position, of: container)
          return Operation(kind: .remove, path: pointer.appending(token), old: Self.shown(value), new: nil)
        }
      case .inserted(let pointer, _, let elements, let position):
        return elements.enumerated().map { number, element in
          Operation(
            kind: .add, path: pointer.appending(String(position + number)), old: nil, new: element.sourceText)
        }
      case .added(let pointer, _, let members):
        return members.map {
          Operation(kind: .add, path: pointer.appending($0.key), old: nil, new: $0.value.sourceText)
        }
      }
    }
  }

  private static func shown(_ value: JSONNode) -> String {
    value.kind == .array || value.kind == .object ? value.compactText : value.sourceText
  }

  private static func member(_ position: Int, of container: JSONNode) -> (token: String, value: JSONNode) {
    if let element = container.element(at: position) { return (String(position), element) }
    for (number, member) in container.members.enumerated() where number == position {
      return (member.key.string ?? "", member.value)
    }
    preconditionFailure("no member \(position) in a container of \(container.count)")
  }
}
