import CEL
import Engine
import Findings
import Inputs
import JSONReading
import RuleSets
import SourceText
import TestSupport
import Testing

/// What became of inputs that were judged by rules of a small format.
struct Judged {
  var findings: [Finding] = []
  var summary: RunSummary

  static let format = """
    format: zoo
    title: Zoo list
    detect: has(record.name)
    subjects: {asset: $, task: $.task, tool: '$.task.tools[*]'}
    identity: {asset: asset.name, task: task.taskId, tool: tool.objectId}
    kinds:
      - video: asset.name.endsWith('.mp4')
      - image: asset.name.endsWith('.jpg')
    """

  /// The program of `rules`, which are the entries below `rules:`, and of other keys of the rule set.
  static func program(
    _ rules: String, with keys: String = "", format: String = format
  ) throws(RuleSetErrors) -> Program {
    let indented = rules.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    let text =
      "ruleset: test\nformat: zoo.yaml\nparams:\n  limit: {default: 3}\nrules:\n" + indented.joined(separator: "\n")
      + "\n" + keys
    let loader = RuleSetLoader { path throws(RuleSetReadError) in
      switch path {
      case "rules.yaml": Array(text.utf8)
      case "zoo.yaml": Array(format.utf8)
      default: throw RuleSetReadError("no such file")
      }
    }
    return try loader.load(["rules.yaml"])
  }

  static func options() throws -> CheckOptions {
    CheckOptions(now: try #require(CELTimestamp("2026-03-05T08:15:00Z")))
  }

  /// Judges `files` by `rules`. Findings name the files without their folder.
  init(
    _ files: [(name: String, bytes: [UInt8])], by rules: String, with keys: String = "",
    format: String = format, in shared: ScratchFolder? = nil,
    changing change: (inout CheckOptions) -> Void = { _ in }
  ) throws {
    let folder = try shared ?? ScratchFolder()
    let paths = try files.map { try folder.write($0.name, $0.bytes) }
    var options = try Self.options()
    change(&options)
    let found = Found()
    summary = CheckRun.run(
      InputList(arguments: paths), program: try Self.program(rules, with: keys, format: format),
      options: options
    ) {
      found.findings.append($0)
    }
    let prefix = folder.path + "/"
    findings = found.findings.map { finding in
      var finding = finding
      finding.message = finding.message.replacing(prefix, with: "")
      finding.location.file = finding.location.file.replacing(prefix, with: "")
      for place in finding.related.indices {
        finding.related[place].location.file = finding.related[place].location.file.replacing(prefix, with: "")
      }
      return finding
    }
    for place in summary.inputs.indices {
      summary.inputs[place].file = summary.inputs[place].file.replacing(prefix, with: "")
    }
    summary.incompleteReasons = summary.incompleteReasons.map { $0.replacing(prefix, with: "") }
  }

  /// Judges one text.
  init(
    _ text: String, by rules: String, with keys: String = "", changing change: (inout CheckOptions) -> Void = { _ in }
  ) throws {
    try self.init([("a.json", Array(text.utf8))], by: rules, with: keys, changing: change)
  }

  /// The ledger's entry of a rule.
  func entry(_ rule: String) -> LedgerEntry? { summary.ledger.first { $0.rule == rule } }

  /// `seen passed failed notApplicable errored` of a rule.
  func counts(_ rule: String) -> [Int]? {
    entry(rule).map { [$0.seen, $0.passed, $0.failed, $0.notApplicable, $0.errored] }
  }

  /// `file:line:column: message [rule] pointer` of each finding.
  var lines: [String] {
    findings.map { finding in
      let (place, pointer) = (finding.location, finding.location.pointer?.description ?? "-")
      return "\(place.file):\(place.start): \(finding.message) [\(finding.rule)] \(pointer)"
    }
  }

  /// Called by one thread at a time, but by different ones.
  private final class Found: @unchecked Sendable { var findings: [Finding] = [] }
}
