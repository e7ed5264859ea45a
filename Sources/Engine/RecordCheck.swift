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
  private let ontology: Ontology?

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

  /// A check by `program` at the time `now`, beside `ontology`.
  public init(program: Program, now: CELTimestamp, ontology: Ontology? = nil) {
    self.program = program
    self.now = now
    self.ontology = ontology
  }

  /// Judges `records`, JSON texts without line feeds, as if they were a whole export, and the ontology before them.
  public func result(of records: [String]) -> Result {
    let judge = WindowJudge(
      program: program, seed: KeyHash.Seed(), now: now, ontology: ontology, limits: JSONLimits(), wantsExcerpts: false,
      revealsSecrets: true)
    var parts: [(window: Window, file: String, result: WindowResult)] = []
    if let ontology {
      let window = Window(record: ontology.text)
      parts.append((window, "ontology", judge.result(of: window, file: "ontology", isOntology: true)))
    }
    if !records.isEmpty {
      let texts = records.map { Array($0.utf8) }
      let hasArrays = !program.format.arrays.isEmpty
      let window =
        texts.count > 1 ? Window(lines: texts) : hasArrays ? Window(document: texts[0]) : Window(record: texts[0])
      parts.append((window, "example", judge.result(of: window, file: "example", expectsFormat: false)))
    }
    var findings = parts.flatMap(\.result.findings)
    var keys = Set(
      parts.flatMap(\.result.keys).filter { $0.role == .target }.map { $0.hash.of(rule: $0.rule) })
    var totals = AggregateTotals(program: program, now: now, revealsSecrets: true)
    for (number, part) in parts.enumerated() {
      for key in part.result.keys where key.role == .unique {
        guard !keys.insert(key.hash.of(rule: key.rule)).inserted,
          let finding = judge.duplicate(key, in: part.window, file: part.file, first: "\(part.file):1:1")
        else { continue }
        findings.append((InputCheck.allCases.count + key.rule, finding))
      }
      for (entry, first) in Self.differing(part.result.values.entries) {
        guard
          let finding = judge.duplicate(
            entry.subject, in: part.window, file: part.file, first: "\(part.file):1:1", firstValue: first.text)
        else { continue }
        findings.append((InputCheck.allCases.count + entry.subject.rule, finding))
      }
      let open = part.result.keys.filter { key in
        if case .reference = key.role { !keys.contains(key.hash.of(rule: key.rule)) } else { false }
      }
      // Each call reads one record again.
      for (_, ofRecord) in Dictionary(grouping: open, by: \.record) {
        for (key, finding) in judge.dangling(ofRecord[...], in: part.window, file: part.file) {
          findings.append((InputCheck.allCases.count + key.rule, finding))
        }
      }
      totals.add(part.result.groups) { place in
        KeyPlace(
          input: number, record: place.record, byteOffset: place.offset, line: place.step.lineFeeds + 1,
          column: place.step.scalarsInLastLine + 1)
      } locate: { entry, wantsFinding in
        AggregateTotals.NumberPlace(
          place: KeyPlace(
            input: number, record: entry.record, byteOffset: entry.keyStart, line: entry.step.lineFeeds + 1,
            column: entry.step.scalarsInLastLine + 1),
          finding: wantsFinding ? judge.located(entry, in: part.window, file: part.file) : nil)
      }
    }
    totals.dropOverfull()
    for outcome in totals.outcomes(files: parts.map(\.file)) {
      findings.append((InputCheck.allCases.count + outcome.rule, outcome.finding))
    }
    let judged = program.rules.indices.filter { rule in
      parts.contains { part in
        let counts = part.result.counts[InputCheck.allCases.count + rule]
        return counts.passed + counts.failed > 0
      }
    }
    return Result(
      findings: findings.sorted {
        ($0.finding.location.span.start, $0.rule) < ($1.finding.location.span.start, $1.rule)
      }.map(\.finding),
      judged: Set(judged.map { program.rules[$0].description.id }))
  }

  /// Those of `entries` whose key had another value before, each with the first one.
  private static func differing(_ entries: [ValueEntry]) -> [(entry: ValueEntry, first: ValueEntry)] {
    var firsts: [KeyHash: ValueEntry] = [:]
    return entries.compactMap { entry in
      guard let first = firsts[entry.subject.hash.of(rule: entry.subject.rule)] else {
        firsts[entry.subject.hash.of(rule: entry.subject.rule)] = entry
        return nil
      }
      return (entry, first)
    }
  }
}
