import CEL
import Findings
import Inputs
import JSONReading
import RuleSets
import SourceText

/// Judges the records of one window after the other. One for each worker.
final class WindowJudge {
  let program: Program
  let recognition: RecordRecognition
  private let makeJudge: (RecordView) -> RecordJudge
  /// One for each view of records, made for its first record.
  private var judges: [RecordJudge?]
  private let reader: JSONReader
  private let recordIndex = StructuralIndex()
  /// The place of the record at hand in the window at hand; made for the first window.
  private var place: RecordPlace?
  /// The record that was read again last.
  private var revisited: (window: Window, number: Int, judge: RecordJudge, record: JSONNode, place: RecordPlace)?
  private let wantsExcerpts: Bool
  private let revealsSecrets: Bool
  /// Makes digests of records; `nil` when nobody wants them.
  private let digests: (identifier: RecordIdentifier, seed: RecordDigestSeed)?

  init(
    program: Program, seed: KeyHash.Seed, now: CELTimestamp, ontology: Ontology?, limits: JSONLimits,
    wantsExcerpts: Bool, revealsSecrets: Bool, recordSteps: Int = CELBudget.standardSteps,
    summary: SummaryOptions = SummaryOptions(), digestSeed: RecordDigestSeed? = nil
  ) {
    self.program = program
    recognition = RecordRecognition(program.format)
    judges = Array(repeating: nil, count: recognition.views.count)
    makeJudge = { view in
      RecordJudge(
        program: program, view: view, seed: seed, now: now, ontology: ontology,
        budget: CELBudget(fixedSteps: recordSteps), summary: summary)
    }
    reader = JSONReader(limits: limits)
    self.wantsExcerpts = wantsExcerpts
    self.revealsSecrets = revealsSecrets
    digests = digestSeed.map { (RecordIdentifier(program.format), $0) }
  }

  /// Places in `window`, which is part of the document that findings call `file`.
  func makePlace(in window: Window, _ file: String) -> RecordPlace {
    RecordPlace(window, file: file, wantsExcerpts: wantsExcerpts, revealsSecrets: revealsSecrets)
  }

  /// Who judges the records of a view.
  private func judge(_ view: Int) -> RecordJudge {
    if let judge = judges[view] { return judge }
    let judge = makeJudge(recognition.views[view])
    judges[view] = judge
    return judge
  }

  /// Judges the records of `window`, which is part of the document that findings call `file`. A document whose first
  /// record is not of the format is rejected, if that is expected. The file of the ontology is one record, but is judged
  /// by other rules. `empty` is a result of the same program with nothing in it.
  func result(
    of window: Window, file: String, expectsFormat: Bool = true, isOntology: Bool = false,
    in empty: consuming WindowResult? = nil
  ) -> WindowResult {
    revisited = nil
    var result = empty.take() ?? WindowResult(ruleCount: program.rules.count)
    var records = WindowRecords(window, with: reader, recordIndex: recordIndex)
    let place = place ?? makePlace(in: window, file)
    self.place = place
    place.begin(window, file: file)
    func begin(_ start: Int, end: Int, isWhole: Bool = true, contextStart: Int? = nil) {
      place.begin(
        number: result.recordCount, start: max(place.start, start), end: end, isWhole: isWhole,
        contextStart: contextStart, run: window.runs.last)
    }
    if expectsFormat, let rejection = rejection(of: window, at: place) {
      result.rejection = rejection
      return result
    }
    items: while let item = records.next() {
      switch item {
      case .record(let record):
        begin(record.span.start, end: record.span.end)
        if isOntology {
          judge(recognition.plain).judge(record, isOntology: true, at: place, into: &result)
          continue
        }
        let isFirst = window.isFirst && result.recordCount == 0
        guard let view = view(of: record, isFirst: isFirst, expectsFormat, at: place, into: &result) else {
          if result.rejection != nil { break items }
          continue
        }
        judge(record, view, at: place, into: &result)
      case .repeatedMember(let key):
        begin(key.lowerBound, end: key.upperBound)
        reportRepeatedMember(key, of: window, place, &result)
      case .unreadable(let error, let range):
        let isLastLine = window.isLast && range.upperBound == window.text.count
        begin(range.lowerBound, end: range.upperBound)
        report(InputCheck(error, isLastLine: isLastLine), error, isInRecord: true, place, &result)
        result.recordCount += 1
      case .broken(let error, let start, let isInRecord):
        // A comma too many may be the one behind the window, or stand in it: it depends on the size of windows.
        if error.offset == window.text.count { window.restoreComma() }
        let (end, isWhole) = endOfContext(error.offset, in: window)
        // What stands before the place, up to the comma before the last record, is in the window.
        begin(start, end: end, isWhole: isWhole, contextStart: isInRecord ? start : place.start)
        report(InputCheck(error, isLastLine: false), error, isInRecord: isInRecord, place, &result)
        if isInRecord { result.recordCount += 1 }
        result.brokenAt = start
      }
    }
    for case let judge? in judges { judge.countSettled(into: &result) }
    if case .recordTooLarge(let limit) = window.failure {
      let error = JSONSyntaxError(.limit, "a record of more than \(limit) bytes", at: window.text.count)
      begin(window.text.count, end: window.text.count)
      report(.limit, error, isInRecord: true, place, &result)
      result.recordCount += 1
      if window.form != .ndjson { result.brokenAt = window.text.count }
    }
    let whole = window.isIndexed ? window.index.step : place.step(to: window.text.count)
    result.step = whole.followed(by: window.stepBehind)
    return result
  }

  /// How far the text behind the broken place of a document is shown, and whether that is all there is. Windows of
  /// arrays end with the document, at a comma, or at least 16 bytes behind the broken place: up to the first of these
  /// all windows have the same. A comma that is itself the broken place is shown.
  private func endOfContext(_ offset: Int, in window: Window) -> (end: Int, isWhole: Bool) {
    let text = window.text
    guard window.form == .array || window.form == .members, offset < text.count else {
      return (text.count, window.isLast)
    }
    if text[offset] == UInt8(ascii: ",") { return (offset + 1, false) }
    let limit = min(offset + 16, text.count)
    if let comma = text.firstOffset(of: UInt8(ascii: ","), in: offset..<limit) { return (comma, false) }
    return (limit, window.isLast && offset + 16 > text.count)
  }

  private func judge(
    _ record: JSONNode, _ view: RecordRecognition.Answer, at place: RecordPlace, into result: inout WindowResult
  ) {
    defer { result.recordCount += 1 }
    if let digests {
      result.digests.append(
        RecordDigest(record, number: result.recordCount, by: digests.identifier, seed: digests.seed))
    }
    for check in [InputCheck.notJSON, .notUTF8, .truncated, .limit] { result.counts[check.position].seen += 1 }
    for check in [InputCheck.notJSON, .notUTF8, .truncated, .limit] { result.counts[check.position].passed += 1 }
    let ambiguities = reader.ambiguities
    for check in [InputCheck.notANumber, .duplicateKey, .loneSurrogate] {
      result.counts[check.position].seen += 1
      if ambiguities.contains(where: { InputCheck($0.kind) == check }) {
        result.counts[check.position].failed += 1
      } else {
        result.counts[check.position].passed += 1
      }
    }
    // Members of the document that are no arrays of records, which no rule is about.
    guard case .view(let view) = view else { return report(ambiguities, record, nil, place, &result) }
    let takesAnyValue = program.format.takesAnyValue
    if !takesAnyValue {
      result.counts[InputCheck.notAnObject.position].seen += 1
      if record.kind == .object { result.counts[InputCheck.notAnObject.position].passed += 1 }
    }
    guard record.kind == .object || takesAnyValue else {
      report(ambiguities, record, nil, place, &result)
      result.counts[InputCheck.notAnObject.position].errored += 1
      let finding = finding(
        .notAnObject, "a record is an object, this is \(Self.cut(place.shown(record.sourceText)))", record.span, .root,
        place, outcome: .notJudged)
      result.findings.append((InputCheck.notAnObject.position, finding))
      return
    }
    judge(view).judge(record, at: place, into: &result)
    report(ambiguities, record, view, place, &result)
  }

  /// `text`, cut with a sign of it where it is long.
  private static func cut(_ text: String) -> String { text.count > 40 ? "\(text.prefix(40))…" : text }

  private func report(
    _ ambiguities: [JSONAmbiguity], _ record: JSONNode, _ view: Int?, _ place: RecordPlace, _ result: inout WindowResult
  ) {
    guard !ambiguities.isEmpty else { return }
    let judge = record.kind == .object ? view.map { self.judge($0) } : nil
    let identity = judge?.identity(of: record).parts ?? []
    let attribution = judge?.attribution(of: record) ?? []
    var pointers = JSONPointerFinder(record)
    for ambiguity in ambiguities {
      let check = InputCheck(ambiguity.kind)
      let text = String(decoding: place.text.bytes(ambiguity.span.start..<ambiguity.span.end), as: UTF8.self)
      let message =
        switch ambiguity.kind {
        case .repeatedKey: "key \(text) occurs a second time in one object"
        case .loneSurrogate: "\(text) is half of a surrogate pair"
        case .numberOutOfRange: "number \(Self.cut(text)) is beyond the range of a double"
        }
      let pointer = pointers.pointer(to: record.descendant(at: ambiguity.span.start))
      var finding = finding(check, message, ambiguity.span, pointer, place)
      finding.attribution = attribution
      finding.identity = identity
      finding.fingerprint = Fingerprint.masked(rule: check.rawValue, identity: identity, pointer: pointer)
      result.findings.append((check.position, finding))
    }
  }

  private func report(
    _ check: InputCheck, _ error: JSONSyntaxError, isInRecord: Bool, _ place: RecordPlace,
    _ result: inout WindowResult
  ) {
    result.counts[check.position].seen += 1
    result.counts[check.position].errored += 1
    // A record that is too large is a point: its bytes are not always there.
    let isTooLarge = error.kind == .limit && error.offset == place.start
    let end = isTooLarge ? error.offset : min(error.offset + 1, max(error.offset, place.text.count))
    var finding = finding(
      check, error.message, SourceSpan(start: error.offset, end: end), isInRecord ? .root : nil, place,
      outcome: .notJudged)
    if isTooLarge { finding.excerpt = nil }
    result.findings.append((check.position, finding))
  }

  /// A finding without a fingerprint: the number of the record within its document is not known here.
  func finding(
    _ check: InputCheck, _ message: String, _ span: SourceSpan, _ pointer: JSONPointer?, _ place: RecordPlace,
    outcome: Finding.Outcome = .failed
  ) -> Finding {
    Finding(
      rule: check.rawValue, severity: check.severity, outcome: outcome, message: message,
      location: place.location(of: span, pointer: pointer), excerpt: place.excerpt(at: span.start))
  }

  /// The finding for a key of `window` that occurred before, where its value read `firstValue`. Reads its record again.
  func duplicate(
    _ entry: KeyEntry, in window: Window, file: String, first: String, firstValue: String = ""
  ) -> Finding? {
    reading(entry, in: window, file: file) {
      $0.duplicate(entry, in: $1, at: $2, first: first, firstValue: firstValue)
    }
  }

  /// A finding at the place of `entry` of `window`, without a message. Reads its record again.
  func located(_ entry: KeyEntry, in window: Window, file: String) -> Finding? {
    reading(entry, in: window, file: file) { $0.duplicate(entry, in: $1, at: $2, first: "", message: "") }
  }

  /// The finding that says why a key of `window` could not be compared. Reads its record again.
  func notCompared(_ entry: KeyEntry, in window: Window, file: String, _ message: String) -> Finding? {
    reading(entry, in: window, file: file) {
      $0.duplicate(entry, in: $1, at: $2, first: "", outcome: .notJudged, message: message)
    }
  }

  /// The findings that references of one record of `window` are when nothing has their keys. Reads the record again.
  func dangling(
    _ entries: ArraySlice<KeyEntry>, in window: Window, file: String
  ) -> [(entry: KeyEntry, finding: Finding)] {
    guard let first = entries.first else { return [] }
    let findings = reading(first, in: window, file: file) { judge, record, place in
      Dictionary(grouping: entries, by: \.rule).sorted { $0.key < $1.key }.flatMap { rule, entries in
        judge.dangling(rule, entries, in: record, at: place)
      }
    }
    return findings ?? []
  }

  /// To be called when another window is delivered: it may be one that was filled anew.
  func beginDelivery() { revisited = nil }

  private func reading<Result>(
    _ entry: KeyEntry, in window: Window, file: String, _ body: (RecordJudge, JSONNode, RecordPlace) -> Result?
  ) -> Result? {
    if let revisited, revisited.window === window, revisited.number == entry.record {
      return body(revisited.judge, revisited.record, revisited.place)
    }
    revisited = nil
    let range = entry.recordSpan.start..<entry.recordSpan.end
    guard (try? recordIndex.build(window.text, range)) != nil else { return nil }
    reader.begin(window.text, index: recordIndex)
    var position = 0
    guard let record = reader.value(at: &position) else { return nil }
    let place = makePlace(in: window, file)
    let run = window.runs.last { $0.firstRecord <= entry.record }
    place.begin(number: entry.record, start: range.lowerBound, end: range.upperBound, run: run)
    // It was judged before.
    guard let view = recognition.answer(for: record, in: run).view else { return nil }
    let judge = judge(view)
    judge.revisited = nil
    revisited = (window, entry.record, judge, record, place)
    return body(judge, record, place)
  }
}
