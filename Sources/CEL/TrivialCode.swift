import JSONReading
import LinearRegex

/// The steps of many expressions, each different one once.
struct TrivialCode {
  var steps: ContiguousArray<TrivialStep> = []
  /// Of each step: how its value is kept.
  var keeping: ContiguousArray<Keeping> = []
  /// Of each step: whether nothing in it is left to the general evaluation, so that it is the same in all expressions.
  var isWhole: ContiguousArray<Bool> = []
  /// Of each step: how many expressions and other steps have it.
  var useCounts: ContiguousArray<Int> = []
  var constants: ContiguousArray<TrivialValue> = []
  var keptConstants: ContiguousArray<CELValue> = []
  var keys: ContiguousArray<JSONShortKey> = []
  var texts: ContiguousArray<Text> = []
  var operands: ContiguousArray<Int32> = []
  var patterns: ContiguousArray<Pattern> = []
  var parts: ContiguousArray<Part> = []
  var calls: ContiguousArray<Call> = []
  /// The conditions that are answered test by test.
  var tests: ContiguousArray<TruthTest> = []
  /// Conditions whose answers are kept.
  var answerCount: Int32 = 0
  /// Variables of macros that are alive at once.
  var localCount = 0

  var positions = StepPositions()
  /// The first tests of steps that have some.
  var testPositions: [Int32: Int32] = [:]
  var keyPositions: [JSONShortKey: Int32] = [:]
  var operandPositions: [[Int32]: Int32] = [:]
  var patternPositions: [String: Int32] = [:]
  var callPositions: [CallSignature: Int32] = [:]
  /// The variables that keep their values as long as a record.
  let lasting: Set<Int>
  /// The steps that variables of `cel.bind` are, by their positions among the variables of macros.
  var bound: [Int: Int32] = [:]
  /// What is known of nodes that look alike; `nil` when nobody asks.
  let appearance: CELEvaluator.Appearance?
  /// The variable that is a constant of the expression at hand.
  var fixed: (slot: Int, value: JSONNode)?

  init(lasting: Set<Int>, appearance: CELEvaluator.Appearance? = nil) {
    self.lasting = lasting
    self.appearance = appearance
  }

  /// How long the value of a step may be used again.
  enum Keeping: Comparable { case never, node, record }

  /// How long the value of a step is kept. Not at all where nobody else asks, or asking again is as fast.
  func keeping(at position: Int) -> Keeping {
    switch steps[position].code {
    case .unknown, .constant, .variable, .local: .never
    default: keeping[position] == .node && useCounts[position] == 1 ? .never : keeping[position]
    }
  }

  /// A text that is written in an expression.
  struct Text {
    var key: JSONShortKey
    /// `nil` when it is too long.
    var short: ShortText?
  }

  /// A pattern that is written in an expression; a class, so that asking it copies nothing.
  final class Pattern {
    private let regex: LinearRegex
    init(_ regex: LinearRegex) { self.regex = regex }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool { regex.matches(text) }
  }

  /// A part that is looked for in texts; a class for the same reason.
  final class Part {
    let bytes: ContiguousArray<UInt8>
    init(_ text: String) { bytes = ContiguousArray(text.utf8) }
  }

  /// A call of a function with the steps that are its arguments; a class, so that making it copies nothing.
  final class Call {
    let overloads: [Overload]
    let arguments: [Int32]

    init(_ overloads: [CELFunction], _ arguments: [Int32]) {
      self.overloads = overloads.map { Overload($0) }
      self.arguments = arguments
    }
  }

  /// One overload of a function; a class for the same reason.
  final class Overload {
    let function: CELFunction
    init(_ function: CELFunction) { self.function = function }
  }

  /// What makes calls the same: what functions take is the same for one name.
  struct CallSignature: Hashable {
    let name: String
    let arguments: [Int32]
  }

  /// Adds the steps of an expression; `slot` is a constant in it.
  /// - Returns: its last step.
  mutating func add(_ expression: CELExpression, fixed: (slot: Int, value: JSONNode)?) -> Int32 {
    self.fixed = fixed
    defer { self.fixed = nil }
    return add(expression.root)
  }

  /// Adds the steps of a chain of members.
  mutating func add(_ names: [String], from slot: Int) -> Int32 {
    var operand = add(TrivialStep(code: .variable, first: Int32(slot)))
    for name in names { operand = member(name, of: operand, .member) }
    return operand
  }

  mutating func add(_ step: TrivialStep, operands: [Int32] = []) -> Int32 {
    if let known = positions.position(of: step, in: steps) {
      useCounts[Int(known)] += 1
      return known
    }
    let position = Int32(steps.count)
    steps.append(step)
    useCounts.append(1)
    keeping.append(keeping(of: step, operands))
    isWhole.append(step.code != .unknown && operands.allSatisfy { isWhole[Int($0)] })
    positions.append(step)
    return position
  }

  var unknown: Int32 { mutating get { add(TrivialStep(code: .unknown)) } }

  func keeping(of step: TrivialStep, _ operands: [Int32]) -> Keeping {
    switch step.code {
    case .unknown, .constant, .keptConstant: return .record
    case .variable: return lasting.contains(Int(step.first)) ? .record : .node
    case .local: return .never
    default:
      var result = Keeping.record
      for operand in operands {
        switch keeping[Int(operand)] {
        case .never: return .never
        case .node: result = .node
        case .record: break
        }
      }
      return result
    }
  }

  mutating func add(_ code: TrivialStep.Code, _ operand: Int32, second: Int32 = 0, number: Int64 = 0) -> Int32 {
    add(TrivialStep(code: code, first: operand, second: second, number: number), operands: [operand])
  }

  /// A step that is false only where the step at `position` is, for all nodes of a record alike; `nil` where nothing can be
  /// told of all of them.
  mutating func recordPart(of position: Int32) -> Int32? {
    let step = steps[Int(position)]
    guard keeping[Int(position)] != .record else { return position }
    guard step.code == .all else { return nil }
    let parts = operands[Int(step.first)..<Int(step.first + step.second)].filter { operand in
      keeping[Int(operand)] == .record && steps[Int(operand)].code != .unknown
    }
    guard parts.count > 1 else { return parts.first }
    return add(
      TrivialStep(code: .all, first: list(Array(parts)), second: Int32(parts.count)), operands: Array(parts))
  }

  mutating func list(_ operands: [Int32]) -> Int32 {
    if let known = operandPositions[operands] { return known }
    let first = Int32(self.operands.count)
    self.operands += operands
    operandPositions[operands] = first
    return first
  }

  mutating func key(_ name: String) -> Int32? {
    guard let key = JSONShortKey(name) else { return nil }
    if let known = keyPositions[key] { return known }
    keys.append(key)
    keyPositions[key] = Int32(keys.count - 1)
    return Int32(keys.count - 1)
  }

  /// The position of the first of `texts`.
  mutating func add(_ texts: [String]) -> Int32? {
    let keys = texts.compactMap { JSONShortKey($0) }
    guard keys.count == texts.count else { return nil }
    let wanted = zip(keys, texts).map { Text(key: $0, short: ShortText($1)) }
    // Searched when rules are prepared only.
    for first in self.texts.indices where first + wanted.count <= self.texts.count {
      if zip(self.texts[first...], wanted).allSatisfy({ $0.key == $1.key }) { return Int32(first) }
    }
    self.texts += wanted
    return Int32(self.texts.count - wanted.count)
  }

  mutating func constant(_ value: CELValue) -> Int32 {
    if case .list(let elements) = value {
      let strings = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
      guard strings.count == elements.count, !strings.isEmpty, strings.allSatisfy({ ShortText($0) != nil }),
        let first = add(strings)
      else { return addKept(value) }
      return add(.texts(first: first, count: Int32(strings.count)))
    }
    if case .string(let text) = value, ShortText(text) == nil { return addKept(value) }
    return add(TrivialValue(value))
  }

  /// A constant with references. Few are the same.
  private mutating func addKept(_ constant: CELValue) -> Int32 {
    keptConstants.append(constant)
    return add(TrivialStep(code: .keptConstant, first: Int32(keptConstants.count - 1)))
  }

  mutating func add(_ constant: TrivialValue) -> Int32 {
    if case .unknown = constant { return unknown }
    // Searched when rules are prepared only.
    if let known = constants.firstIndex(where: { $0.isSame(as: constant) }) {
      return add(TrivialStep(code: .constant, first: Int32(known)))
    }
    constants.append(constant)
    return add(TrivialStep(code: .constant, first: Int32(constants.count - 1)))
  }

  mutating func member(_ name: String, of operand: Int32, _ code: TrivialStep.Code) -> Int32 {
    guard let key = key(name) else { return unknown }
    return add(code, operand, second: key)
  }
}
