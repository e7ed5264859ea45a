import CEL
import Comparison
import Engine
import Findings
import Inputs
import RuleSets
import SourceText
import TestSupport
import Testing

/// What came of comparing two exports of a small format.
struct Compared {
  /// A line a difference.
  private(set) var differences: [String] = []
  /// A line a finding.
  private(set) var findings: [String] = []
  let summary: ComparisonSummary

  static let format = """
    format: zoo
    title: Zoo list
    subjects: {asset: $, tool: '$.tools[*]'}
    identity: {asset: asset.name, tool: tool.objectId}
    attribution: {batch: asset.batch}
    summary:
      objects: {on: tool, by: {class: tool.title}}
    """

  static let rules = """
    ruleset: test
    format: zoo.yaml
    rules:
      size-small: {where: has(asset.size), assert: asset.size < 10, message: 'size {value}', at: asset.size}
      name-once: {unique: {key: asset.name, within: export}}
    """

  static func program() throws -> Program {
    let loader = RuleSetLoader { path throws(RuleSetReadError) in
      switch path {
      case "rules.yaml": Array(Self.rules.utf8)
      case "zoo.yaml": Array(Self.format.utf8)
      default: throw RuleSetReadError("no such file")
      }
    }
    return try loader.load(["rules.yaml"])
  }

  /// Compares two texts, which are files called `old` and `new`.
  init(
    _ old: String, _ new: String, policy: ComparisonPolicy = .differences, changeLimit: Int = 20, jobs: Int = 1,
    windowByteCount: Int = 1 << 18
  ) throws {
    let folder = try ScratchFolder()
    let paths = try (folder.write("old", old), folder.write("new", new))
    var options = CheckOptions(now: try #require(CELTimestamp("2026-03-05T08:15:00Z")))
    options.jobs = jobs
    options.windowByteCount = windowByteCount
    let comparison = ExportComparison(
      program: try Self.program(), options: options, policy: policy, changeLimit: changeLimit)
    let found = Found()
    func short(_ path: String) -> String { path.replacing(folder.path + "/", with: "") }
    summary = comparison.run(
      ("old", InputList(arguments: [paths.0])), ("new", InputList(arguments: [paths.1])),
      report: ExportComparison.Report(
        difference: { found.differences.append(Self.line($0, short)) },
        finding: { finding, isNew in
          let place = "\(short(finding.location.file)):\(finding.location.start.line)"
          found.findings.append("\(isNew ? "new" : "gone") \(place) \(finding.rule)")
        }))
    differences = found.differences
    findings = found.findings
  }

  private final class Found: @unchecked Sendable {
    var differences: [String] = []
    var findings: [String] = []
  }

  private static func line(_ difference: AssetDifference, _ short: (String) -> String) -> String {
    func at(_ place: RecordPosition) -> String { "\(short(place.file)) \(place.record)" }
    switch difference {
    case .removed(let part, let place): return "removed \(part.value): \(at(place))"
    case .added(let part, let place): return "added \(part.value): \(at(place))"
    case .changed(let part, let old, let new, let changes, let count):
      let told = changes.map { "\($0.pointer.description) \($0.old ?? "-") \($0.new ?? "-")" }
      return "changed \(part.value): \(at(old)), \(at(new)), \(count): \(told.joined(separator: "; "))"
    case .repeated(let part, let place, let old, let new, let isEqual):
      return "repeated \(part.value): \(at(place)), \(old) \(new) \(isEqual ? "equal" : "different")"
    }
  }
}
