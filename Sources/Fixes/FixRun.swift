import Engine
public import Findings
import Inputs
public import JSONEditing
public import RuleSets
import SourceText

/// Puts one file right: judges it, goes through the records in which something can be fixed, and judges what comes out by
/// the rules that compare records, where a fix has changed what they compare. Fixes after which such a rule finds more
/// are left out, and it begins again.
public final class FixRun {
  private let file: PlainFile
  private let path: String
  private let program: Program
  private let options: FixOptions
  private let fixer: RecordFixer
  /// Rules that find more when something of some records is changed, each with the reason; and those for which nobody
  /// knows which records it is.
  private var frozen: [Int: [String: String]] = [:]
  private var frozenEverywhere: [String: String] = [:]

  /// How often a file is gone through at most. Each time, fixes are left out for good.
  static let roundLimit = 12

  /// What the file's records become is told to a sink, which may be told to forget it.
  public protocol Sink: AnyObject {
    /// Takes what became of a record, in order. `patch` makes the new record of the old one.
    func take(_ fixes: RecordFixes, patch: [JSONPatch.Operation], form: InputForm) throws
    /// Forgets all that it took: the file is gone through again.
    func restart() throws
    /// Is told that all it took is settled, before the fixed file takes its place. Records lie in the `form`; `nil` where
    /// there are none.
    func settle(_ form: InputForm?) throws
  }

  /// Puts the file at `path` right, a plain one.
  public init(_ path: String, program: Program, options: FixOptions) throws {
    file = try PlainFile(path)
    self.path = path
    self.program = program
    self.options = options
    fixer = RecordFixer(
      program: program, now: options.check.now, ontology: options.check.ontology, limits: options.check.limits,
      includesUnsafe: options.includesUnsafe)
  }

  /// Whether `path` names the file.
  public func isInput(_ path: String) -> Bool { file.isSame(as: path) }

  /// Goes through the file, and writes what comes out to `output` when something changes. `willWrite` is told the path of
  /// every file that is written meanwhile. Without `output` nothing stays.
  public func run(
    to output: String?, sink: any Sink, willWrite: @escaping (String) -> Void = { _ in }
  ) throws -> FixSummary {
    let survey = Survey(path: path, name: file.name, program: program, options: options, wantsFixes: true)
    var writes = output != nil
    var round = 0
    while true {
      round += 1
      try sink.restart()
      var summary = FixSummary(file: file.name)
      summary.unsafeCount = survey.unsafeCount
      summary.recordCount = survey.summary?.recordCount ?? 0
      summary.incompleteReasons = survey.summary?.incompleteReasons ?? []
      let replacement = LazyReplacement(of: file, at: writes ? output ?? Self.scratchPath : nil, willWrite)
      let comparedRules = try pass(survey, replacement, sink, &summary)
      if !comparedRules.isEmpty {
        guard writes else {
          // Only now somebody has to read what comes out.
          writes = true
          continue
        }
        try replacement.finish()
        let after = Survey(
          path: replacement.temporaryPath ?? path, name: file.name, program: program, options: options,
          wantsFixes: false, known: survey)
        if freeze(survey, after, everywhere: round >= Self.roundLimit) { continue }
        summary.worse = worse(survey, after)
      }
      try sink.settle(survey.summary?.inputs.first?.form)
      if output != nil { try replacement.commit() }
      return summary
    }
  }

  /// Where the fixed file is written for rules that compare records when it is not to stay.
  private static var scratchPath: String { "\(TemporaryFile.folder)/assay-fixed.json" }

  // MARK: Records

  /// Goes through the file once. The result are the rules that compare records by something that has changed.
  private func pass(
    _ survey: Survey, _ output: LazyReplacement, _ sink: any Sink, _ summary: inout FixSummary
  ) throws -> Set<String> {
    var comparedRules: Set<String> = []
    for finding in survey.head {
      guard let fix = finding.fix else { continue }
      for edit in fix.edits { try output.apply(edit) }
      summary.appliedCount += 1
      let applied = [RecordFix(of: finding, offset: finding.location.span.start)]
      try sink.take(
        RecordFixes(file: file.name, record: nil, start: finding.location.start, applied: applied), patch: [],
        form: .single)
    }
    var walk = RecordWalk(try file.source(), options: options.check)
    try walk.visit(survey.records) { place in
      let fixed = fixed(place)
      comparedRules.formUnion(fixed.comparedRules)
      let edits = fixed.text.edits
      for edit in edits { try output.apply(TextEdit(edit.span.shifted(by: place.span.start), edit.text)) }
      if !edits.isEmpty { summary.changedRecordCount += 1 }
      summary.appliedCount += fixed.applied.count
      summary.droppedCount += fixed.dropped.count
      if fixed.applied.isEmpty, fixed.dropped.isEmpty { return }
      let patch = try JSONPatch(from: place.text, to: fixed.text.bytes).operations
      try sink.take(fixes(of: place, fixed, patch), patch: patch, form: place.form)
    }
    return comparedRules
  }

  /// A record put right but for what rules that compare records do not bear.
  private func fixed(_ place: RecordWalk.Place) -> FixedRecord {
    let frozen = frozenEverywhere.merging(self.frozen[place.number] ?? [:]) { _, own in own }
    var barred: [String: String] = [:]
    while true {
      let fixed = fixer.fixed(place.text, file: file.name, barred: barred)
      guard let rule = fixed.comparedRules.sorted().first(where: { frozen[$0] != nil }), let reason = frozen[rule]
      else {
        return fixed
      }
      let applied = Set(fixed.applied.map(\.rule))
      let responsible = applied.filter { candidate in
        var others = barred
        for other in applied where other != candidate { others[other] = reason }
        return fixer.fixed(place.text, file: file.name, barred: others).comparedRules.contains(rule)
      }
      for id in responsible.isEmpty ? applied : responsible { barred[id] = reason }
    }
  }

  private func fixes(of place: RecordWalk.Place, _ fixed: FixedRecord, _ patch: [JSONPatch.Operation]) -> RecordFixes {
    func located(_ fix: RecordFix) -> RecordFix {
      var fix = fix
      fix.position = place.position.advanced(by: TextStep(over: place.text[..<fix.offset]))
      return fix
    }
    var fixes = RecordFixes(
      file: file.name, record: place.number, start: place.position, name: fixed.name,
      applied: fixed.applied.map(located),
      dropped: fixed.dropped.map { DroppedFix(located($0.fix), reason: $0.reason) },
      changes: patch.map { RecordFixes.Change(pointer: $0.path, old: $0.old, new: $0.new) })
    let masked = Set(program.rules.filter(\.isMasked).map(\.description.id))
    fixes.hidesValues = fixed.applied.contains { masked.contains($0.rule) }
    return fixes
  }

  // MARK: Rules that compare records

  /// Takes down which records must keep what a rule compares, as the rule finds more without it. Whether there are new
  /// ones; `everywhere` tells to freeze all of them at once.
  private func freeze(_ before: Survey, _ after: Survey, everywhere: Bool) -> Bool {
    var isMore = false
    for (place, rule) in worsePlaces(before, after) where !isAggregate(place.rule) && frozenEverywhere[rule] == nil {
      let reason = "\(rule) would find: \(after.messages[place] ?? "more")"
      let records = ([place.record].compactMap(\.self) + (after.related[place] ?? [])).filter {
        frozen[$0]?[rule] == nil
      }
      for record in records { frozen[record, default: [:]][rule] = reason }
      if records.isEmpty || everywhere { frozenEverywhere[rule] = reason }
      isMore = true
    }
    return isMore
  }

  /// The rules about the whole export that find more than before.
  private func worse(_ before: Survey, _ after: Survey) -> [String: Int] {
    var worse: [String: Int] = [:]
    for (place, rule) in worsePlaces(before, after) {
      worse[rule, default: 0] += after.compared[place, default: 0] - before.compared[place, default: 0]
    }
    return worse
  }

  private func worsePlaces(_ before: Survey, _ after: Survey) -> [(place: Survey.Place, rule: String)] {
    let places = after.compared.filter { place, count in count > before.compared[place, default: 0] }.keys
    return places.sorted { ($0.rule, $0.record ?? -1) < ($1.rule, $1.record ?? -1) }
      .map { ($0, program.rules[$0.rule].description.id) }
  }

  private func isAggregate(_ rule: Int) -> Bool {
    if case .aggregate = program.rules[rule].check { true } else { false }
  }
}
