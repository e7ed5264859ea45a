public import CEL
public import Findings
import Inputs
import JSONReading
public import RuleSets
import SourceText

/// Judges single records that are held in memory: the examples of rule sets.
public struct RecordCheck {
  private let program: Program
  private let now: CELTimestamp

  /// What became of one record.
  public struct Result {
    /// In the order of the text.
    public var findings: [Finding]
    /// The rules that were judged on it, by id.
    public var judged: Set<String>
  }

  /// A check by `program` at the time `now`.
  public init(program: Program, now: CELTimestamp) {
    self.program = program
    self.now = now
  }

  /// Judges `record`, which is JSON text, as if it were a whole export.
  public func result(of record: String) -> Result {
    let window = Window(record: Array(record.utf8))
    let judge = WindowJudge(
      program: program, seed: KeyHash.Seed(), now: now, limits: JSONLimits(), wantsExcerpts: false)
    let result = judge.result(of: window, file: "example", expectsFormat: false)
    var findings = result.findings
    var keys = Set(result.keys.filter { $0.role == .target }.map { $0.hash.of(rule: $0.rule) })
    for key in result.keys where key.role == .unique {
      guard !keys.insert(key.hash.of(rule: key.rule)).inserted,
        let finding = judge.duplicate(key, in: window, file: "example", first: "example:1:1")
      else { continue }
      findings.append((InputCheck.allCases.count + key.rule, finding))
    }
    let open = result.keys.filter { key in
      if case .reference = key.role { !keys.contains(key.hash.of(rule: key.rule)) } else { false }
    }
    for (key, finding) in judge.dangling(open[...], in: window, file: "example") {
      findings.append((InputCheck.allCases.count + key.rule, finding))
    }
    var totals = AggregateTotals(program: program, now: now)
    totals.add(result.groups) { place in
      KeyPlace(
        input: 0, record: 0, byteOffset: place.offset, line: place.step.lineFeeds + 1,
        column: place.step.scalarsInLastLine + 1)
    }
    for outcome in totals.outcomes(files: ["example"]) {
      findings.append((InputCheck.allCases.count + outcome.rule, outcome.finding))
    }
    let judged = program.rules.indices.filter { rule in
      let counts = result.counts[InputCheck.allCases.count + rule]
      return counts.passed + counts.failed > 0
    }
    return Result(
      findings: findings.map(\.finding).sorted { $0.location.span.start < $1.location.span.start },
      judged: Set(judged.map { program.rules[$0].description.id }))
  }
}
