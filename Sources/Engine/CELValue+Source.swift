import CEL
import JSONReading
import SourceText

extension CELValue {
  /// The value as JSON to put into a record: what stands in a record already keeps its bytes. `nil` for what JSON has not.
  var source: String? {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .double(let value): value.isFinite ? value.description : nil
    case .string(let text): JSONText.quoted(text)
    case .json(let node): node.sourceText
    case .list(let elements): Self.joined(elements.map(\.source)).map { "[\($0)]" }
    case .map(let map):
      Self.joined(
        map.entries.map { entry in
          guard let key = entry.key.stringValue, let value = entry.value.source else { return nil }
          return "\(JSONText.quoted(key)):\(value)"
        }
      ).map { "{\($0)}" }
    case .bytes, .timestamp, .duration, .type, .optional, .ontology: nil
    }
  }

  private static func joined(_ texts: [String?]) -> String? {
    texts.contains { $0 == nil } ? nil : texts.compactMap(\.self).joined(separator: ",")
  }
}
