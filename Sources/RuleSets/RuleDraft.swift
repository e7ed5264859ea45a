import Findings
import SourceText
import YAMLReading

/// A rule as a file writes it, before its expressions are compiled.
struct RuleDraft {
  let id: String
  /// Where it is defined.
  let file: RuleFile
  let ruleSet: String
  let node: YAMLNode
  let definition: YAMLMapping
  /// What rule sets that extend it changed, in their order.
  var changes: [RuleChange] = []
  var title = ""
  var why = ""
  var docs: String?
  var tags: [String] = []
  var severity = Severity.error
  /// None: the asset, or what the format calls its first subject.
  /// Several are JSONPaths.
  var subjects: [Sited<String>]
  var condition: Sited<String>?
  var check: any CheckDraft
  var message: Sited<String>?
  var place: Sited<String>?
  var onError = OnError.incomplete
  var fix: FixDraft?
  /// Whether the value at the place of a finding is a secret.
  var isMasked = false
  /// Values that this rule has for parameters, by name: all of them, and those of its definition.
  var params: [String: Parameters.Value] = [:]
  var definedParams: [String: Parameters.Value] = [:]
  var examples = RuleExamples()

  /// A text of the file and the node it stands in, for errors inside of it.
  struct Sited<Value> {
    let value: Value
    let node: YAMLNode
    let file: RuleFile
  }
}

/// What a rule's expression that errs on a record means.
public enum OnError: Hashable, Sendable {
  /// Nobody knows whether the rule holds: the run is incomplete.
  case incomplete
  /// A finding, as if the rule had failed.
  case finding
  /// Nothing: the ledger counts it.
  case skip

  static let words: [(String, OnError)] = [("incomplete", .incomplete), ("finding", .finding), ("skip", .skip)]
}

/// What a rule set does with a rule that it inherits.
struct RuleChange {
  let id: String
  let file: RuleFile
  let key: YAMLNode
  /// What stands behind the key: a mapping of what changes, or only a severity.
  let node: YAMLNode
  var isOff = false
  var severity: Severity?
  var title: String?
  var why: String?
  var docs: String?
  var message: RuleDraft.Sited<String>?
  var params: [String: Parameters.Value] = [:]

  /// What changes, unless it is only the severity.
  var mapping: YAMLMapping? { node.mapping }

  /// Where the severity stands: `team.yaml:12`.
  var severityPlace: String { "\(file.path):\((mapping?["severity"] ?? key).start.line)" }
}
