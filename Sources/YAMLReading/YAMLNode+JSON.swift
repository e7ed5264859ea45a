extension YAMLNode {
  /// The node as JSON text, without blanks: quoted scalars and blocks are strings, plain ones what YAML's core schema
  /// says, keys strings. Numbers keep all their digits. Throws at the first number that JSON cannot write: infinities,
  /// "not a number", and hexadecimal or octal ones over 64 bits.
  public func json() throws(YAMLError) -> String {
    var output: [UInt8] = []
    try writeJSON(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Recurses as deep as the node; `YAMLLimits` bound that.
  private func writeJSON(to output: inout [UInt8]) throws(YAMLError) {
    switch content {
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: output += "null".utf8
      case .boolean: output += (scalar.bool == true ? "true" : "false").utf8
      case .integer, .float:
        guard let number = CoreSchema.json(scalar.text) else {
          throw YAMLError("JSON cannot hold the number \(scalar.text.excerpt)", at: start)
        }
        output += number.utf8
      case .text, .sequence, .mapping: Self.writeString(scalar.text, to: &output)
      }
    case .sequence(let items):
      output.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        try item.writeJSON(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .mapping(let mapping):
      output.append(UInt8(ascii: "{"))
      for (index, entry) in mapping.entries.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.writeString(entry.name, to: &output)
        output.append(UInt8(ascii: ":"))
        try entry.value.writeJSON(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func writeString(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): output += "\\n".utf8
      case UInt8(ascii: "\r"): output += "\\r".utf8
      case UInt8(ascii: "\t"): output += "\\t".utf8
      case ..<0x20: output += ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
