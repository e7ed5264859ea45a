import SourceText

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
      case .text, .sequence, .mapping: output += JSONText.quoted(scalar.text).utf8
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
        output += JSONText.quoted(entry.name).utf8
        output.append(UInt8(ascii: ":"))
        try entry.value.writeJSON(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }
}
