public import JSONReading

/// Several queries that are put to one record after the other. The steps that some of them start with alike are taken
/// once a record, when the first of them is put; where they lead to is kept until the next record.
///
/// Selects what the queries select one by one, in the same order. Its memory is used again: one group for each thread.
public final class QueryGroup {
  /// All of them, those of a union side by side.
  private let parts: [Part]
  /// Which parts each query has.
  private let queries: [Range<Int>]
  private var prefixes: [Prefix]
  private var record: JSONNode?
  /// Whether each query's steps up to its conditions led to anything in the record, as far as it has been put.
  private var isReached: [Bool]

  /// Some of the steps of a query, behind a prefix that it shares with others.
  private struct Part {
    let code: QueryCode
    /// The steps that are left.
    let steps: Range<Int>
    /// Where the steps before them lead to; `nil` when they start at the root.
    let prefix: Int?
    /// Whether the first condition that the query puts is in the prefix.
    let isConditionInPrefix: Bool
  }

  private struct Prefix {
    let part: Part
    var state = State.unknown
    var isReached = false
    var nodes: ContiguousArray<JSONNode> = []

    enum State { case unknown, complete, exhausted }
  }

  /// A group of `queries`, which are called by their positions from then on.
  public init(_ queries: [JSONPathQuery]) {
    var compiled: [CompiledQuery] = []
    self.queries = queries.map { query in
      compiled += query.parts
      return (compiled.count - query.parts.count)..<compiled.count
    }
    let plan = PrefixPlan(compiled.map(\.segments))
    func part(_ query: Int, stepCount: Int, prefix: Int?) -> Part {
      let code = compiled[query].code
      let start = code.outermost.lowerBound
      let first = start + (prefix.map { plan.prefixes[$0].length } ?? 0)
      return Part(
        code: code, steps: first..<start + stepCount, prefix: prefix,
        isConditionInPrefix: code.firstConditional < first)
    }
    parts = compiled.indices.map { query in
      part(query, stepCount: compiled[query].segments.count, prefix: plan.prefixOfQuery[query])
    }
    prefixes = plan.prefixes.map { prefix in
      Prefix(part: part(prefix.query, stepCount: prefix.length, prefix: prefix.parent))
    }
    isReached = Array(repeating: false, count: queries.count)
  }

  /// Begins with another record.
  public func begin(_ record: JSONNode) {
    self.record = record
    for prefix in prefixes.indices { prefixes[prefix].state = .unknown }
    for query in isReached.indices { isReached[query] = false }
  }

  /// Visits the nodes that the query at `query` selects in the record at hand, in the order of RFC 9535. The steps of each
  /// prefix and each query, or query of a union, are limited, see `JSONPathQuery.select(from:stepLimit:_:)`.
  /// - Returns: whether everything was visited.
  public func select(_ query: Int, stepLimit: Int = .max, _ visit: (JSONNode) -> Void) -> Bool {
    for part in queries[query] {
      guard select(part, of: query, stepLimit, .nothing, { node, _ in visit(node) }) else { return false }
    }
    return true
  }

  /// The same, with the last step to each node; `nil` for the root.
  public func select(
    _ query: Int, stepLimit: Int = .max, withLastSteps visit: (JSONNode, NormalizedPath.Element?) -> Void
  ) -> Bool {
    for part in queries[query] {
      let code = parts[part].code
      let isDone = select(part, of: query, stepLimit, .lastStep) { node, step in
        visit(node, step.map { code.element(of: $0) })
      }
      guard isDone else { return false }
    }
    return true
  }

  /// Whether the query at `query`, which has been put to the record at hand, selects anything without its conditions, and
  /// without the steps behind them: whether there was something to put them to.
  public func isReached(_ query: Int) -> Bool { isReached[query] }

  private func select(
    _ position: Int, of query: Int, _ stepLimit: Int, _ tracking: QueryRun.Tracking,
    _ visit: (JSONNode, PathStep?) -> Void
  ) -> Bool {
    guard let record else { return true }
    let part = parts[position]
    var run = QueryRun(
      root: record, stepLimit: stepLimit, tracking: tracking, watchedStep: part.code.firstConditional)
    let isDone = self.run(part, &run) { node, step in visit(node, step) }
    if run.isReached { isReached[query] = true }
    return isDone
  }

  /// Runs `part` behind its prefix. Whether everything was visited.
  private func run(_ part: Part, _ run: inout QueryRun, _ visit: (JSONNode, PathStep?) -> Void) -> Bool {
    guard let prefix = part.prefix else { return self.run(part, from: run.root, &run, visit) }
    prepare(prefix, stepLimit: run.stepsLeft)
    if part.isConditionInPrefix, prefixes[prefix].isReached { run.isReached = true }
    let nodes = prefixes[prefix].nodes
    for node in nodes {
      guard self.run(part, from: node, &run, visit) else { return false }
    }
    return prefixes[prefix].state == .complete
  }

  @inline(__always)
  private func run(
    _ part: Part, from node: JSONNode, _ run: inout QueryRun, _ visit: (JSONNode, PathStep?) -> Void
  ) -> Bool {
    part.code.select(part.steps.lowerBound, part.steps.upperBound, from: node, &run) { node, run in
      visit(node, run.lastStep)
      return true
    }
  }

  /// Finds where the prefix at `position` leads to in the record at hand, once.
  private func prepare(_ position: Int, stepLimit: Int) {
    guard prefixes[position].state == .unknown, let record else { return }
    // Taken out, so that it can be appended to while other prefixes are read.
    var nodes: ContiguousArray<JSONNode> = []
    swap(&nodes, &prefixes[position].nodes)
    nodes.removeAll(keepingCapacity: true)
    let part = prefixes[position].part
    var run = QueryRun(root: record, stepLimit: stepLimit, watchedStep: part.code.firstConditional)
    let isComplete = self.run(part, &run) { node, _ in nodes.append(node) }
    swap(&nodes, &prefixes[position].nodes)
    prefixes[position].isReached = run.isReached
    prefixes[position].state = isComplete ? .complete : .exhausted
  }
}
