public import Findings
import SourceText

/// Writes how two exports differ as one JSON object, with all differences and findings
/// (`Schemas/comparison.schema.json`).
public struct ComparisonJSONReporter: ComparisonReporter {
  private enum Place { case start, differences, findings }

  private var place = Place.start

  /// A reporter for one comparison.
  public init() {}

  /// Writes the beginning.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    output.append("{")
    output.appendJSONMembers(run)
    output.append(",\n\"differences\":[")
  }

  /// Writes one object.
  public mutating func write(_ difference: AssetDifference, to output: inout ReportText) {
    output.append(place == .start ? "\n" : ",\n")
    place = .differences
    switch difference {
    case .removed(let part, let position):
      begin("removed", part, to: &output)
      append(position, as: "old", to: &output)
    case .added(let part, let position):
      begin("added", part, to: &output)
      append(position, as: "new", to: &output)
    case .changed(let part, let old, let new, let changes, let count):
      begin("changed", part, to: &output)
      append(old, as: "old", to: &output)
      append(new, as: "new", to: &output)
      output.appendMember(",\"changeCount\":", count)
      output.append(",\"changes\":")
      output.appendJSON(changes) { change, text in
        text.append("{\"pointer\":")
        text.appendJSON(change.pointer)
        for (name, value) in [("old", change.old), ("new", change.new)] {
          guard let value else { continue }
          text.append(",\"\(name)\":")
          text.appendJSON(value)
        }
        text.append("}")
      }
    case .repeated(let part, let position, let old, let new, let isEqual):
      begin("repeated", part, to: &output)
      append(position, as: "first", to: &output)
      output.appendMember(",\"oldCount\":", old)
      output.appendMember(",\"newCount\":", new)
      output.append(",\"equal\":\(isEqual)")
    }
    output.append("}")
  }

  /// Writes one object.
  public mutating func write(_ finding: Finding, isNew: Bool, to output: inout ReportText) {
    output.append(place == .findings ? ",\n" : "\n],\"findings\":[\n")
    place = .findings
    output.append("{\"change\":\"\(isNew ? "new" : "gone")\",\"finding\":")
    output.appendJSON(finding)
    output.append("}")
  }

  /// Writes the rest.
  public mutating func finish(_ summary: ComparisonSummary, to output: inout ReportText) {
    output.append(place == .findings ? "\n]" : "\n],\"findings\":[]")
    output.append(",\n\"verdict\":\"\(summary.verdict.rawValue)\"")
    output.appendMember(",\"exitCode\":", Int(summary.verdict.exitCode))
    output.append(",\"complete\":\(summary.incompleteReasons.isEmpty),\"failOn\":\"\(summary.policy.rawValue)\"")
    output.append(",\"incompleteReasons\":")
    output.appendJSON(summary.incompleteReasons) { reason, text in text.appendJSON(reason) }
    for (name, export) in [("old", summary.old), ("new", summary.new)] {
      output.append(",\n\"\(name)\":{\"name\":")
      output.appendJSON(export.name)
      output.appendMember(",\"records\":", export.recordCount)
      output.appendMember(",\"findings\":", export.findingCount)
      output.append("}")
    }
    let assets = summary.assets
    output.appendMember(",\n\"summary\":{\"removed\":", assets.removed)
    output.appendMember(",\"added\":", assets.added)
    output.appendMember(",\"changed\":", assets.changed)
    output.appendMember(",\"unchanged\":", assets.unchanged)
    output.appendMember(",\"repeated\":", assets.repeated)
    output.appendMember(",\"repeatedAndDifferent\":", assets.repeatedAndDifferent)
    output.appendMember(",\"newFindings\":", summary.newFindingCount)
    output.appendMember(",\"goneFindings\":", summary.goneFindingCount)
    output.append("},\n\"parts\":")
    output.appendJSON(summary.parts) { part, text in
      text.append("{\"pointer\":")
      text.appendJSON(part.pointer)
      text.appendMember(",\"assets\":", part.count)
      text.append("}")
    }
    output.append(",\n\"counts\":")
    output.appendJSON(summary.counts) { count, text in append(count, to: &text) }
    output.append("}\n")
  }

  private func begin(_ change: String, _ part: IdentityPart, to output: inout ReportText) {
    output.append("{\"change\":\"\(change)\",\"identity\":")
    output.appendJSON([part])
  }

  private func append(_ position: RecordPosition, as name: String, to output: inout ReportText) {
    output.append(",\"\(name)\":{\"file\":")
    output.appendJSON(position.file)
    output.appendMember(",\"record\":", position.record)
    output.append("}")
  }

  private func append(_ count: CountChange, to output: inout ReportText) {
    output.append("{\"of\":")
    output.appendJSON(count.name)
    output.append(",\"group\":{")
    for (number, (key, value)) in zip(count.keys, count.values).enumerated() {
      if number > 0 { output.append(",") }
      output.appendJSON(key)
      output.append(":")
      if let value { output.appendJSON(value) } else { output.append("null") }
    }
    output.appendMember("},\"old\":", count.old)
    output.appendMember(",\"new\":", count.new)
    output.append("}")
  }
}
