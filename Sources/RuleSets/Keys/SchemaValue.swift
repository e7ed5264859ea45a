import SourceText

/// A JSON value that is written out, with its members in the order given.
indirect enum SchemaValue {
  case object([(String, SchemaValue)])
  case list([SchemaValue])
  case text(String)
  case number(String)
  case bool(Bool)

  /// The members of an object; none of other values.
  var members: [(String, SchemaValue)] { if case .object(let members) = self { members } else { [] } }

  /// The value as JSON: objects a member a line, each two columns further in; all else on one line.
  func description(indent: String) -> String {
    switch self {
    case .text(let text): return JSONText.quoted(text)
    case .number(let digits): return digits
    case .bool(let value): return value ? "true" : "false"
    case .list(let elements): return "[\(elements.map { $0.description(indent: indent) }.joined(separator: ", "))]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let inner = indent + "  "
      let lines = members.map { "\(inner)\(JSONText.quoted($0.0)): \($0.1.description(indent: inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    }
  }
}
