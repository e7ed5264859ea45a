import JSONReading
import LinearRegex
import SourceText

// What steps make of texts and numbers.
extension TrivialEvaluator {
  mutating func matches(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand, node.kind == .string else { return operand.asFailure }
    stepsLeft -= node.span.count >> 6
    guard stepsLeft >= 0 else { return .unknown }
    let isFound: Bool? =
      switch step.code {
      case .startsWith: node.starts(with: code.texts[Int(step.second)].key)
      case .endsWith: node.ends(with: code.texts[Int(step.second)].key)
      default: node.withStringBytes { code.patterns[Int(step.second)].regex.matches($0) }
      }
    return isFound.map(TrivialValue.bool) ?? .unknown
  }

  mutating func ask(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand else { return operand.asFailure }
    guard node.kind == .string else { return .fails }
    stepsLeft -= node.span.count >> 6
    guard stepsLeft >= 0 else { return .unknown }
    return node.withStringBytes(TextQuestion.all[Int(step.number)].isTrue).map(TrivialValue.bool) ?? .unknown
  }

  mutating func isTime(_ step: TrivialStep) -> TrivialValue {
    guard case .node(let node) = value(step.first), node.kind == .string else { return .unknown }
    stepsLeft -= node.span.count >> 6
    guard stepsLeft >= 0 else { return .unknown }
    return node.withStringBytes { .bool(CELTimestamp(iso8601: $0) != nil) } ?? .unknown
  }

  mutating func size(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand else { return operand.asFailure }
    switch node.kind {
    case .array, .object: return .int(Int64(node.count))
    case .string:
      stepsLeft -= node.span.count >> 6
      guard stepsLeft >= 0 else { return .unknown }
      return CELValue.json(node).size.map { .int(Int64($0)) } ?? .unknown
    default: return .fails
    }
  }

  mutating func urlPart(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand else { return operand.asFailure }
    guard node.kind == .string else { return .fails }
    let field = URLText.fields[Int(step.number)]
    return node.withStringBytes { bytes in
      guard let value = URLText(bytes).value(of: field) else { return .fails }
      return TrivialValue(value)
    } ?? .unknown
  }

  mutating func calculate(_ step: TrivialStep) -> TrivialValue {
    let left = value(step.first)
    let right = value(step.second)
    switch (left.number, right.number) {
    case (.int(let left), .int(let right)):
      let (result, overflow) =
        switch step.code {
        case .add: left.addingReportingOverflow(right)
        case .subtract: left.subtractingReportingOverflow(right)
        default: left.multipliedReportingOverflow(by: right)
        }
      return overflow ? .fails : .int(result)
    case (.double(let left), .double(let right)):
      switch step.code {
      case .add: return .double(left + right)
      case .subtract: return .double(left - right)
      default: return .double(left * right)
      }
    default: return .unknown
    }
  }
}

extension ShortText {
  /// The same for looking it up in a record.
  var key: JSONShortKey { JSONShortKey(low: low, high: high) }
}

extension TextQuestion {
  /// The questions by their position.
  static let all = Array(allCases)
}

extension URLText {
  /// The parts by their position.
  static let fields = Array(Field.allCases)
}
