import Findings
import Inputs
import JSONReading
import RuleSets
import SourceText

/// Takes the results of the workers in the order of the inputs: gives findings their true places, compares keys across
/// records, and counts. Used by one worker at a time.
final class Delivery {
  let program: Program
  private let report: (Finding) -> Void
  private let records: ((RecordDigest) -> Void)?
  private let revealsSecrets: Bool
  private let triage: [any Triage]
  let wantsFixes: Bool
  var keys: ComparedKeys
  var references = OpenReferences()
  var firstValues = FirstValues()
  /// Memory for the references that wait for the end of an input, and for those that wait for the end of the run.
  let pendingByteCount: Int
  var totals: AggregateTotals
  /// `nil` when nobody wants to know.
  private(set) var contents: ContentTotals?
  /// The input at hand and where in it the next window starts.
  private(set) var input = 0
  private(set) var position = SourcePosition.start
  private(set) var recordCount = 0
  /// Records of the member at hand, in a document that is one object with arrays of records.
  private(set) var memberCount = 0
  /// Names of the inputs by number, for places in earlier ones.
  private(set) var names: [String] = []
  /// Whether places are in the ontology, which has no records.
  var isInOntology = false
  /// Whether findings of the input at hand may say how they are put right: what is compressed or comes from a pipe has no
  /// bytes to replace.
  private(set) var isEditable = true

  var ledger: [LedgerEntry]
  private(set) var counts = FindingCounts()

  init(
    program: Program, ledger: [LedgerEntry], options: CheckOptions, records: ((RecordDigest) -> Void)?,
    report: @escaping (Finding) -> Void
  ) {
    self.program = program
    self.ledger = ledger
    self.records = records
    self.report = report
    revealsSecrets = options.revealsSecrets
    triage = options.triage
    wantsFixes = options.summary.wantsFixes
    totals = AggregateTotals(program: program, now: options.now, revealsSecrets: options.revealsSecrets)
    if options.summary.needsContents { contents = ContentTotals(ContentPlan(options.summary, program.format)) }
    let refersFar = program.rules.contains { rule in
      if case .references(let references) = rule.check { references.within != .record } else { false }
    }
    // A sixteenth is much: only references that come before their target wait.
    pendingByteCount = refersFar ? min(options.keyByteCount >> 5, 16 << 20) : 0
    keys = ComparedKeys(program: program, byteCount: options.keyByteCount - 2 * pendingByteCount)
  }

  /// Begins the next input, whose first window starts `step` behind the beginning of its text.
  func begin(_ document: DocumentState) {
    begin(named: document.name, at: SourcePosition.start.advanced(by: document.reader.stepToFirstWindow))
    isEditable = document.isPlainFile
    references.errorsBefore = unreadCount
    count(.memberPassedOver, \.passed)
    if document.reader.hasByteOrderMark {
      reportByteOrderMark(document)
    } else {
      count(.byteOrderMark, \.passed)
    }
  }

  /// Begins with the file of the ontology.
  func beginOntology(named name: String) {
    begin(named: name, at: .start)
    isInOntology = true
  }

  private func begin(named name: String, at start: SourcePosition) {
    input = names.count
    names.append(name)
    position = start
    recordCount = 0
    keys.beginInput()
    firstValues.beginInput()
  }

  /// Takes what a worker found in `window`, which is the next of `document`. `judge` belongs to that worker.
  func take(_ result: WindowResult, of window: Window, _ document: DocumentState, by judge: WindowJudge) {
    judge.beginDelivery()
    defer {
      countMember(of: window, result)
      position = position.advanced(by: result.step)
      recordCount += result.recordCount
      document.recordCount = recordCount
    }
    if let rejection = result.rejection {
      count(.notAnExport, \.errored)
      document.stop(at: 0)
      // It is about no record: none of the document's are counted.
      deliver(place((InputCheck.notAnExport.position, rejection), in: window, document.name))
      return
    }
    if window.isFirst { count(.notAnExport, \.passed) }
    for (entry, counted) in result.counts.enumerated() { add(counted, to: entry) }
    contents?.add(result.contents, recordCount: result.recordCount)
    for digest in result.digests {
      records?(digest.placed(input: input, record: recordCount, offset: window.byteOffset))
    }
    var findings = result.findings
    var open: [KeyEntry] = []
    // A reference may stand before its target.
    for entry in result.keys where entry.role == .target { remember(entry, in: window) }
    for entry in result.keys {
      switch entry.role {
      case .target: break
      case .unique:
        if let duplicate = duplicate(entry, window, document.name, judge) {
          findings.append((InputCheck.allCases.count + entry.rule, duplicate))
        }
      case .reference: if keys.contains(entry.hash, of: entry.rule) != true { open.append(entry) }
      }
    }
    for entry in result.values.entries {
      guard let differing = differing(entry, window, document.name, judge) else { continue }
      findings.append((InputCheck.allCases.count + entry.subject.rule, differing))
    }
    findings += keep(open, in: window, document.name, judge, beside: findings)
    add(result.groups, window, document.name, judge, beside: findings)
    // By place, then by rule: what a reader of the file meets first comes first.
    findings.sort { left, right in
      let (first, second) = (left.finding.location, right.finding.location)
      return (first.record ?? .max, first.span.start, left.rule) < (
        second.record ?? .max, second.span.start, right.rule
      )
    }
    var start = findings.startIndex
    while start < findings.endIndex {
      let record = findings[start].finding.location.record
      let end = findings[start...].firstIndex { $0.finding.location.record != record } ?? findings.endIndex
      let delivered = deliverRecord(findings[start..<end].map { place($0, in: window, document.name) })
      if let record { note(delivered, of: recordCount + record) }
      start = end
    }
    // What is counted must not depend on where windows end: it tells of the first record, the broken place, the end.
    if recordCount == 0, result.recordCount > 0 { count(.emptyExport, \.passed) }
    if let brokenAt = result.brokenAt { return document.stop(at: window.byteOffset + brokenAt) }
    if case .input(let error) = window.failure {
      let end = window.byteOffset + window.text.count
      document.stop(at: end)
      return fail(error, at: end, position.advanced(by: result.step))
    }
    guard window.isLast else { return }
    if recordCount + result.recordCount == 0 { empty(document) }
    count(.unreadable, \.passed)
  }

  /// The finding of a rule or check in `window` with places in its document, which findings call `file`.
  func place(_ entry: (rule: Int, finding: Finding), in window: Window, _ file: String) -> Finding {
    place(of: window).place(entry.finding, file)
  }

  /// Where `window`, the next one of the document at hand, stands in that.
  func place(of window: Window) -> WindowPlace {
    WindowPlace(
      byteOffset: window.byteOffset, position: position, recordCount: recordCount, memberCount: memberCount,
      form: window.form, runs: window.runs, isOntology: isInOntology, isEditable: isEditable)
  }

  /// Reports what only the end of an input tells. `judge` gives one that is not judging.
  func finishInput(by judge: () -> WindowJudge) { finishReferencesOfInput(by: judge) }

  /// Reports what only the end of the run tells. `judge` gives one that is not judging.
  func finish(by judge: () -> WindowJudge) {
    finishReferencesOfRun(by: judge)
    for outcome in totals.outcomes(files: names) {
      let finding = decided(outcome.finding)
      if let record = outcome.record {
        let before = references.accepted[record]?.outcome ?? outcome.counted
        let counted = before.union(references.counted[record] ?? [])
        count(RecordOutcome(of: [finding]).subtracting(counted))
        references.counted[record] = counted.union(RecordOutcome(of: [finding]))
      }
      let entry = InputCheck.allCases.count + outcome.rule
      ledger[entry].passed -= outcome.failedCount + outcome.unjudgedCount
      ledger[entry].failed += outcome.failedCount
      ledger[entry].errored += outcome.unjudgedCount
      tell(finding)
    }
  }

  /// Counts the records of the member that goes on behind `window`.
  private func countMember(of window: Window, _ result: WindowResult) {
    guard let last = window.runs.last else { return }
    let count = result.recordCount - last.firstRecord
    memberCount = last.isContinued ? memberCount + count : count
  }

  /// Delivers the findings of one record, each with a fingerprint of its own: consumers drop one of two that are equal.
  /// `counted` tells what the record was counted as before, with findings in the groups `earlier`.
  /// - Returns: the findings as they were delivered.
  @discardableResult
  func deliverRecord(
    _ findings: [Finding], counted: RecordOutcome = [], countedIn earlier: Set<ContentTotals.Place> = []
  ) -> [Finding] {
    var findings = findings
    if findings.count > 1 { Self.tellApart(&findings) }
    if !triage.isEmpty { findings = findings.map(decided) }
    if findings.first?.location.record != nil {
      count(RecordOutcome(of: findings).subtracting(counted))
      contents?.addRecord(findings, countedIn: earlier)
    }
    for finding in findings { tell(finding) }
    return findings
  }

  private static func tellApart(_ findings: inout [Finding]) {
    var occurrences: [String: Int] = [:]
    for place in findings.indices {
      let finding = findings[place]
      let occurrence = occurrences[finding.fingerprint, default: 0] + 1
      occurrences[finding.fingerprint] = occurrence
      guard occurrence > 1 else { continue }
      let salt = IdentityPart(name: "occurrence", value: "\(finding.fingerprint) \(occurrence)")
      // The place would say more, but it is another one when labels change their order.
      findings[place].fingerprint = Fingerprint.make(rule: finding.rule, identity: [salt], pointer: .root)
    }
  }

  /// The finding with whether it counts. Each is asked about: what nobody asks about seems to be gone.
  private func decided(_ finding: Finding) -> Finding {
    guard finding.outcome == .failed else { return finding }
    var finding = finding
    for decider in triage {
      let disposition = decider.disposition(of: finding)
      if finding.disposition == .new { finding.disposition = disposition }
    }
    return finding
  }

  /// Takes down what a record was counted as, as far as that is less than all its findings say, for findings that come
  /// late.
  private func note(_ findings: [Finding], of record: Int) {
    guard !triage.isEmpty, references.ofInput != nil || references.ofRun != nil || totals.tellsOfRecords,
      findings.contains(where: { $0.disposition != .new })
    else { return }
    references.accepted[OpenReferences.RecordNumber(input: input, record: record)] = OpenReferences.Counted(
      outcome: RecordOutcome(of: findings), groups: contents?.places(of: findings) ?? [])
  }

  private func count(_ outcome: RecordOutcome) {
    if outcome.contains(.findings) { counts.recordsWithFindings += 1 }
    if outcome.contains(.errors) { counts.recordsWithErrors += 1 }
  }

  /// Delivers a finding that is about no record.
  func deliver(_ finding: Finding) { tell(decided(finding)) }

  /// Counts a finding about which all is decided, and reports it.
  func tell(_ finding: Finding) {
    counts.add(finding)
    contents?.add(finding)
    report(revealsSecrets ? finding : finding.masked)
  }

  func count(_ check: InputCheck, _ outcome: WritableKeyPath<LedgerEntry, Int>) {
    ledger[check.position].seen += 1
    ledger[check.position][keyPath: outcome] += 1
  }

  func add(_ counted: RuleCounts, to entry: Int) {
    ledger[entry].seen += counted.seen
    ledger[entry].passed += counted.passed
    ledger[entry].failed += counted.failed
    ledger[entry].notApplicable += counted.notApplicable
    ledger[entry].errored += counted.errored
  }
}
