import JSONReading
import LinearRegex
import SourceText

// What steps make of texts, numbers and containers.
extension TrivialEvaluator {
  /// A member by its name, an element by its number.
  mutating func selection(_ step: TrivialStep) -> TrivialValue {
    guard case .node(let node) = value(step.first) else { return .unknown }
    switch (node.kind, value(step.second)) {
    case (.object, .text(let name)):
      guard spend(node.count >> 4) else { return .unknown }
      return node.member(name.key).map(TrivialValue.node) ?? .fails
    case (.array, .int(let place)):
      guard spend(node.count >> 4) else { return .unknown }
      return node.element(at: Int(place)).map(TrivialValue.node) ?? .fails
    default: return .unknown
    }
  }

  /// Whether a record has a member of a name, or an array a string.
  mutating func presence(_ step: TrivialStep) -> TrivialValue {
    guard case .node(let node) = value(step.first) else { return .unknown }
    switch (node.kind, value(step.second)) {
    case (.object, .text(let name)): return .bool(node.hasMember(name.key))
    case (.array, .node(let wanted)) where wanted.kind == .string:
      for element in node.elements {
        guard spend(1) else { return .unknown }
        if element.kind == .string, CELValue.areEqual(.json(element), .json(wanted)) { return .bool(true) }
      }
      return .bool(false)
    default: return .unknown
    }
  }

  mutating func matches(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand, node.kind == .string else { return operand.asFailure }
    stepsLeft -= node.span.count >> 6
    guard stepsLeft >= 0 else { return .unknown }
    let isFound: Bool?
    switch step.code {
    case .startsWith: isFound = node.starts(with: code.texts[Int(step.second)].key)
    case .endsWith: isFound = node.ends(with: code.texts[Int(step.second)].key)
    case .contains:
      let part = code.parts[Int(step.second)]
      isFound = node.withStringBytes { text in part.bytes.withUnsafeBufferPointer { Text.contains(text, $0) } }
    default:
      let pattern = code.patterns[Int(step.second)]
      isFound = node.withStringBytes { pattern.matches($0) }
    }
    return isFound.map(TrivialValue.bool) ?? .unknown
  }

  mutating func isTime(_ step: TrivialStep) -> TrivialValue {
    guard case .node(let node) = value(step.first) else { return .unknown }
    switch node.kind {
    case .string:
      stepsLeft -= node.span.count >> 6
      guard stepsLeft >= 0 else { return .unknown }
      return node.withStringBytes { .bool(CELTimestamp(iso8601: $0) != nil) } ?? .unknown
    case .number: return node.integer.map { .bool(CELTimestamp(millisecondsSince1970: $0) != nil) } ?? .unknown
    default: return .unknown
    }
  }

  mutating func size(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    if case .kept = operand { return general(operand)?.size.map { .int(Int64($0)) } ?? .unknown }
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

  mutating func calculate(_ step: TrivialStep) -> TrivialValue {
    let left = value(step.first)
    let right = value(step.second)
    if case .timestamp(let time) = left, case .duration(let duration) = right, step.code == .add {
      return time.advanced(by: duration).map(TrivialValue.timestamp) ?? .fails
    }
    switch (left.number, right.number) {
    case (.int(let left), .int(let right)):
      let (result, overflow) =
        switch step.code {
        case .add: left.addingReportingOverflow(right)
        case .subtract: left.subtractingReportingOverflow(right)
        // A division by zero overflows, too.
        case .divide: left.dividedReportingOverflow(by: right)
        case .remainder: left.remainderReportingOverflow(dividingBy: right)
        default: left.multipliedReportingOverflow(by: right)
        }
      return overflow ? .fails : .int(result)
    case (.double(let left), .double(let right)):
      switch step.code {
      case .add: return .double(left + right)
      case .subtract: return .double(left - right)
      case .divide: return .double(left / right)
      case .remainder: return .fails
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

extension ShortText {
  /// The text without bytes.
  static let empty = ShortText(low: 0, high: 0)

  /// How this text stands to the string `node`; `nil` where that is none.
  func order(of node: JSONNode) -> CELValue.Order? {
    guard node.kind == .string else { return nil }
    return CELValue.order(.string(string), .json(node))
  }
}
