import JSONReading

/// One step of an evaluator. What `first`, `second` and `number` are is said at each code; steps that others refer to stand
/// before them.
struct TrivialStep: Hashable {
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
    /// Questions about the UTF-8 of step `first`: `second` of the texts or of the patterns.
    case startsWith, endsWith, matches
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

extension TrivialStep {
  /// One word to hash: they are looked up by the hundred when rules are prepared.
  func hash(into hasher: inout Hasher) {
    let operands = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    hasher.combine(operands &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: number) &+ UInt64(code.rawValue) << 56)
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
