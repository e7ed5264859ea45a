/// What `int()`, `string()` and their like make of values.
enum Conversions {
  static func int(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .int: return value
    case .uint(let value):
      guard let whole = Int64(exactly: value) else { throw .range("int") }
      return .int(whole)
    case .double(let value):
      // Both ends are excluded: a double there may stand for a number beyond.
      guard value > -0x1p63, value < 0x1p63 else { throw .range("int") }
      return .int(Int64(value))
    case .timestamp(let time): return .int(time.seconds)
    default:
      guard let text = value.stringValue else { throw .noOverload("int", value) }
      guard let whole = Int64(text) else { throw CELEvaluationError("'\(text)' is no int") }
      return .int(whole)
    }
  }

  static func uint(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .uint: return value
    case .int(let value):
      guard let whole = UInt64(exactly: value) else { throw .range("uint") }
      return .uint(whole)
    case .double(let value):
      guard value > -1, value < 0x1p64 else { throw .range("uint") }
      guard value >= 0 else { throw .range("uint") }
      return .uint(UInt64(value))
    default:
      guard let text = value.stringValue else { throw .noOverload("uint", value) }
      guard let whole = UInt64(text) else { throw CELEvaluationError("'\(text)' is no uint") }
      return .uint(whole)
    }
  }

  static func double(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .double: return value
    case .int(let value): return .double(Double(value))
    case .uint(let value): return .double(Double(value))
    default:
      guard let text = value.stringValue else { throw .noOverload("double", value) }
      guard let number = Double(text), isDecimal(text, number) else {
        throw CELEvaluationError("'\(text)' is no double")
      }
      return .double(number)
    }
  }

  /// Whether a text that Swift takes for `number` is decimal, or names what no digits can say. Digits of an infinite number are
  /// out of range.
  private static func isDecimal(_ text: String, _ number: Double) -> Bool {
    if number.isFinite { return !text.utf8.contains { $0 | 0x20 == UInt8(ascii: "x") } }
    return !text.utf8.contains { $0.isDigit || $0 == UInt8(ascii: "(") }
  }

  static func bool(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    if case .bool = value { return value }
    guard let text = value.stringValue else { throw .noOverload("bool", value) }
    switch text {
    case "true", "TRUE", "True", "t", "1": return .bool(true)
    case "false", "FALSE", "False", "f", "0": return .bool(false)
    default: throw CELEvaluationError("'\(text)' is no bool")
    }
  }

  static func string(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .string: return value
    case .int, .uint, .double, .bool, .timestamp, .duration: return .string(value.text)
    case .bytes(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw CELEvaluationError("these bytes are not UTF-8")
      }
      return .string(text)
    default:
      guard value.stringValue != nil else { throw .noOverload("string", value) }
      return value
    }
  }

  static func bytes(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    if case .bytes = value { return value }
    guard let bytes = value.withUTF8({ Array($0) }) else { throw .noOverload("bytes", value) }
    return .bytes(bytes)
  }

  static func timestamp(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .timestamp: return value
    case .int(let seconds):
      guard let time = CELTimestamp(validatingSeconds: seconds) else { throw .range("timestamp") }
      return .timestamp(time)
    default:
      guard let text = value.stringValue else { throw .noOverload("timestamp", value) }
      guard let time = CELTimestamp(text) else { throw CELEvaluationError("'\(text)' is no timestamp in range") }
      return .timestamp(time)
    }
  }

  static func duration(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .duration: return value
    case .int(let seconds):
      guard let duration = CELDuration(seconds: seconds, nanoseconds: 0) else { throw .range("duration") }
      return .duration(duration)
    default:
      guard let text = value.stringValue else { throw .noOverload("duration", value) }
      guard let duration = CELDuration(text) else { throw CELEvaluationError("'\(text)' is no duration in range") }
      return .duration(duration)
    }
  }
}
