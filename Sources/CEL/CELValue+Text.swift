import JSONReading

extension CELValue {
  /// What a message shows: strings, times and durations without quotes, whole doubles without a fraction, lists and maps as
  /// JSON.
  public var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .double(let value): Self.text(of: value)
    case .string(let text): text
    case .timestamp(let time): time.description
    case .duration(let duration): duration.description
    case .type(let type): type.runtimeName
    case .ontology(let ontology): ontology.file
    case .json(let node) where node.kind == .string: node.string ?? ""
    default: json()
    }
  }

  /// Whole doubles without a fraction, others with the fewest digits that mean the same double.
  static func text(of value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    if value == value.rounded(), value.magnitude < 1e15, !(value == 0 && value.sign == .minus) {
      return String(Int64(value))
    }
    return value == 0 ? "-0" : value.description
  }

  /// The value as JSON: bytes as base64, timestamps as RFC 3339, durations in seconds, keys as strings, a missing
  /// optional as `null`, numbers that JSON has not as strings. No blanks.
  public func json() -> String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .double(let value) where value.isFinite: output += value.description
    case .null, .bool, .int, .uint: output += text
    case .json(let node): Self.write(node, to: &output)
    case .bytes(let bytes): Self.quote(Base64.encode(bytes), to: &output)
    case .list(let elements):
      output += "["
      for (position, element) in elements.enumerated() {
        if position > 0 { output += "," }
        element.write(to: &output)
      }
      output += "]"
    case .map(let map):
      output += "{"
      for (position, entry) in map.entries.enumerated() {
        if position > 0 { output += "," }
        Self.quote(entry.key.text, to: &output)
        output += ":"
        entry.value.write(to: &output)
      }
      output += "}"
    case .optional(let optional): (optional.value ?? .null).write(to: &output)
    case .double, .string, .timestamp, .duration, .type, .ontology: Self.quote(text, to: &output)
    }
  }

  /// Without blanks, strings as other texts are written, numbers as they stand there. As deep as the record, which
  /// its reader has limited.
  private static func write(_ node: JSONNode, to output: inout String) {
    switch node.kind {
    case .string: quote(node.string ?? "", to: &output)
    case .array:
      output += "["
      for (position, element) in node.elements.enumerated() {
        if position > 0 { output += "," }
        write(element, to: &output)
      }
      output += "]"
    case .object:
      output += "{"
      for (position, member) in node.members.enumerated() {
        if position > 0 { output += "," }
        quote(member.key.string ?? "", to: &output)
        output += ":"
        write(member.value, to: &output)
      }
      output += "}"
    default: output += node.sourceText
    }
  }

  /// Writes `text` as a JSON string.
  private static func quote(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case let scalar where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
