public import CEL
public import Findings
import Inputs
import JSONReading
public import RuleSets
import SourceText

/// Judges a few records that are held in memory: the examples of rule sets.
public struct RecordCheck {
  private let program: Program
  private let now: CELTimestamp

  /// What became of the records.
  public struct Result {
    /// In the order of the text.
    public var findings: [Finding]
    /// The rules that were judged on one of them or more, by id.
    public var judged: Set<String>
  }

  /// What one rule says about the records.
  public enum Outcome {
    /// Something is wrong with them; never empty.
    case found([Finding])
    /// The rule was judged and found nothing.
    case kept
    /// Nothing in them is what the rule is about.
    case notApplicable
    /// Nobody knows: an expression errs, or a record is none. The finding says why.
    case notJudged(Finding)
  }

  /// What the rule called `rule` says about `records`, JSON texts without line feeds, as if they were a whole export.
  public func outcome(of records: [String], by rule: String) -> Outcome {
    let result = result(of: records)
    let unjudged = result.findings.first { finding in
      finding.outcome == .notJudged && (finding.rule == rule || InputCheck(rawValue: finding.rule) != nil)
    }
    if let unjudged { return .notJudged(unjudged) }
    let findings = result.findings.filter { $0.rule == rule }
    if !findings.isEmpty { return .found(findings) }
    return result.judged.contains(rule) ? .kept : .notApplicable
  }

  /// A check by `program` at the time `now`.
  public init(program: Program, now: CELTimestamp) {
    self.program = program
    self.now = now
  }

  /// Judges `records`, JSON texts without line feeds, as if they were a whole export.
  public func result(of records: [String]) -> Result {
    let texts = records.map { Array($0.utf8) }
    let hasArrays = !program.format.arrays.isEmpty
    let window =
      texts.count > 1 ? Window(lines: texts) : hasArrays ? Window(document: texts[0]) : Window(record: texts[0])
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
    var same: [Int: KeyHash] = [:]
    for key in result.keys where key.role == .same {
      let first = same[key.rule, default: key.hash]
      same[key.rule] = first
      guard first != key.hash, let finding = judge.duplicate(key, in: window, file: "example", first: "example:1:1")
      else { continue }
      findings.append((InputCheck.allCases.count + key.rule, finding))
    }
    let open = result.keys.filter { key in
      if case .reference = key.role { !keys.contains(key.hash.of(rule: key.rule)) } else { false }
    }
    // Each call reads one record again.
    for (_, ofRecord) in Dictionary(grouping: open, by: \.record) {
      for (key, finding) in judge.dangling(ofRecord[...], in: window, file: "example") {
        findings.append((InputCheck.allCases.count + key.rule, finding))
      }
    }
    var totals = AggregateTotals(program: program, now: now)
    totals.add(result.groups) { place in
      KeyPlace(
        input: 0, record: place.record, byteOffset: place.offset, line: place.step.lineFeeds + 1,
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
      findings: findings.sorted {
        ($0.finding.location.span.start, $0.rule) < ($1.finding.location.span.start, $1.rule)
      }.map(\.finding),
      judged: Set(judged.map { program.rules[$0].description.id }))
  }
}
