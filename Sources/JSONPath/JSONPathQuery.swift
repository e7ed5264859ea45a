public import JSONReading

/// A JSONPath query (RFC 9535), checked and ready to run. Shared freely between threads.
///
/// Running a query cannot fail. It allocates nothing, unless the query has slices, patterns that stand in the data, or
/// comparisons of arrays or objects, or a string has escapes.
public struct JSONPathQuery: Sendable {
  let compiled: CompiledQuery
  /// The other queries of a union.
  private let others: [CompiledQuery]
  /// The query as it was written.
  public let text: String
  /// What is allowed but cannot be meant: patterns that are no I-Regexps, which match nothing.
  public let warnings: [JSONPathError]

  /// Compiles `text`. Throws when it is no query, or larger or deeper than anything people write.
  public init(_ text: String) throws(JSONPathError) {
    compiled = try CompiledQuery(text)
    others = []
    self.text = text
    warnings = compiled.warnings
  }

  /// What the first of `queries` selects, then what the next one does. RFC 9535 has no such unions; there is at least one
  /// query.
  public init(union queries: [JSONPathQuery]) {
    if queries.count == 1 {
      self = queries[0]
      return
    }
    let parts = queries.flatMap(\.parts)
    compiled = parts[0]
    others = Array(parts.dropFirst())
    text = queries.map(\.text).joined(separator: ", ")
    warnings = queries.flatMap(\.warnings)
  }

  /// The query, or those of the union.
  var parts: [CompiledQuery] { [compiled] + others }

  /// The queries of a union, each by itself; of a query that is none, only itself.
  public var alternatives: [JSONPathQuery] {
    others.isEmpty ? [self] : parts.map { JSONPathQuery($0) }
  }

  private init(_ part: CompiledQuery) {
    compiled = part
    others = []
    text = part.text
    warnings = part.warnings
  }

  /// Whether it selects one node at most, whatever the data: it has nothing but names and indices.
  public var isSingular: Bool { others.isEmpty && compiled.isSingular }

  /// Whether it selects the root and nothing else.
  public var isRoot: Bool { parts.count == 1 && compiled.segments.isEmpty }

  /// Visits the nodes that the query selects from `root`, in the order of RFC 9535. A node is visited as often as it is
  /// selected.
  ///
  /// A query with several `..` or with conditions in conditions can select far more than the data have, `$..*..*..*` for
  /// instance. A query that is not trusted gets a `stepLimit`: about as many nodes are passed, then the run ends. Each query
  /// of a union has it.
  /// - Returns: whether everything was visited; `false` when the steps were used up before.
  @discardableResult
  public func select(from root: JSONNode, stepLimit: Int = .max, _ visit: (JSONNode) -> Void) -> Bool {
    guard compiled.select(from: root, stepLimit: stepLimit, visit) else { return false }
    return others.allSatisfy { $0.select(from: root, stepLimit: stepLimit, visit) }
  }

  /// The nodes that the query selects from `root`, in the order of RFC 9535.
  public func nodes(in root: JSONNode) -> [JSONNode] {
    var nodes: [JSONNode] = []
    select(from: root) { nodes.append($0) }
    return nodes
  }

  /// As `select(from:stepLimit:_:)`, with the places of the nodes.
  @discardableResult
  public func select(
    from root: JSONNode, stepLimit: Int = .max, withPaths visit: (JSONNode, NormalizedPath) -> Void
  ) -> Bool {
    guard compiled.select(from: root, stepLimit: stepLimit, withPaths: visit) else { return false }
    return others.allSatisfy { $0.select(from: root, stepLimit: stepLimit, withPaths: visit) }
  }

  /// Whether `other` starts with all the steps of this query: `$` of every query, `$.task` of `$.task.tools[*]`. How they
  /// are written makes no difference. Each query of a union must start with the steps of this one, or with those of one of
  /// this union.
  public func isPrefix(of other: JSONPathQuery) -> Bool {
    // Asked for each pair of a rule's path and a subject of the format, nearly all of which are no unions.
    if others.isEmpty, other.others.isEmpty { return other.compiled.segments.starts(with: compiled.segments) }
    return other.parts.allSatisfy { other in parts.contains { other.segments.starts(with: $0.segments) } }
  }

  /// The rest of this query behind `prefix`: it selects from each node of `prefix` what this query selects from the root.
  /// `nil` when `prefix` is no prefix, when one of them is a union, or when a condition in the rest starts at the root.
  public func relative(to prefix: JSONPathQuery) -> JSONPathQuery? {
    guard others.isEmpty, prefix.others.isEmpty, prefix.isPrefix(of: self) else { return nil }
    let count = prefix.compiled.segments.count
    if count == 0 { return self }
    guard count < compiled.segments.count else { return try? JSONPathQuery("$") }
    let rest = compiled.text.utf8.dropFirst(compiled.segmentOffsets[count])
    guard let query = try? JSONPathQuery("$" + String(Substring(rest))), !query.compiled.refersToRoot else {
      return nil
    }
    return query
  }
}

// By what queries mean, not by how they are written.
extension JSONPathQuery: Hashable {
  /// Compares what the queries select.
  public static func == (left: Self, right: Self) -> Bool {
    left.parts.map(\.segments) == right.parts.map(\.segments)
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(parts.map(\.segments)) }
}

extension QueryCode {
  /// `step` as part of a path.
  func element(of step: PathStep) -> NormalizedPath.Element {
    switch step {
    case .name(let key): .name(keys[key].name)
    case .member(let key): .name(key.string ?? "")
    case .element(let index): .index(index)
    }
  }
}
