import Findings
import Inputs
import SourceText

// What rules find in the ontology itself.
extension Delivery {
  /// Takes what was found in the file of the ontology, which is before all inputs and none of them.
  func take(_ result: WindowResult, ofOntology window: Window, named name: String, by judge: WindowJudge) {
    beginOntology(named: name)
    let firstRule = InputCheck.allCases.count
    for entry in firstRule..<result.counts.count { add(result.counts[entry], to: entry) }
    for entry in result.keys where entry.role == .target { remember(entry, in: window) }
    var findings = result.findings.filter { $0.rule >= firstRule }
    var open: [KeyEntry] = []
    for entry in result.keys {
      switch entry.role {
      case .target: break
      case .unique:
        if let duplicate = duplicate(entry, window, name, judge) {
          findings.append((firstRule + entry.rule, duplicate))
        }
      case .reference: if keys.contains(entry.hash, of: entry.rule) != true { open.append(entry) }
      }
    }
    for entry in result.values.entries {
      guard let differing = differing(entry, window, name, judge) else { continue }
      findings.append((firstRule + entry.subject.rule, differing))
    }
    findings += keep(open, in: window, name, judge, beside: findings)
    add(result.groups, window, name, judge, beside: findings)
    findings.sort { ($0.finding.location.span.start, $0.rule) < ($1.finding.location.span.start, $1.rule) }
    deliverRecord(findings.map { place($0, in: window, name) })
    isInOntology = false
  }
}
