import CEL
import Findings
import JSONReading
import RuleSets

// Whom and what findings can be put down to.
extension RecordJudge {
  /// What the record at hand tells about a finding at `node`: of each grouping the first source that is around `node` or
  /// that a record has once.
  func attribution(of node: JSONNode) -> [AttributionPart] {
    guard wantsAttribution else { return [] }
    let format = program.format
    var parts: [AttributionPart] = []
    if !format.kinds.isEmpty { parts.append(AttributionPart(.kind, kind.text)) }
    for attribution in format.attributions {
      let before = parts.count
      for source in attribution.sources where parts.count == before {
        guard let thing = subjects.node(source.subject, around: node) ?? subjects.only(source.subject),
          let value = source.path.value(from: thing)
        else { continue }
        GroupName.forEach(in: value, atMost: attribution.grouping.mostNames) { name in
          guard let text = GroupName.text(of: name) else { return }
          let part = AttributionPart(attribution.grouping, text)
          // Equal names are few: lists are cut.
          if !parts[before...].contains(part) { parts.append(part) }
        }
      }
    }
    return parts
  }
}
