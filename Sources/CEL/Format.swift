#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `format()`: the clauses %s %d %b %o %x %X %e %f, with a precision for the last two, and %%.
enum Format {
  static func apply(_ pattern: String, to values: [CELValue]) throws(CELEvaluationError) -> String {
    var output = ""
    var position = 0
    var scalars = pattern.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "%" else {
        output.unicodeScalars.append(scalar)
        continue
      }
      var clause = scalars.next()
      if clause == "%" {
        output += "%"
        continue
      }
      var precision: Int?
      if clause == "." {
        var digits = 0
        clause = scalars.next()
        while let digit = clause, ("0"..."9").contains(digit), digits < 1_000 {
          digits = digits * 10 + Int(digit.value - 48)
          clause = scalars.next()
        }
        guard digits <= 100 else { throw CELEvaluationError("precision above 100") }
        precision = digits
      }
      guard let clause else { throw CELEvaluationError("formatting clause without its letter") }
      guard position < values.count else { throw CELEvaluationError("index \(position) out of range") }
      output += try text(values[position].normalised, clause, precision)
      position += 1
    }
    return output
  }

  private static func text(
    _ value: CELValue, _ clause: Unicode.Scalar, _ precision: Int?
  ) throws(CELEvaluationError) -> String {
    switch clause {
    case "s": return plain(value)
    case "d": return try decimal(value)
    case "b":
      if case .bool(let value) = value { return value ? "1" : "0" }
      return try whole(value, radix: 2, "only integers and bools can be formatted as binary")
    case "o": return try whole(value, radix: 8, "octal clause can only be used on integers")
    case "x": return try hexadecimal(value)
    case "X": return try hexadecimal(value).uppercased()
    case "e": return try real(value, "%.*e", precision, "scientific clause can only be used on doubles")
    case "f": return try real(value, "%.*f", precision, "fixed-point clause can only be used on doubles")
    default: throw CELEvaluationError("unrecognized formatting clause \"\(clause)\"")
    }
  }

  private static func wrong(_ message: String, _ value: CELValue) -> CELEvaluationError {
    CELEvaluationError("error during formatting: \(message), was given \(value.typeName)")
  }

  /// Like `text`, but lists and maps are written without quotes and with sorted keys.
  private static func plain(_ value: CELValue) -> String {
    switch value {
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .optional(let optional): return optional.value.map { "optional(\(plain($0)))" } ?? "optional.none()"
    default: break
    }
    if let entries = value.entries {
      let texts = entries.map { (key: ByteString(plain($0.key)), value: plain($0.value)) }
      return "{" + texts.sorted { $0.key < $1.key }.map { "\($0.key.text): \($0.value)" }.joined(separator: ", ") + "}"
    }
    if let elements = value.elements { return "[" + elements.map(plain).joined(separator: ", ") + "]" }
    return value.text
  }

  private static func decimal(_ value: CELValue) throws(CELEvaluationError) -> String {
    switch value {
    case .int, .uint: return value.text
    case .double(let number) where !number.isFinite: return value.text
    default: throw wrong("decimal clause can only be used on integers", value)
    }
  }

  private static func whole(_ value: CELValue, radix: Int, _ message: String) throws(CELEvaluationError) -> String {
    switch value {
    case .int(let value): return String(value, radix: radix)
    case .uint(let value): return String(value, radix: radix)
    default: throw wrong(message, value)
    }
  }

  private static func hexadecimal(_ value: CELValue) throws(CELEvaluationError) -> String {
    var bytes = value.withUTF8 { Array($0) }
    if case .bytes(let given) = value { bytes = given }
    guard let bytes else {
      return try whole(value, radix: 16, "only integers, byte buffers, and strings can be formatted as hex")
    }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func real(
    _ value: CELValue, _ pattern: String, _ precision: Int?, _ message: String
  ) throws(CELEvaluationError) -> String {
    let number: Double
    switch value {
    case .double(let value): number = value
    case .int(let value): number = Double(value)
    case .uint(let value): number = Double(value)
    default: throw wrong(message, value)
    }
    guard number.isFinite else { return CELValue.text(of: number) }
    // Room for 309 digits, a sign, a point and 100 decimals.
    var buffer = [CChar](repeating: 0, count: 512)
    let count = withVaList([Int32(precision ?? 6), number]) { vsnprintf(&buffer, buffer.count, pattern, $0) }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
