import JSONReading
import LinearRegex

/// A query as it runs: flat arrays of small values that refer to each other by position. Reading them counts no references
/// and copies nothing, so that running most queries allocates nothing.
///
/// Queries within conditions come before the outermost one, in the order in which they end.
final class QueryCode: Sendable {
  /// The steps of all queries.
  let steps: ContiguousArray<Step>
  /// The outermost query's.
  let outermost: Range<Int>
  /// The first step of the outermost query that puts a condition; the end where none does.
  let firstConditional: Int

  let selectors: ContiguousArray<SelectorCode>
  let tests: ContiguousArray<Test>
  let moves: ContiguousArray<Move>
  let operands: ContiguousArray<OperandCode>
  let queries: ContiguousArray<NestedQuery>
  let keys: ContiguousArray<JSONKey>
  /// The same in a form that is compared without counting references; `nil` for long ones.
  let shortKeys: ContiguousArray<JSONShortKey?>
  let keyLists: ContiguousArray<JSONKeyList>
  let literals: ContiguousArray<Literal>
  let patterns: ContiguousArray<PatternCode>
  let slices: ContiguousArray<Slice>

  /// One segment: its selectors, by position.
  struct Step {
    var isDescendant: Bool
    var firstSelector: Int32
    var selectorCount: Int32
    /// Of a pair of numbers it selects nothing.
    var isBarrenInPairs: Bool
    /// It selects members by their names and nothing else.
    var isOfNames: Bool
  }

  /// A selector. Numbers are positions in the arrays of the code, but for `index`.
  enum SelectorCode {
    case name(Int)
    case wildcard
    case index(Int)
    case slice(Int)
    /// A condition on nothing but the kind of the child.
    case kinds(JSONKindSet)
    /// A condition, by its first test, the kinds of children for which it may hold, and what it says of pairs of numbers.
    case condition(Int, of: JSONKindSet, pairs: PairAnswer)
  }

  /// What is known beforehand of a condition on an array of two numbers.
  enum PairAnswer {
    case unknown
    /// It does not hold, whatever the numbers are; or as long as they are short and have no exponent.
    case rejected, rejectedIfPlain
  }

  /// One question of a condition and where to go on with the answer: to another test, `accept` or `reject`.
  struct Test {
    var question: Question
    /// From the node, or the root, to the value in question.
    var path: Path
    var ifTrue, ifFalse: Int32

    static let accept: Int32 = -1
    static let reject: Int32 = -2
  }

  enum Question {
    /// Whether the value is of one of the kinds.
    case kinds(JSONKindSet)
    /// Whether it stands in one of the orders to a number, which is a literal.
    case number(Double, JSONOrder, literal: Int32)
    /// Whether it stands in one of the orders to a string, which is a key.
    case string(Int, JSONOrder)
    /// Whether the first operand stands in one of the orders to the second one.
    case comparison(Int32, Int32, JSONOrder)
    /// Whether a query selects anything.
    case selects(Int)
    /// Whether the operand is a string of the pattern.
    case matches(Int32, pattern: Int32, whole: Bool)
  }

  /// A way to one node at most: some of the moves.
  struct Path {
    var startsAtRoot: Bool
    var firstMove: Int32
    var moveCount: Int32

    static let node = Path(startsAtRoot: false, firstMove: 0, moveCount: 0)
  }

  enum Move {
    case name(Int)
    case index(Int)
  }

  enum OperandCode {
    case literal(Int)
    case path(Path)
    case length(Int)
    case count(Int)
    /// How many members of a list the node has.
    case memberCount(Int)
    /// A literal beside a length or a count.
    case size(Int)
    case value(Int)
  }

  struct NestedQuery {
    var startsAtRoot: Bool
    var steps: Range<Int>
  }

  enum PatternCode {
    case fixed(LinearRegex)
    case impossible
    case computed(Int)
  }

  /// The code of the query that has `segments`.
  init(_ segments: [Segment]) {
    var builder = QueryCodeBuilder()
    outermost = builder.add(segments)
    let conditional = segments.firstIndex(where: \.isConditional) ?? segments.count
    firstConditional = outermost.lowerBound + conditional
    steps = builder.steps
    selectors = builder.selectors
    tests = builder.tests
    moves = builder.moves
    operands = builder.operands
    queries = builder.queries
    keys = builder.keys
    shortKeys = ContiguousArray(builder.keys.map { JSONShortKey($0.name) })
    keyLists = builder.keyLists
    literals = builder.literals
    patterns = builder.patterns
    slices = builder.slices
  }
}
