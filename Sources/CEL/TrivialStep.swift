import JSONReading

/// One step of an evaluator. What `first`, `second` and `number` are is said at each code; steps that others refer to stand
/// before them.
struct TrivialStep: Equatable {
  var code: Code
  var first: Int32 = 0
  var second: Int32 = 0
  var number: Int64 = 0

  enum Code: UInt8 {
    /// What only the general evaluation knows.
    case unknown
    /// `first` of the constants; of those with references.
    case constant, keptConstant
    /// Variable `first` of the environment.
    case variable
    /// Variable `first` of a macro.
    case local
    /// Member `second`, of the keys, of step `first`; whether it is there.
    case member, presence
    /// Element `number` of step `first`.
    case element
    /// Member or element step `second` of step `first`; whether step `first` has the member, or the string, step `second`.
    case namedMember, namedPresence
    case not
    /// Steps `first`, `second` in number, of the operands: whether all are true, or any.
    case all, any
    /// The operands at `first`: condition, yes, no.
    case conditional
    /// Step `first` compared with the integer `number`, or with step `second`, by the operator of raw value `number`.
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    case comparison
    /// Step `first` is the text `second`, or one of `number` texts from there on.
    case isText, isNoText, isOneOf
    /// Questions about the UTF-8 of step `first`: `second` of the texts, of the parts or of the patterns.
    case startsWith, endsWith, contains, matches
    /// Question `number` of `TextQuestion` about step `first`.
    case textQuestion
    /// Whether step `first` is a text that `time.parse` takes.
    case isTime
    /// Whether step `first` is of one of the types `number`.
    case isOfType
    case type
    case size
    /// Step `first`, a number, as a double.
    case asDouble
    /// Part `number` of the URL that step `first` is; whether it has such a part.
    case urlPart, urlPresence
    /// Macros: `first` is the range; the operands at `second` are the condition, the variable's position and the first of
    /// the condition's tests, or -1.
    case forAll, exists
    case add, subtract, multiply, divide, remainder
    /// Call `first` of the calls.
    case call
    /// A list of steps `first`, `second` in number, of the operands.
    case list
    /// What `filter` and `map` make: `first` is the range; the operands at `second` are the condition or -1, the variable's
    /// position, the first of the condition's tests or -1, and the result or -1.
    case collect
    /// `cel.bind`: step `first` must have a value; then step `second`, which reads it.
    case bind
    /// What the optional has that step `first` is, else step `second`.
    case valueOr
    /// Member `second`, of the keys, of step `first`, else step `number`.
    case memberOr
  }
}

/// Where each different step of some code is: they are looked up by the hundred when rules are prepared, which a dictionary
/// makes five times as long.
struct StepPositions {
  /// The last step of each hash, and before each step the one of the same hash; -1 where there is none.
  private var last = ContiguousArray<Int32>(repeating: -1, count: 128)
  private var previous: ContiguousArray<Int32> = []

  /// The position of `step` among `steps`, which are those that were added.
  func position(of step: TrivialStep, in steps: ContiguousArray<TrivialStep>) -> Int32? {
    var position = last[Self.hash(of: step)]
    while position >= 0 {
      if steps[Int(position)] == step { return position }
      position = previous[Int(position)]
    }
    return nil
  }

  /// Adds a step behind the others.
  mutating func append(_ step: TrivialStep) {
    let hash = Self.hash(of: step)
    previous.append(last[hash])
    last[hash] = Int32(previous.count - 1)
  }

  private static func hash(of step: TrivialStep) -> Int {
    let operands = UInt64(UInt32(bitPattern: step.first)) << 32 | UInt64(UInt32(bitPattern: step.second))
    let word = operands ^ UInt64(bitPattern: step.number) << 24 ^ UInt64(step.code.rawValue) << 16
    return Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }
}

extension TrivialStep.Code {
  /// The code of a comparison with an integer.
  init?(_ operation: BinaryOperator) {
    switch operation {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    default: return nil
    }
  }
}
