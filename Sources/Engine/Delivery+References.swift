import Findings
import Inputs
import RuleSets
import SourceText

/// What is known of references that look beyond their record.
struct OpenReferences {
  /// Those whose target has not been met, within the input at hand and within the run.
  var ofInput: PendingReferences?
  var ofRun: PendingReferences?
  /// Rules whose targets could not all be remembered: what their references lack, nobody knows.
  var lacksTargets: Set<Int> = []
  /// Rules whose references could not all be kept.
  var lacksReferences: Set<Int> = []
  /// What records count as by their references within an input: references within the run may add to that.
  var counted: [RecordNumber: RecordOutcome] = [:]
  /// The groups in which records have been counted by references within an input, when somebody wants to know of groups.
  var groups: [RecordNumber: Set<ContentTotals.Place>] = [:]
  /// What records with findings that do not count were counted as when they were judged. What references remember of
  /// them is what their findings say, before anybody decided about these.
  var accepted: [RecordNumber: Counted] = [:]
  /// How often an input could not be read before the one at hand.
  var errorsBefore = 0

  /// A record of the run.
  struct RecordNumber: Hashable {
    var input, record: Int
  }

  /// What a record was counted as, and in which groups.
  struct Counted {
    var outcome: RecordOutcome
    var groups: Set<ContentTotals.Place>
  }
}

// References are findings when their scope has ended and nothing had their key. Until then they wait, each with the
// finding that it would be: the records are gone by then.
extension Delivery {
  /// Remembers a key that references may have.
  func remember(_ target: KeyEntry, in window: Window) {
    let place = KeyPlace(
      input: input, record: recordCount + target.record, byteOffset: window.byteOffset + target.keyStart,
      line: position.line, column: 1)
    guard case .unknown(let error) = keys.insert(target.hash, of: target.rule, at: place) else { return }
    references.lacksTargets.insert(target.rule)
    let entry = InputCheck.allCases.count + target.rule
    ledger[entry].seen += 1
    ledger[entry].errored += 1
    if let error { deliverUnjudged(target.rule, "targets from here on: \(error.message)") }
  }

  /// Keeps the references among `entries`, which are in the order of `window`. `findings` are those of the same window.
  /// - Returns: what to report of those that cannot be kept.
  func keep(
    _ entries: [KeyEntry], in window: Window, _ file: String, _ judge: WindowJudge,
    beside findings: [(rule: Int, finding: Finding)]
  ) -> [(rule: Int, finding: Finding)] {
    guard !entries.isEmpty else { return [] }
    let outcomes = Self.outcomes(of: findings)
    var groups: [Int: Set<ContentTotals.Place>] = [:]
    if let contents {
      for (_, finding) in findings {
        if let record = finding.location.record { groups[record, default: []].formUnion(contents.places(of: finding)) }
      }
    }
    var refused: [(rule: Int, finding: Finding)] = []
    var start = entries.startIndex
    while start < entries.endIndex {
      let record = entries[start].record
      let end = entries[start...].firstIndex { $0.record != record } ?? entries.endIndex
      var open: [PendingReferences.Entry] = []
      var findingsOfRecord: [(entry: KeyEntry, finding: Finding)] = judge.dangling(
        entries[start..<end], in: window, file: file)
      findingsOfRecord.sort {
        ($0.finding.location.span.start, $0.entry.rule) < ($1.finding.location.span.start, $1.entry.rule)
      }
      for (entry, finding) in findingsOfRecord {
        open.append(
          PendingReferences.Entry(
            rule: entry.rule, hash: entry.hash, input: input, subjectStart: entry.subjectStart,
            counted: outcomes[record] ?? [], groups: groups[record] ?? [],
            finding: place((InputCheck.allCases.count + entry.rule, finding), in: window, file)))
      }
      for (entry, (_, finding)) in zip(open, findingsOfRecord) {
        do throws(KeyStoreError) { try pending(of: entry.rule).append(entry) } catch {
          let ledgerEntry = InputCheck.allCases.count + entry.rule
          if references.lacksReferences.insert(entry.rule).inserted {
            var finding = finding
            finding.outcome = .notJudged
            finding.message = "references from here on: \(error.message)"
            refused.append((ledgerEntry, finding))
          }
          ledger[ledgerEntry].passed -= 1
          ledger[ledgerEntry].errored += 1
        }
      }
      start = end
    }
    return refused
  }

  /// What the records of a window are counted as with `findings`.
  static func outcomes(of findings: [(rule: Int, finding: Finding)]) -> [Int: RecordOutcome] {
    var outcomes: [Int: RecordOutcome] = [:]
    for (_, finding) in findings {
      if let record = finding.location.record { outcomes[record, default: []].formUnion(RecordOutcome(of: [finding])) }
    }
    return outcomes
  }

  private func pending(of rule: Int) -> PendingReferences {
    let isPerInput = keys.isPerInput(rule)
    if let known = isPerInput ? references.ofInput : references.ofRun { return known }
    let made = PendingReferences(byteCount: pendingByteCount)
    if isPerInput { references.ofInput = made } else { references.ofRun = made }
    return made
  }

  /// How often an input, or a part of one, could not be read.
  var unreadCount: Int { ledger.prefix(InputCheck.allCases.count).reduce(0) { $0 + $1.errored } }

  /// Reports the references within the input at hand that nothing had the keys of: it has been read.
  func finishReferencesOfInput() {
    guard let pending = references.ofInput else { return }
    references.ofInput = nil
    report(pending, isWhole: unreadCount == references.errorsBefore)
  }

  /// Reports the references within the run that nothing had the keys of: all has been read.
  func finishReferencesOfRun() {
    guard let pending = references.ofRun else { return }
    references.ofRun = nil
    report(pending, isWhole: unreadCount == 0)
  }

  /// Reports those of `pending` that still have no target. Nobody knows of a target that may be in what was not read.
  private func report(_ pending: PendingReferences, isWhole: Bool) {
    var record: [(entry: PendingReferences.Entry, isKnown: Bool)] = []
    var isThere: Bool?
    func lacksTarget(rule: Int, hash: KeyHash) -> Bool {
      isThere = keys.contains(hash, of: rule)
      return isThere != true
    }
    do throws(KeyStoreError) {
      try pending.forEach(where: lacksTarget) { entry in
        if let last = record.last?.entry,
          last.input != entry.input || last.finding.location.record != entry.finding.location.record
        {
          report(record)
          record = []
        }
        record.append((entry, isWhole && isThere == false && !references.lacksTargets.contains(entry.rule)))
      }
    } catch {
      for rule in program.rules.indices {
        guard case .references(let wanted) = program.rules[rule].check, wanted.within != .record else { continue }
        ledger[InputCheck.allCases.count + rule].seen += 1
        ledger[InputCheck.allCases.count + rule].errored += 1
        deliverUnjudged(rule, "references: \(error.message)")
      }
    }
    report(record)
  }

  /// Reports the references of one record that have no target, or of which nobody knows.
  private func report(_ record: [(entry: PendingReferences.Entry, isKnown: Bool)]) {
    guard let first = record.first?.entry else { return }
    struct Subject: Hashable { var rule, start: Int }
    var subjects: [Subject: Bool] = [:]
    var findings: [Finding] = []
    for (entry, isKnown) in record {
      subjects[Subject(rule: entry.rule, start: entry.subjectStart), default: false] =
        isKnown || subjects[Subject(rule: entry.rule, start: entry.subjectStart)] == true
      var finding = entry.finding
      if !isKnown { finding.outcome = .notJudged }
      findings.append(finding)
    }
    for (subject, hasFailed) in subjects {
      let entry = InputCheck.allCases.count + subject.rule
      ledger[entry].passed -= 1
      if hasFailed { ledger[entry].failed += 1 } else { ledger[entry].errored += 1 }
    }
    let number = OpenReferences.RecordNumber(input: first.input, record: first.finding.location.record ?? 0)
    let accepted = references.accepted[number]
    let counted = (accepted?.outcome ?? first.counted).union(references.counted[number] ?? [])
    let earlier = (accepted?.groups ?? first.groups).union(references.groups[number] ?? [])
    findings = deliverRecord(findings, counted: counted, countedIn: earlier)
    if (keys.isPerInput(first.rule) && references.ofRun != nil) || totals.tellsOfRecords {
      references.counted[number, default: []].formUnion(RecordOutcome(of: findings))
      if let contents { references.groups[number, default: []].formUnion(contents.places(of: findings)) }
    }
  }

  /// Reports that a rule could not be judged in the input at hand.
  private func deliverUnjudged(_ rule: Int, _ message: String) {
    let description = program.rules[rule].description
    let file = names.last ?? ""
    deliver(
      Finding(
        rule: description.id, severity: description.severity, outcome: .notJudged, message: message,
        location: Location(file: file, start: .start, end: .start, span: SourceSpan(start: 0, end: 0)),
        fingerprint: Fingerprint.make(
          rule: description.id, identity: [IdentityPart(name: "file", value: file)], pointer: .root)))
  }
}
