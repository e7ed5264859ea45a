public import CEL
import Findings
import Inputs
public import JSONReading
public import RuleSets
import SourceText

/// Puts records right, one after the other, each by itself. One thread at a time.
///
/// A fix is kept when its rule is silent at its place and no rule finds anything at a place where it found nothing before.
/// What rules find that compare records is for whoever has all of them: `FixedRecord.comparedRules`.
public final class RecordFixer {
  private let judge: WindowJudge
  private let program: Program
  private let includesUnsafe: Bool
  private let onlyRule: String?

  /// How often one record is judged at most. More than a few times it is only where fixes have to be told apart.
  static let judgementLimit = 200

  /// Applies the fixes of `program`, those that are unsafe only if told. With `onlyRule`, as if there were no other.
  public init(
    program: Program, now: CELTimestamp, ontology: Ontology? = nil, limits: JSONLimits = JSONLimits(),
    includesUnsafe: Bool, onlyRule: String? = nil
  ) {
    self.program = program
    self.onlyRule = onlyRule
    self.includesUnsafe = includesUnsafe
    var summary = SummaryOptions()
    summary.wantsFixes = true
    judge = WindowJudge(
      program: program, seed: KeyHash.Seed(), now: now, ontology: ontology, limits: limits, wantsExcerpts: false,
      revealsSecrets: true, summary: summary)
  }

  /// Puts a record right, a JSON text. `file` is what its file is called; `barred` are rules whose fixes are left out,
  /// each with the reason.
  public func fixed(_ record: [UInt8], file: String, barred: [String: String] = [:]) -> FixedRecord {
    var result = FixedRecord(text: EditedText(record))
    let first = judged(record, file)
    var now = first
    var given = Set<FindingPlaces.Place>()
    func giveUp(_ finding: Finding, _ reason: String) {
      let fix = Self.note(finding, in: result.text)
      if given.insert(FindingPlaces.Place(rule: fix.rule, start: fix.offset)).inserted {
        result.dropped.append(DroppedFix(fix, reason: reason))
      }
    }
    func isOpen(_ finding: Finding) -> Bool {
      guard let fix = finding.fix, fix.safety == .safe || includesUnsafe else { return false }
      let place = FindingPlaces.Place(
        rule: finding.rule, start: result.text.origin(of: finding.location.span.start))
      if given.contains(place) { return false }
      let refusal = fix.refusal ?? barred[finding.rule]
      if let refusal { giveUp(finding, refusal) }
      return refusal == nil
    }
    var limit = Int.max
    var judgements = 0
    while true {
      let choice = FixChoice(of: now.findings.filter(isOpen), limit: limit)
      if choice.findings.isEmpty { break }
      judgements += 1
      guard judgements < Self.judgementLimit else {
        for finding in choice.findings { giveUp(finding, "the record has been judged \(judgements) times already") }
        break
      }
      var trial = EditedText(result.text.bytes)
      trial.apply(choice.edits)
      let after = judged(trial.bytes, file)
      if let fault = Self.fault(of: choice, trial, before: now, after: after) {
        // Which of several fixes it is, halves of them tell.
        if choice.findings.count == 1 { giveUp(choice.findings[0], fault) } else { limit = choice.findings.count / 2 }
        continue
      }
      result.applied += choice.findings.map { Self.note($0, in: result.text) }
      result.text.apply(choice.edits)
      now = after
      if limit < Int.max / 2 { limit *= 2 }
    }
    result.name = first.findings.lazy.compactMap(\.identity.first?.value).first
    let changed = first.keys.symmetricDifference(now.keys)
    result.comparedRules = Set(changed.map { program.rules[$0.rule].description.id })
    return result
  }

  private static func note(_ finding: Finding, in text: EditedText) -> RecordFix {
    RecordFix(of: finding, offset: text.origin(of: finding.location.span.start))
  }

  /// Why the fixes of `choice` must not be applied together: what they do not put right, or what is found instead.
  private static func fault(
    of choice: FixChoice, _ trial: EditedText, before: Judgement, after: Judgement
  ) -> String? {
    // A place in what is replaced is that of the edit, before and after.
    func start(_ offset: Int) -> Int {
      choice.edits.last { $0.span.start <= offset && offset < $0.span.end }?.span.start ?? offset
    }
    let (old, new) = (
      FindingPlaces(before.findings, start: start), FindingPlaces(after.findings) { trial.origin(of: $0) }
    )
    for (place, count) in FindingPlaces(choice.findings, start: start).counts
    where new.count(at: place) > old.count(at: place) - count {
      return "\(place.rule) would find the same again"
    }
    let worse = after.findings.first { finding in
      let place = FindingPlaces.Place(rule: finding.rule, start: trial.origin(of: finding.location.span.start))
      return new.count(at: place) > old.count(at: place)
    }
    return worse.map { "\($0.rule) would find: \($0.message)" }
  }

  // MARK: Judging

  /// What is found in a record, and what it is compared with others by.
  private struct Judgement {
    var findings: [Finding]
    var keys: Set<ComparedKey>
  }

  /// A key by which a rule compares records, or a value that goes with one.
  private struct ComparedKey: Hashable {
    var rule: Int
    var role: KeyEntry.Role
    var hash: KeyHash
  }

  private func judged(_ record: [UInt8], _ file: String) -> Judgement {
    let result = judge.result(of: Window(record: record), file: file, expectsFormat: false)
    let findings = result.findings.sorted {
      ($0.finding.location.span.start, $0.rule) < ($1.finding.location.span.start, $1.rule)
    }
    let keys =
      result.keys.map { ComparedKey(rule: $0.rule, role: $0.role, hash: $0.hash) }
      + result.values.entries.map { ComparedKey(rule: $0.subject.rule, role: $0.subject.role, hash: $0.pair) }
    return Judgement(
      findings: findings.map(\.finding).filter { onlyRule == nil || $0.rule == onlyRule }, keys: Set(keys))
  }
}
