import CEL
public import Findings
public import SourceText
import YAMLReading

/// What a team has settled for its runs, in a file: rule sets, policy, reports. The command line wins over it, value by
/// value, and paths are relative to the file.
///
/// It is data: reading it runs nothing, and it leads to no network. What it says of reports stays within its folder.
public struct Configuration {
  /// A value that a configuration may have, by its key.
  public enum Key: String, CaseIterable, Sendable {
    case rules, schema
    case assertFormats = "assert_formats"
    case ontology
    case inputFormat = "input_format"
    case params, only, skip, now
    case failOn = "policy.fail_on"
    case maxErrors = "policy.max_errors"
    case maxWarnings = "policy.max_warnings"
    case maxAssetErrorRate = "policy.max_asset_error_rate"
    case suppressions, outputs, jobs, memory
  }

  let file: RuleFile
  /// What stands behind `suppressions`.
  public private(set) var suppressions: [Suppression] = []
  private let reportFormats: [String]
  /// What stands behind the keys that are there and count.
  private var nodes: [Key: YAMLNode] = [:]
  /// Whether the rules and parameters that it names may be in rule sets other than those of the run.
  private(set) var isAboutOtherRules = false

  /// Reads `text`, the YAML of the file at `path`; reports are of one of `reportFormats`. Throws all that is wrong with
  /// it, in the order of the file.
  public init(_ text: [UInt8], path: String, reportFormats: [String]) throws(RuleSetErrors) {
    file = RuleFile(path: path, text: text)
    self.reportFormats = reportFormats
    let keys = ConfigurationKeys.all(reportFormats: reportFormats)
    // An empty file is one that settles nothing.
    if let root = file.root(), !root.isNull, let mapping = file.entries(root, of: "a configuration", keys) {
      collect(mapping, below: "")
    }
    checkValues()
    if !file.errors.isEmpty { throw RuleSetErrors(file.errors.sorted { $0.position < $1.position }) }
  }

  private mutating func collect(_ mapping: YAMLMapping, below path: String) {
    for entry in mapping.entries {
      if let key = Key(rawValue: path + entry.name) {
        nodes[key] = entry.value
      } else if path.isEmpty, entry.name == "policy",
        let policy = file.entries(entry.value, of: "policy", ConfigurationKeys.policy)
      {
        collect(policy, below: "policy.")
      }
    }
  }

  /// The file.
  public var path: String { file.path }

  /// The values that it has and that count, in the order of `Key`.
  public var keys: [Key] { Key.allCases.filter { nodes[$0] != nil } }

  /// Lets the values of some keys not count: the command line says otherwise.
  public mutating func overrule(_ keys: [Key]) {
    for key in keys { nodes[key] = nil }
    if keys.contains(.rules) { isAboutOtherRules = true }
  }

  /// Where the value of `key` stands; `nil` when it has none that counts.
  public func position(of key: Key) -> SourcePosition? { nodes[key]?.start }

  /// The texts of `key`, which has a list; none when it has none that counts.
  public func texts(of key: Key) -> [String] { list(key).map(\.value) }

  /// The text of `key`; `nil` when it has none that counts.
  public func text(of key: Key) -> String? { nodes[key]?.text }

  /// What it says of parameters: name, value as JSON, place.
  public var paramTexts: [(name: String, json: String, position: SourcePosition)] {
    params.sorted { $0.key < $1.key }.map { ($0.key, (try? $0.value.node.json()) ?? "", $0.value.node.start) }
  }

  /// An error about the value of `key`, which has one.
  public func error(_ message: String, about key: Key) -> RuleSetError {
    let place = file.place(of: nodes[key]?.start ?? .start)
    return RuleSetError(message, path: place.path, position: place.position, line: place.line)
  }

  /// What reports tell of it.
  public var description: ConfigurationDescription {
    ConfigurationDescription(file: path, keys: keys.map(\.rawValue))
  }

  /// The nodes of suppressions.
  var suppressionNodes: [YAMLNode] { nodes[.suppressions]?.items ?? [] }

  // What follows reads the values. A wrong one is reported when the file is read, so later there is none.

  /// Reads every value, so that what is wrong with one is reported.
  private mutating func checkValues() {
    _ = (rules, schema, ontology, inputFormat, params, only, skip, now)
    _ = (failOn, maxErrors, maxWarnings, maxAssetErrorRate, jobs, memory)
    checkOutputs()
    if let node = nodes[.suppressions] { suppressions = SuppressionReader(file: file).suppressions(node) }
    if let node = nodes[.assertFormats] {
      if node.bool != true {
        file.report("assert_formats takes nothing but true; leave it out to judge nothing by format", at: node)
      }
      if nodes[.schema] == nil { file.report("assert_formats is about a schema, and there is none", at: node) }
    }
  }

  var rules: [RuleDraft.Sited<String>] { list(.rules) }
  var only: [RuleDraft.Sited<String>] { list(.only) }
  var skip: [RuleDraft.Sited<String>] { list(.skip) }
  var schema: RuleDraft.Sited<String>? { nodes[.schema].flatMap { file.sited($0, "schema") } }
  var inputFormat: RuleDraft.Sited<String>? { nodes[.inputFormat].flatMap { file.sited($0, "input_format") } }

  /// Values of parameters by name.
  var params: [String: Parameters.Value] {
    guard let node = nodes[.params], let mapping = file.mapping(node, "params") else { return [:] }
    return Dictionary(
      mapping.entries.map { ($0.name, Parameters.Value(node: $0.value, file: file)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether `format` in a schema is judged.
  public var assertsFormats: Bool { nodes[.assertFormats]?.bool == true }

  /// The format definition: a built-in name or a path.
  public var inputFormatName: String? { inputFormat?.value }

  /// The path of the ontology.
  public var ontology: String? {
    nodes[.ontology].flatMap { file.text($0, "ontology") }.map { RuleFilePath.resolved($0, from: file) }
  }

  /// The time that rules call now, as RFC 3339 has it.
  public var now: String? {
    value(.now, "no time such as 2026-03-05T08:15:00Z") { text in CELTimestamp(text).map { _ in text } }
  }

  /// From which severity on findings make a run fail.
  public var failOn: FailureLevel? {
    nodes[.failOn].flatMap { file.word($0, "fail_on", among: FailureLevel.allCases.map { ($0.rawValue, $0) }) }
  }
  /// The most errors that pass.
  public var maxErrors: Int? { nodes[.maxErrors].flatMap { file.integer($0, "max_errors", atLeast: 0) } }
  /// The most warnings that pass.
  public var maxWarnings: Int? { nodes[.maxWarnings].flatMap { file.integer($0, "max_warnings", atLeast: 0) } }
  /// The largest part of the records that may have errors, from 0 to 1.
  public var maxAssetErrorRate: Double? { value(.maxAssetErrorRate, "not \(ErrorRate.form)", ErrorRate.rate) }
  /// Threads, 1 or more.
  public var jobs: Int? { nodes[.jobs].flatMap { file.integer($0, "jobs", atLeast: 1) } }
  /// Memory for the keys of uniqueness rules.
  public var memory: ByteSize? { value(.memory, "not \(ByteSize.keyMemoryForm)", ByteSize.keyMemory) }

  private func list(_ key: Key) -> [RuleDraft.Sited<String>] {
    nodes[key].map { file.sitedList($0, key.rawValue) } ?? []
  }

  /// What `read` makes of the text of a key; text that it makes nothing of is reported with `otherwise`.
  private func value<Value>(_ key: Key, _ otherwise: String, _ read: (String) -> Value?) -> Value? {
    let name = String(key.rawValue.split(separator: ".").last ?? "")
    guard let node = nodes[key], let text = file.text(node, name) else { return nil }
    let value = read(text)
    if value == nil { file.report("\(name) is '\(text)', \(otherwise)", at: node) }
    return value
  }
}

// MARK: Outputs

extension Configuration {
  /// The reports of a run that is on one of `systems`, the first of them that the configuration knows, as `--format`
  /// takes them.
  public func outputs(on systems: [CISystem]) -> [String] {
    guard let node = nodes[.outputs] else { return [] }
    guard let mapping = node.mapping else { return outputs(node) }
    let names = systems.map(\.rawValue) + ["default"]
    return names.lazy.compactMap { mapping[$0] }.first.map(outputs) ?? []
  }

  private func outputs(_ node: YAMLNode) -> [String] {
    file.list(node, "outputs").compactMap { $0.text }.map { text in
      let parts = text.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? "\(parts[0]):\(RuleFilePath.resolved(String(parts[1]), from: file))" : text
    }
  }

  private func checkOutputs() {
    guard let node = nodes[.outputs] else { return }
    if node.mapping == nil { return checkOutputs(node) }
    let keys = ConfigurationKeys.outputs(reportFormats)
    for entry in file.entries(node, of: "outputs", keys)?.entries ?? [] where keys.names.contains(entry.name) {
      checkOutputs(entry.value)
    }
  }

  private func checkOutputs(_ node: YAMLNode) {
    var usesStandardOutput = false
    for output in file.sitedList(node, "outputs") {
      let parts = output.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard reportFormats.contains(parts[0]) else {
        file.reportUnknown("report", parts[0], known: reportFormats, at: output.node)
        continue
      }
      if parts.count == 2 {
        checkPath(parts[1], at: output.node)
      } else if usesStandardOutput {
        file.report("two reports to standard output; give one a file: NAME:FILE", at: output.node)
      } else {
        usesStandardOutput = true
      }
    }
  }

  /// Whoever runs the tool in somebody else's folder does not want that somebody to write to files of theirs.
  private func checkPath(_ path: String, at node: YAMLNode) {
    if path.isEmpty || path == "-" {
      file.report(
        "a report needs the name of a file behind the colon; without a colon it goes to standard output", at: node)
    } else if path.hasPrefix("/") || path.split(separator: "/").contains("..") {
      file.report(
        "'\(path)' is outside of the folder of the configuration; --format on the command line may be", at: node)
    }
  }
}
