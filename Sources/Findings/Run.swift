/// What is known when a run begins.
public struct RunStart: Hashable, Sendable {
  /// The version of the tool: `0.1.0`.
  public var version: String
  /// The rule sets in force, in the order given.
  public var ruleSets: [RuleSetDescription]
  /// The rules that are on, in the order of the rule sets, the tool's own checks of the input first.
  public var rules: [RuleDescription]

  /// The beginning of a run.
  public init(version: String, ruleSets: [RuleSetDescription], rules: [RuleDescription]) {
    self.version = version
    self.ruleSets = ruleSets
    self.rules = rules
  }
}

/// A rule set as reports name it.
public struct RuleSetDescription: Hashable, Sendable {
  /// `ango/recommended`.
  public var name: String
  /// `sha256:` and 64 hexadecimal digits, over the text of the rule set and of all that it extends; empty when no
  /// report wants it.
  public var digest: String

  /// A rule set by name and digest.
  public init(name: String, digest: String) {
    self.name = name
    self.digest = digest
  }
}

/// A rule as reports describe it.
public struct RuleDescription: Hashable, Sendable {
  /// As the rule set spells it: `metadata-missing-size`.
  public var id: String
  /// The severity in force.
  public var severity: Severity
  /// A headline: what holds when the rule is kept.
  public var title: String
  /// What goes wrong when it is broken; may be empty.
  public var why: String
  /// An address with more; `nil` when there is none.
  public var docs: String?
  /// Words to choose rules by.
  public var tags: [String]
  /// The rule set that defines it: `ango/recommended`.
  public var ruleSet: String

  /// A rule's description.
  public init(
    id: String, severity: Severity, title: String, why: String = "", docs: String? = nil, tags: [String] = [],
    ruleSet: String
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.why = why
    self.docs = docs
    self.tags = tags
    self.ruleSet = ruleSet
  }

  /// The part of the id before its first hyphen: `metadata`.
  public var group: String { String(id.prefix { $0 != "-" }) }
}

/// How records lie in an input.
public enum InputForm: String, Hashable, Sendable, CaseIterable {
  /// A JSON array of records.
  case array
  /// A record a line.
  case ndjson
  /// The whole input is one record.
  case single
  /// The input is one object with several arrays of records.
  case members
}

/// What became of one input.
public struct InputSummary: Hashable, Sendable {
  /// As findings name it.
  public var file: String
  /// `nil` when the input could not be opened or holds nothing.
  public var form: InputForm?
  /// Bytes read, uncompressed.
  public var byteCount: Int
  /// Records found, readable or not.
  public var recordCount: Int
  /// Bytes in which records may stand that nobody could judge.
  public var unjudgedByteCount: Int

  /// An input's summary.
  public init(file: String, form: InputForm?, byteCount: Int, recordCount: Int, unjudgedByteCount: Int = 0) {
    self.file = file
    self.form = form
    self.byteCount = byteCount
    self.recordCount = recordCount
    self.unjudgedByteCount = unjudgedByteCount
  }
}

/// What is known when a run has ended.
public struct RunSummary: Hashable, Sendable {
  /// The answer.
  public var verdict: Verdict
  /// What the findings were held against.
  public var policy: Policy
  /// Why the run is incomplete, a clause each; empty when it is complete.
  public var incompleteReasons: [String]
  /// Exact totals, whatever was shown.
  public var counts: FindingCounts
  /// The inputs, in order.
  public var inputs: [InputSummary]
  /// Records that could be read, so that rules were asked about them.
  public var readRecordCount: Int
  /// One entry for each rule of the start, in its order.
  public var ledger: [LedgerEntry]
  /// Rules that judged nothing because they ask the ontology of the project, and there is none.
  public var rulesWithoutOntology: [String]
  /// Findings by group, for each grouping that a report wants and the format tells.
  public var groupings: [GroupingSummary]
  /// What the records hold; `nil` when no report wants it or the format does not say.
  public var contents: [ContentSummary]?
  /// The configuration in force; `nil` when there is none.
  public var configuration: ConfigurationDescription?
  /// The baseline that findings were compared with; `nil` when there is none.
  public var baseline: BaselineDescription?

  /// The end of a run. Without `readRecordCount`, all records could be read.
  public init(
    verdict: Verdict, policy: Policy, incompleteReasons: [String], counts: FindingCounts,
    inputs: [InputSummary], readRecordCount: Int? = nil, ledger: [LedgerEntry], rulesWithoutOntology: [String] = [],
    groupings: [GroupingSummary] = [], contents: [ContentSummary]? = nil,
    configuration: ConfigurationDescription? = nil, baseline: BaselineDescription? = nil
  ) {
    self.verdict = verdict
    self.policy = policy
    self.incompleteReasons = incompleteReasons
    self.counts = counts
    self.inputs = inputs
    self.readRecordCount = readRecordCount ?? inputs.reduce(0) { $0 + $1.recordCount }
    self.ledger = ledger
    self.rulesWithoutOntology = rulesWithoutOntology
    self.groupings = groupings
    self.contents = contents
    self.configuration = configuration
    self.baseline = baseline
  }

  /// Records in all inputs.
  public var recordCount: Int { inputs.reduce(0) { $0 + $1.recordCount } }

  /// Rules of the rule sets that matched nothing at all.
  public var vacuousRules: [String] { ledger.filter(\.isVacuous).map(\.rule) }
}

/// A configuration as reports name it.
public struct ConfigurationDescription: Hashable, Sendable {
  /// The file.
  public var file: String
  /// The keys of what it settles, `policy.fail_on` and the like, without what the command line says otherwise.
  public var keys: [String]

  /// A configuration by its file and keys.
  public init(file: String, keys: [String]) {
    self.file = file
    self.keys = keys
  }
}
