import JSONReading
import LinearRegex

/// A condition on a node (RFC 9535, section 2.3.5).
indirect enum Filter: Hashable, Sendable {
  case or([Filter])
  case and([Filter])
  case not(Filter)
  case comparison(Operand, Comparison, Operand)
  case exists(FilterQuery)
  case matches(Operand, Pattern, whole: Bool)
}

enum Comparison: String, Hashable, Sendable {
  case equal = "=="
  case unequal = "!="
  case lessOrEqual = "<="
  case less = "<"
  case greaterOrEqual = ">="
  case greater = ">"
}

/// What can be compared, and what functions take as a value.
indirect enum Operand: Hashable, Sendable {
  case literal(Literal)
  /// A query that leads to one node at most.
  case singular(FilterQuery)
  case length(Operand)
  case count(FilterQuery)
  case value(FilterQuery)
}

/// A regular expression in a filter.
enum Pattern: Hashable, Sendable {
  case fixed(LinearRegex)
  /// Not an I-Regexp: matches nothing (RFC 9535, section 2.4.6).
  case impossible
  /// Found while the query runs.
  case computed(Operand)
}

/// A query within a filter.
struct FilterQuery: Hashable, Sendable {
  /// Whether it starts at the root (`$`) instead of the node in question (`@`).
  let startsAtRoot: Bool
  let segments: [Segment]
  /// Whether it leads to one node at most.
  let isSingular: Bool

  init(startsAtRoot: Bool, segments: [Segment]) {
    self.startsAtRoot = startsAtRoot
    self.segments = segments
    isSingular = segments.allSatisfy(\.isSingular)
  }

  /// Whether it is `@`.
  var isNodeItself: Bool { !startsAtRoot && segments.isEmpty }
}

/// A value written in a query. It is a JSON text of its own, so that it compares like all other values.
struct Literal: Hashable, Sendable {
  private let document: JSONDocument
  var node: JSONNode { document.root }

  /// The value of `text`, which is JSON. Throws when it is not.
  init(json text: String) throws(JSONSyntaxError) { document = try JSONDocument(text) }

  static func == (left: Self, right: Self) -> Bool { left.node == right.node }
  func hash(into hasher: inout Hasher) { hasher.combine(node) }
}
