public import Findings
public import JSONEditing
import SourceText

/// Writes what fixes change as JSON Patches (RFC 6902): one for an array or a single record, as one line; of NDJSON, which
/// is no JSON document, one for each record that changes, a line each: `{"record":4,"line":5,"patch":[…]}`, numbered from
/// 0 and from 1.
public struct PatchText {
  private var isOpen = false

  /// Nothing has been written.
  public init() {}

  /// The text for one record, whose operations are `patch`.
  public mutating func text(of fixes: RecordFixes, _ patch: [JSONPatch.Operation], form: InputForm) -> String {
    guard !patch.isEmpty, let record = fixes.record else { return "" }
    if form == .ndjson {
      return "{\"record\":\(record),\"line\":\(fixes.start.line),\"patch\":[\(Self.json(patch, below: .root))]}\n"
    }
    defer { isOpen = true }
    let prefix = form == .array ? JSONPointer([String(record)]) : .root
    return (isOpen ? ",\n" : "[") + Self.json(patch, below: prefix)
  }

  /// The end of the text, for records that lie in the `form`.
  public func end(_ form: InputForm?) -> String { form == .ndjson ? "" : isOpen ? "]\n" : "[]\n" }

  private static func json(_ patch: [JSONPatch.Operation], below prefix: JSONPointer) -> String {
    patch.map { $0.json(below: prefix) }.joined(separator: ",")
  }
}
