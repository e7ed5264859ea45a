import Findings
import YAMLReading

/// Other severities for some of the records, as a rule file writes them:
/// `{where: "'pilot' in asset.batches", rules: {metadata-missing-size: info}}`.
struct OverrideDraft {
  let condition: RuleDraft.Sited<String>
  let changes: [Change]

  /// What becomes of one rule; without a severity it is off.
  struct Change {
    let id: String
    let severity: Severity?
    let key: YAMLNode
  }

  /// Reads `node`; what is wrong is reported in `file`.
  init?(_ node: YAMLNode, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "an override", RuleSetKeys.override),
      let condition = mapping["where"].flatMap({ file.sited($0, "where") }),
      let rules = mapping["rules"].flatMap({ file.mapping($0, "rules") })
    else { return nil }
    self.condition = condition
    changes = rules.entries.compactMap { entry in
      file.word(entry.value, "severity of rule \(entry.name)", among: RuleReader.severities).map {
        Change(id: entry.name, severity: $0, key: entry.key)
      }
    }
  }
}
