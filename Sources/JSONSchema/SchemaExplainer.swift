import JSONReading
import LinearRegex
import SourceText

/// Finds out what is wrong with a value. Goes the way of `SchemaCode.accepts` without ending at the first failure.
struct SchemaExplainer {
  let code: SchemaCode
  var run: SchemaRun
  var failures: [Found] = []
  /// The way from the root to the value that is looked at.
  var path: [PathStep] = []
  /// How often another name may still be looked for. Of more mistakes in one value nobody reads the suggestions.
  var suggestionsLeft = 200
  private var pointers: [SchemaLocation: JSONPointer] = [:]
  /// How many branches are being tried of which only one will be told: each is explained on its own.
  var branchDepth = 0
  /// What has been explained outside of such branches: a schema that applies twice to a value has nothing to add.
  private var explained: Set<Explained> = []

  private struct Explained: Hashable {
    var entry: Int32
    var start: Int
    var isName: Bool
  }

  /// The steps that a failure costs: its message takes some, and all failures of a record are held at once.
  private static let failureCost = 1000

  /// A failure, and how deep in the value it lies.
  struct Found {
    var failure: SchemaFailure
    var depth: Int
  }

  enum PathStep {
    case member(key: JSONNode)
    case element(Int)
    /// The name of a member as a value of its own.
    case name
  }

  private struct SchemaLocation: Hashable {
    var entry: Int32
    var keyword: String
  }

  init(_ code: SchemaCode, _ run: SchemaRun) {
    self.code = code
    self.run = run
  }

  // MARK: Failures

  /// Notes that `node` fails by `keyword` of the entry.
  mutating func fail(
    _ message: String, at node: JSONNode, by keyword: String, of entry: Int32, missing: String? = nil,
    isWholeSchema: Bool = false
  ) {
    let location = SchemaLocation(entry: entry, keyword: isWholeSchema ? "" : keyword)
    let failure = SchemaFailure(
      node: node, missing: missing, keyword: keyword,
      schemaDocument: code.documents[code.places[Int(entry)].document].address, schemaPointer: pointer(location),
      message: message)
    failures.append(Found(failure: failure, depth: path.count))
    run.spend(Self.failureCost)
  }

  /// Where many values fail by one keyword its pointer is worked out once.
  private mutating func pointer(_ location: SchemaLocation) -> JSONPointer {
    if let known = pointers[location] { return known }
    let place = code.places[Int(location.entry)]
    var pointer = place.node.pointer(from: code.documents[place.document].content.root)
    if !location.keyword.isEmpty { pointer = pointer.appending(location.keyword) }
    pointers[location] = pointer
    return pointer
  }

  /// Notes that the value as a whole is wrong, when there was no time to find out why, or all that is.
  mutating func addFallback(_ node: JSONNode) {
    let what =
      failures.isEmpty
      ? "does not match its schema, and why is too much work to find out"
      : "has more that does not match its schema than can be told"
    fail("\(name(of: node)) \(what)", at: node, by: "", of: Int32(code.root), isWholeSchema: true)
  }

  /// The end of a message that knows which of `known` the text of `node` was meant to be.
  mutating func suggestion(for node: JSONNode, among known: () -> [String]) -> String {
    guard suggestionsLeft > 0 else { return "" }
    suggestionsLeft -= 1
    return SchemaText.didYouMean(SchemaText.near(node, among: known()))
  }

  // MARK: Entries

  /// Explains what the entry, which applies by `keyword` of another one, has against `node`.
  mutating func explain(_ number: Int32, _ node: JSONNode, by keyword: String) {
    let entry = code.entries[Int(number)]
    run.spend(1)
    if branchDepth == 0 {
      let isName = if case .name = path.last { true } else { false }
      guard explained.insert(Explained(entry: number, start: node.span.start, isName: isName)).inserted else { return }
    }
    guard !run.isExhausted, run.depthLeft > 0 else { return run.giveUp() }
    run.depthLeft -= 1
    defer { run.depthLeft += 1 }
    if entry.acceptsNothing, code.places[Int(number)].node.boolean != nil {
      let verb = path.isEmpty || keyword == "properties" ? "allowed" : "expected"
      return fail("\(name(of: node)) is not \(verb)", at: node, by: keyword, of: number, isWholeSchema: true)
    }
    let isWrongKind = !entry.kinds.contains(kindOf: node) || entry.wantsIntegers && node.isBrokenNumber
    if isWrongKind {
      let wanted = expectation(number) ?? "allowed"
      let name = path.isEmpty ? "the value" : name(of: node)
      fail("\(name) is \(SchemaText.value(node)), not \(wanted)", at: node, by: "type", of: number)
    }
    let before = failures.count
    // A value of the wrong kind is still judged by the other keywords, but those that are for its kind would only say the
    // same again.
    if !isWrongKind {
      switch node.kind {
      case .number: explainNumber(number, entry, node)
      case .string: explainText(number, entry, node)
      case .array: if entry.array >= 0 { explainArray(number, code.arrays[Int(entry.array)], node) }
      case .object: if entry.object >= 0 { explainObject(number, code.objects[Int(entry.object)], node) }
      case .null, .boolean: break
      }
    }
    if !isWrongKind { explainSteps(number, entry, node) }
    if failures.count == before, !isWrongKind { explainUnevaluated(number, entry, node) }
  }

  private mutating func explainNumber(_ number: Int32, _ entry: SchemaCode.Entry, _ node: JSONNode) {
    for check in code.numbers[entry.numbers.range] where !code.holds(check, node) {
      let wanted =
        check.keyword == .multipleOf
        ? "a multiple of \(keywordValue("multipleOf", of: number))" : numberExpectation(number, entry)
      fail(
        "\(name(of: node)) is \(SchemaText.value(node)), not \(wanted)", at: node, by: check.keyword.rawValue,
        of: number)
    }
  }

  private mutating func explainText(_ number: Int32, _ entry: SchemaCode.Entry, _ node: JSONNode) {
    let found = "\(name(of: node)) is \(SchemaText.value(node))"
    for check in code.strings[entry.strings.range] {
      switch check {
      case .pattern(let pattern), .fixed(_, let pattern):
        if code.matches(pattern, node) { continue }
        let wanted = SchemaText.shortened(code.patterns[pattern].pattern)
        fail("\(found), which does not match \(wanted)", at: node, by: "pattern", of: number)
        continue
      default: break
      }
      if node.withStringBytes({ code.holds(check, $0.span) }) ?? true { continue }
      switch check {
      case .shortest(let least):
        fail(
          "\(found), shorter than \(SchemaText.amount(least, "character"))", at: node, by: "minLength", of: number)
      case .longest(let most):
        fail("\(found), longer than \(SchemaText.amount(most, "character"))", at: node, by: "maxLength", of: number)
      case .format(let format): fail("\(found), not \(format.expectation)", at: node, by: "format", of: number)
      case .pattern, .fixed: break
      }
    }
  }

  /// Explains what applies to values of all kinds.
  private mutating func explainSteps(_ number: Int32, _ entry: SchemaCode.Entry, _ node: JSONNode) {
    for step in code.steps[entry.steps.range] {
      switch step {
      case .constant(let literal):
        if node == code.literals[Int(literal)] { continue }
        fail(notWhat(node, [literal]), at: node, by: "const", of: number)
      case .choice(let literals), .names(_, let literals):
        let values = Array(code.lists[literals.range])
        if values.contains(where: { node == code.literals[Int($0)] }) { continue }
        fail(notWhat(node, values), at: node, by: "enum", of: number)
      case .apply(let inner, let keyword):
        switch keyword {
        case .reference: explain(inner, node, by: "$ref")
        case .dynamicReference: explain(inner, node, by: "$dynamicRef")
        case .all: explain(inner, node, by: "allOf")
        }
      case .any(let branches): explainAny(branches, node, by: "anyOf", of: number)
      case .one(let branches): explainOne(branches, node, of: number)
      case .not(let inner):
        guard code.accepts(inner, node, &run) else { continue }
        let words = expectation(inner).map { "which must not be \($0)" } ?? "which 'not' forbids"
        fail("\(name(of: node)) is \(SchemaText.json(node)), \(words)", at: node, by: "not", of: number)
      case .condition(let test, let then, let otherwise):
        let holds = code.accepts(test, node, &run)
        let branch = holds ? then : otherwise
        if branch >= 0 { explain(branch, node, by: holds ? "then" : "else") }
      }
    }
  }

  /// "direction is 'str', not one of 'straight' and 'reverse'".
  private mutating func notWhat(_ node: JSONNode, _ literals: [Int32]) -> String {
    let values = literals.map { code.literals[Int($0)] }
    let wanted = SchemaText.oneOf(values)
    return "\(name(of: node)) is \(SchemaText.json(node)), not \(wanted)"
      + suggestion(for: node) { values.compactMap(\.string) }
  }
}

extension JSONNode {
  /// Whether it is a number that is not a whole one.
  fileprivate var isBrokenNumber: Bool { kind == .number && !isWholeNumber }
}
