public import SourceText

/// One value of a YAML text and the place where it is written. Behind an alias stands the node that it names, with the
/// places of that node.
///
/// A class, because nodes are handed about much: a structure of this size takes most of the time that reading one takes.
public final class YAMLNode: Sendable, Hashable {
  /// What a node holds.
  public enum Content: Sendable, Hashable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping(YAMLMapping)
  }

  /// What the node holds.
  public let content: Content
  /// The bytes in the text, a byte order mark counted, without anchor and tag; quotes and brackets are part of it.
  /// Block sequences and mappings end with their last node; empty for a value left out.
  public let span: SourceSpan
  /// Where `span` starts.
  public let start: SourcePosition
  /// Where `span` ends: the place behind its last character.
  public let end: SourcePosition

  init(content: Content, span: SourceSpan, start: SourcePosition, end: SourcePosition) {
    self.content = content
    self.span = span
    self.start = start
    self.end = end
  }

  /// Whether both hold the same, at the same place.
  public static func == (left: YAMLNode, right: YAMLNode) -> Bool {
    left === right
      || (left.span, left.start, left.end) == (right.span, right.start, right.end) && left.content == right.content
  }

  /// Hashes what it holds, and its place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(span)
    hasher.combine(content)
  }

  /// The kind of value it is in YAML's core schema.
  public var kind: YAMLKind {
    switch content {
    case .scalar(let scalar): scalar.kind
    case .sequence: .sequence
    case .mapping: .mapping
    }
  }

  /// The scalar; `nil` for sequences and mappings.
  public var scalar: YAMLScalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
  /// The text of a scalar of any kind, `5` and `off` as well as `"five"`; `nil` for sequences and mappings.
  public var text: String? { scalar?.text }
  /// The elements of a sequence; `nil` for other nodes.
  public var items: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }
  /// The members of a mapping; `nil` for other nodes.
  public var mapping: YAMLMapping? { if case .mapping(let mapping) = content { mapping } else { nil } }
  /// The entries of a mapping, in order; `nil` for other nodes.
  public var entries: [YAMLMapping.Entry]? { mapping?.entries }

  /// Whether it is a null: `null`, `~` or nothing at all, without quotes.
  public var isNull: Bool { kind == .null }
  /// The value of `true` and `false` without quotes, also written `True` and `TRUE`; `nil` for all else, `yes` included.
  public var bool: Bool? { scalar?.bool }
  /// The value of an integer without quotes that fits; `nil` for all else.
  public var int: Int? { scalar?.int }
  /// The value of a number without quotes, integers included; `nil` for all else.
  public var double: Double? { scalar?.double }

  /// The value of the key `key`; `nil` when there is none or this is no mapping. Linear in the number of keys.
  public subscript(key: String) -> YAMLNode? { mapping?[key] }

  /// The node that `pointer` leads to from here, as it would in `json()`; `nil` when there is none.
  public func node(at pointer: JSONPointer) -> YAMLNode? {
    var node = self
    for token in pointer.tokens {
      switch node.content {
      case .scalar: return nil
      case .mapping(let mapping):
        guard let next = mapping[token] else { return nil }
        node = next
      case .sequence(let items):
        // RFC 6901, section 4: digits without a leading zero.
        guard token == "0" || token.utf8.first != UInt8(ascii: "0"),
          token.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
          let index = Int(token), items.indices.contains(index)
        else { return nil }
        node = items[index]
      }
    }
    return node
  }

  /// The place in the file of the byte `offset` of a scalar's text (clamped to it); `start` for other nodes. Exact, also
  /// in blocks and behind escapes and folded lines; in the middle of an escape or fold, the place where that starts.
  public func position(ofTextOffset offset: Int) -> SourcePosition {
    guard case .scalar(let scalar) = content else { return start }
    return scalar.places.position(of: offset, in: scalar.text)
  }
}

/// The kinds of values in YAML's core schema.
public enum YAMLKind: Sendable, Hashable, CustomStringConvertible {
  case null, boolean, integer, float, text, sequence, mapping

  /// As messages call a value of this kind: `a list`.
  public var description: String {
    switch self {
    case .null: "nothing"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a number"
    case .text: "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
