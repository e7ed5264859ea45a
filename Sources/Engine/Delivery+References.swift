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

// References are findings when their scope has ended and nothing had their key. Until then they wait, each with its record
// if that is small, else with the finding that it would be: the records are gone by then.
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
    var counted = (-1, -1, -1)
    let lines = judge.makePlace(in: window, file)
    var start = entries.startIndex
    while start < entries.endIndex {
      let record = entries[start].record
      let end = entries[start...].firstIndex { $0.record != record } ?? entries.endIndex
      let open = open(
        entries[start..<end], in: window, file, judge, lines, counted: outcomes[record] ?? [],
        groups: groups[record] ?? [])
      for (key, entry) in open {
        let subject = (key.rule, key.record, key.subjectStart)
        let isCounted = counted == subject
        counted = subject
        do throws(KeyStoreError) { try pending(of: key.rule).append(entry) } catch {
          let ledgerEntry = InputCheck.allCases.count + key.rule
          // The ledger counts subjects, of which each has its keys in a row. One with a key that is kept is counted by that.
          if !isCounted {
            ledger[ledgerEntry].passed -= 1
            ledger[ledgerEntry].errored += 1
          }
          guard references.lacksReferences.insert(key.rule).inserted,
            var finding = judge.dangling([key], in: window, file: file).first?.finding
          else { continue }
          finding.outcome = .notJudged
          finding.message = "references from here on: \(error.message)"
          refused.append((ledgerEntry, finding))
        }
      }
      start = end
    }
    return refused
  }

  /// The references at `keys`, which are all of one record that was counted as `counted`, in `groups`.
  private func open(
    _ keys: ArraySlice<KeyEntry>, in window: Window, _ file: String, _ judge: WindowJudge, _ lines: RecordPlace,
    counted: RecordOutcome, groups: Set<ContentTotals.Place>
  ) -> [(key: KeyEntry, entry: PendingReferences.Entry)] {
    func entry(_ key: KeyEntry, _ content: PendingReferences.Content, from origin: Int) -> PendingReferences.Entry {
      guard case .reference(let number) = key.role else { preconditionFailure("a key that refers to nothing") }
      return PendingReferences.Entry(
        rule: key.rule, hash: key.hash, input: input, number: number, subjectStart: key.subjectStart - origin,
        counted: counted, groups: groups, content: content)
    }
    let windowPlace = place(of: window)
    if !isInOntology, let first = keys.first,
      let kept = KeptRecord(first.record, at: first.recordSpan, in: window, windowPlace, by: lines)
    {
      return keys.map { ($0, entry($0, .record(kept), from: kept.byteOffset - window.byteOffset)) }
    }
    return dangling(keys, in: window, file, judge).map { key, finding in
      (key, entry(key, .finding(windowPlace.place(finding, file)), from: 0))
    }
  }

  /// The findings that references of one record are when nothing has their keys, in the order of reports.
  private func dangling(
    _ entries: ArraySlice<KeyEntry>, in window: Window, _ file: String, _ judge: WindowJudge
  ) -> [(entry: KeyEntry, finding: Finding)] {
    judge.dangling(entries, in: window, file: file).sorted {
      ($0.finding.location.span.start, $0.entry.rule) < ($1.finding.location.span.start, $1.entry.rule)
    }
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
  func finishReferencesOfInput(by judge: () -> WindowJudge) {
    guard let pending = references.ofInput else { return }
    references.ofInput = nil
    report(pending, isWhole: unreadCount == references.errorsBefore, by: judge)
  }

  /// Reports the references within the run that nothing had the keys of: all has been read.
  func finishReferencesOfRun(by judge: () -> WindowJudge) {
    guard let pending = references.ofRun else { return }
    references.ofRun = nil
    report(pending, isWhole: unreadCount == 0, by: judge)
  }

  /// Reports those of `pending` that still have no target. Nobody knows of a target that may be in what was not read.
  private func report(_ pending: PendingReferences, isWhole: Bool, by makeJudge: () -> WindowJudge) {
    var record: [(entry: PendingReferences.Entry, isKnown: Bool)] = []
    var judge: WindowJudge?
    func reportRecord() {
      if case .record? = record.first?.entry.content, judge == nil { judge = makeJudge() }
      report(record, judge)
      record.removeAll(keepingCapacity: true)
    }
    var isThere: Bool?
    func lacksTarget(rule: Int, hash: KeyHash) -> Bool {
      isThere = keys.contains(hash, of: rule)
      return isThere != true
    }
    do throws(KeyStoreError) {
      try pending.forEach(where: lacksTarget) { entry in
        if let last = record.last?.entry, last.input != entry.input || last.record != entry.record { reportRecord() }
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
    reportRecord()
  }

  /// Reports the references of one record that have no target, or of which nobody knows.
  private func report(_ record: [(entry: PendingReferences.Entry, isKnown: Bool)], _ judge: WindowJudge?) {
    guard let first = record.first?.entry else { return }
    struct Subject: Hashable { var rule, start: Int }
    var subjects: [Subject: Bool] = [:]
    var findings: [Finding] = []
    for (entry, isKnown, made) in self.findings(of: record, judge) {
      subjects[Subject(rule: entry.rule, start: entry.subjectStart), default: false] =
        isKnown || subjects[Subject(rule: entry.rule, start: entry.subjectStart)] == true
      var finding = made
      if !isKnown { finding.outcome = .notJudged }
      findings.append(finding)
    }
    for (subject, hasFailed) in subjects {
      let entry = InputCheck.allCases.count + subject.rule
      ledger[entry].passed -= 1
      if hasFailed { ledger[entry].failed += 1 } else { ledger[entry].errored += 1 }
    }
    let number = OpenReferences.RecordNumber(input: first.input, record: first.record)
    let accepted = references.accepted[number]
    let counted = (accepted?.outcome ?? first.counted).union(references.counted[number] ?? [])
    let earlier = (accepted?.groups ?? first.groups).union(references.groups[number] ?? [])
    findings = deliverRecord(findings, counted: counted, countedIn: earlier)
    if (keys.isPerInput(first.rule) && references.ofRun != nil) || totals.tellsOfRecords {
      references.counted[number, default: []].formUnion(RecordOutcome(of: findings))
      if let contents { references.groups[number, default: []].formUnion(contents.places(of: findings)) }
    }
  }

  /// The references of one record with the findings that they are: those that were kept, or made of the record now.
  private func findings(
    of record: [(entry: PendingReferences.Entry, isKnown: Bool)], _ judge: WindowJudge?
  ) -> [(entry: PendingReferences.Entry, isKnown: Bool, finding: Finding)] {
    guard let judge, let first = record.first?.entry, case .record(let kept) = first.content else {
      return record.compactMap { entry, isKnown in
        if case .finding(let finding) = entry.content { (entry, isKnown, finding) } else { nil }
      }
    }
    let (window, file) = (kept.window, names[first.input])
    let place = kept.place(of: window)
    let keys = record.map { entry, _ in
      KeyEntry(
        role: .reference(entry.number), rule: entry.rule, hash: entry.hash, record: 0, recordSpan: kept.span,
        subjectStart: entry.subjectStart, keyStart: entry.subjectStart)
    }
    return dangling(keys[...], in: window, file, judge).compactMap { key, finding in
      record.first {
        $0.entry.rule == key.rule && $0.entry.subjectStart == key.subjectStart
          && .reference($0.entry.number) == key.role
      }.map { ($0.entry, $0.isKnown, place.place(finding, file)) }
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
