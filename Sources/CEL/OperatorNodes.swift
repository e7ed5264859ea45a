import JSONReading
import SourceText

/// `+ - * / %`.
final class ArithmeticNode: Node {
  let operation: BinaryOperator
  let left: Node
  let right: Node

  init(_ operation: BinaryOperator, _ left: Node, _ right: Node, _ span: SourceSpan) {
    self.operation = operation
    self.left = left
    self.right = right
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let first = try left.evaluate(&activation)
    let second = try right.evaluate(&activation)
    do throws(CELEvaluationError) {
      let value = try Arithmetic.apply(operation, first, second)
      try activation.spend(making: value)
      return value
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// Comparisons and `in`, of any two values.
final class ComparisonNode: Node {
  let operation: BinaryOperator
  let left: Node
  let right: Node

  init(_ operation: BinaryOperator, _ left: Node, _ right: Node, _ span: SourceSpan) {
    self.operation = operation
    self.left = left
    self.right = right
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    let first = try left.evaluate(&activation)
    let second = try right.evaluate(&activation)
    if case .int(let left) = first, case .int(let right) = second, operation != .in {
      return operation.holds(for: CELValue.Order(left, right))
    }
    do throws(CELEvaluationError) {
      try activation.spend(reading: second)
      return try Arithmetic.compare(operation, first, second)
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// A comparison with an integer that is written in the expression.
final class IntegerComparisonNode: Node {
  let operation: BinaryOperator
  let operand: Node
  let constant: Int64

  init(_ operation: BinaryOperator, _ operand: Node, _ constant: Int64, _ span: SourceSpan) {
    self.operation = operation
    self.operand = operand
    self.constant = constant
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    let value = try operand.evaluate(&activation)
    if case .int(let number) = value { return operation.holds(for: CELValue.Order(number, constant)) }
    do throws(CELEvaluationError) { return try Arithmetic.compare(operation, value, .int(constant)) } catch {
      throw error.placed(at: span)
    }
  }
}

/// `==` and `!=` with a string that is written in the expression.
final class StringEqualityNode: Node {
  let operand: Node
  let constant: JSONKey
  let text: String
  let isASCII: Bool
  let isNegated: Bool

  init(_ operand: Node, _ constant: String, isNegated: Bool, _ span: SourceSpan) {
    self.operand = operand
    self.constant = JSONKey(constant)
    text = constant
    isASCII = constant.utf8.allSatisfy { $0 < 0x80 }
    self.isNegated = isNegated
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    switch try operand.evaluate(&activation) {
    case .json(let node): node.isString(constant) != isNegated
    case .string(let other): isSame(other) != isNegated
    default: isNegated
    }
  }
}

extension StringEqualityNode {
  /// Swift's own comparison is fastest, but takes some letters for equal that are not the same. Those that it takes for
  /// ASCII ones are longer in UTF-8.
  private func isSame(_ other: String) -> Bool {
    isASCII
      ? other.utf8.count == text.utf8.count && other == text
      : ByteString(other) == ByteString(text)
  }
}

/// `in` a list of strings that is written in the expression.
final class StringMembershipNode: Node {
  let operand: Node
  let keys: [JSONKey]
  let texts: Set<ByteString>

  init(_ operand: Node, _ constants: [String], _ span: SourceSpan) {
    self.operand = operand
    keys = constants.map { JSONKey($0) }
    texts = Set(constants.map(ByteString.init))
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    switch try operand.evaluate(&activation) {
    case .json(let node):
      // Comparing in place beats hashing up to some length of the list.
      guard keys.count > 16 else { return keys.contains { node.isString($0) } }
      // By its bytes: half a surrogate pair is no text of the list.
      return node.withStringBytes { bytes in
        String(validating: bytes, as: UTF8.self).map { texts.contains(ByteString($0)) } ?? false
      } ?? false
    case .string(let text): return texts.contains(ByteString(text))
    default: return false
    }
  }
}

/// `!`.
final class NotNode: Node {
  let operand: Node

  init(_ operand: Node, _ span: SourceSpan) {
    self.operand = operand
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    !(try operand.evaluateBool(&activation))
  }
}

/// The sign in front of something else than digits.
final class NegationNode: Node {
  let operand: Node

  init(_ operand: Node, _ span: SourceSpan) {
    self.operand = operand
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let value = try operand.evaluate(&activation)
    do throws(CELEvaluationError) { return try Arithmetic.negate(value) } catch { throw error.placed(at: span) }
  }
}

/// `&&` and `||`: the value that decides wins over errors, wherever it stands.
final class LogicalNode: Node {
  let operands: [Node]
  /// The value that decides: `false` for `&&`, `true` for `||`.
  let decisive: Bool

  init(_ operands: [Node], decisive: Bool, _ span: SourceSpan) {
    self.operands = operands
    self.decisive = decisive
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    var failure: CELEvaluationError?
    for operand in operands {
      do throws(CELEvaluationError) {
        if try operand.evaluateBool(&activation) == decisive { return decisive }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return !decisive
  }
}

/// `a ? b : c`.
final class ConditionalNode: Node {
  let condition: Node
  let yes: Node
  let no: Node

  init(_ condition: Node, _ yes: Node, _ no: Node, _ span: SourceSpan) {
    self.condition = condition
    self.yes = yes
    self.no = no
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    try condition.evaluateBool(&activation) ? try yes.evaluate(&activation) : try no.evaluate(&activation)
  }
}
