public import CEL
public import Findings
public import Inputs
public import JSONReading
public import RuleSets
import Threads

/// What a run may change about how inputs are judged.
public struct CheckOptions: Sendable {
  /// Threads, 1 or more. The output does not depend on it.
  public var jobs = 1
  /// How the records lie; `nil`: the first bytes of each input tell.
  public var form: InputForm?
  /// Sizes and depths beyond which nothing is judged.
  public var limits = JSONLimits()
  /// Bytes read at a time. The output does not depend on it.
  public var windowByteCount = DocumentReader.standardWindowByteCount
  /// Bytes of memory for the keys of uniqueness rules; more keys go to temporary files. The output does not depend on it.
  public var keyByteCount = 1 << 30
  /// The steps that all expressions together may take on one record, beside those for its size: see `CELBudget`.
  public var recordSteps = CELBudget.standardSteps
  /// What `now` is for rules.
  public var now: CELTimestamp
  /// What the project lets its annotators say; `nil` when nobody knows. Rules about it judge it before all inputs.
  public var ontology: Ontology?
  /// When the run fails.
  public var policy = Policy()
  /// What decides whether findings count. All are asked; the first to whom a finding is not new has the say.
  public var triage: [any Triage] = []
  /// Whether findings carry the source line that they are about.
  public var wantsExcerpts = false
  /// What is told beside the findings.
  public var summary = SummaryOptions()

  /// Whether findings show secrets: credentials anywhere, and the values that rules say are secret.
  public var revealsSecrets = false
  /// What digests of records are made with, for whoever wants them.
  public var digestSeed: RecordDigestSeed?

  /// The usual ways, at the time `now`.
  public init(now: CELTimestamp) { self.now = now }
}

/// Judges inputs by a program.
///
/// Every thread does the same: it cuts a window of whole records off the input, alone, reads what was not read for that and
/// judges it beside the others, and leaves the result to be delivered in order (`WindowLine`). So what is serial is framing,
/// and delivering: how many threads are of use is bounded by the rate of framing (the benchmark "framing") over the rate at
/// which one thread judges. Decompression has threads of its own (`DocumentQueue`). Other threads are only started when there
/// are, or will be, windows for them.
public final class CheckRun: @unchecked Sendable {
  // Crosses threads: see the two groups below.
  private let program: Program
  private let options: CheckOptions
  private let seed = KeyHash.Seed()
  private let line: WindowLine
  /// The threads beside the one that called.
  private let crew: Crew

  // Behind `reading`.
  private let reading = Monitor()
  private let documents: DocumentQueue
  private var document: DocumentState?
  private var windowCount = 0
  /// Of the documents that have been read.
  private var storedByteCount = 0
  private var hasEnded = false

  // Used by whoever delivers, one thread at a time.
  private let delivery: Delivery
  private var current: DocumentState?
  private var summaries: [InputSummary] = []
  private let advance: ((RunProgress) -> Void)?
  private var progress: RunProgress

  private init(
    _ inputs: InputList, documents: InputSequence, program: Program, options: CheckOptions,
    progress: ((RunProgress) -> Void)?, records: ((RecordDigest) -> Void)?, report: @escaping (Finding) -> Void
  ) {
    self.program = program
    self.options = options
    crew = Crew(limit: options.jobs - 1)
    line = WindowLine(jobs: options.jobs, windowByteCount: options.windowByteCount)
    self.documents = DocumentQueue(documents, decoderCount: options.jobs == 1 ? 0 : options.jobs)
    delivery = Delivery(
      program: program, ledger: Self.ledger(of: program), options: options, records: records, report: report)
    advance = progress
    self.progress = RunProgress(
      byteCount: 0, recordCount: 0, findingCount: 0, storedByteCount: 0, storedByteTotal: inputs.storedByteCount)
  }

  /// What is known before anything is read.
  public static func start(version: String, program: Program, triage: [any Triage] = []) -> RunStart {
    RunStart(
      version: version, ruleSets: program.ruleSets,
      rules: InputCheck.allCases.map(\.description) + program.rules.map(\.description) + program.rulesWithoutOntology
        + triage.flatMap(\.rules))
  }

  private static func ledger(of program: Program) -> [LedgerEntry] {
    InputCheck.allCases.map { LedgerEntry(rule: $0.rawValue, severity: $0.severity) }
      + (program.rules.map(\.description) + program.rulesWithoutOntology)
      .map { LedgerEntry(rule: $0.id, severity: $0.severity) }
  }

  /// Judges `inputs` and hands every finding to `report`, in order, one at a time. Blocks until all is judged.
  /// `progress` is called after every window, never while `report` is. `documents` are those of the inputs, when somebody has
  /// looked into them before.
  public static func run(
    _ inputs: InputList, documents: InputSequence? = nil, program: Program, options: CheckOptions,
    progress: ((RunProgress) -> Void)? = nil,
    report: @escaping (Finding) -> Void
  ) -> RunSummary {
    run(
      inputs, documents: documents, program: program, options: options, progress: progress, records: nil,
      report: report)
  }

  /// The same, and hands to `records` the digest of every record, in order, when the options have a seed for it.
  package static func run(
    _ inputs: InputList, documents: InputSequence? = nil, program: Program, options: CheckOptions,
    progress: ((RunProgress) -> Void)? = nil, records: ((RecordDigest) -> Void)?, report: @escaping (Finding) -> Void
  ) -> RunSummary {
    let run = CheckRun(
      inputs, documents: documents ?? InputSequence(inputs.inputs), program: program, options: options,
      progress: progress, records: records, report: report)
    for error in inputs.errors { run.delivery.fail(error, at: error.offset ?? 0) }
    run.judgeOntology()
    // By the time that another thread has started, this one has read the first window.
    if let byteCount = inputs.storedByteCount, byteCount > options.windowByteCount { run.crew.grow { run.work() } }
    run.work()
    run.crew.wait()
    return run.summary()
  }

  /// Judges the ontology, when there is one.
  private func judgeOntology() {
    guard let ontology = options.ontology else { return }
    // It has been read with the usual limits; those of the run are about records.
    let judge = judge(limits: JSONLimits())
    let window = Window(record: ontology.text)
    let result = judge.result(of: window, file: ontology.file, isOntology: true)
    delivery.take(result, ofOntology: window, named: ontology.file, by: judge)
  }

  private func judge(limits: JSONLimits) -> WindowJudge {
    WindowJudge(
      program: program, seed: seed, now: options.now, ontology: options.ontology, limits: limits,
      wantsExcerpts: options.wantsExcerpts, revealsSecrets: options.revealsSecrets, recordSteps: options.recordSteps,
      summary: options.summary, digestSeed: options.digestSeed)
  }

  /// What one thread does: read a window, judge it, leave the result to be delivered in its turn.
  private func work() {
    var judge: WindowJudge?
    func ownJudge() -> WindowJudge {
      let own = judge ?? self.judge(limits: options.limits)
      judge = own
      return own
    }
    while true {
      let slot = line.take()
      let (isFilled, isMoreLikely) = reading.aloneSoon { (fill(slot), !slot.window.isLast || documents.hasMore) }
      guard isFilled else { return line.giveBack(slot) }
      if isMoreLikely { crew.grow { self.work() } }
      if case .window(let document) = slot.task {
        slot.window.readGap()
        let empty = slot.takeResult()
        slot.result = ownJudge().result(of: slot.window, file: document.name, in: empty)
      }
      let mustRecall = line.leave(slot) { deliver($0, by: ownJudge()) }
      if mustRecall { reading.alone { takeBackMiscut() } }
    }
  }

  /// Puts the next window, or what stands instead of one, into `slot`. False behind the last.
  private func fill(_ slot: WindowLine.Slot) -> Bool {
    while !hasEnded {
      if let document {
        takeBackMiscut()
        if line.isStopped(document) {
          document.reader.drain()
        } else if document.reader.next(into: slot.window) {
          slot.task = .window(document)
          number(slot, storedByteCount: document.source.storedByteCount)
          return true
        } else if document.reader.hasGuessedCuts {
          if line.awaitDelivery(of: windowCount) { document.reader.confirmCuts() }
          continue
        }
        document.byteCount = document.reader.byteCount
        storedByteCount += document.source.storedByteCount
        self.document = nil
      }
      do throws(InputError) {
        if let source = try documents.next() {
          document = DocumentState(source, options, hasMembers: !program.format.arrays.isEmpty)
        } else {
          hasEnded = true
        }
      } catch {
        slot.task = .failure(error)
        number(slot, storedByteCount: 0)
        return true
      }
    }
    return false
  }

  /// Takes the windows back that begin with one that was cut at a wrong place, if there is one. They are all of the document
  /// at hand: no other one is opened before its cuts are confirmed.
  private func takeBackMiscut() {
    let slots = line.recall(upTo: windowCount)
    guard let first = slots.first else { return }
    document?.reader.takeBack(slots.map(\.window))
    windowCount = first.turn
    for slot in slots { line.giveBack(slot) }
  }

  private func number(_ slot: WindowLine.Slot, storedByteCount: Int) {
    slot.turn = windowCount
    slot.storedByteCount = self.storedByteCount + storedByteCount
    windowCount += 1
  }

  /// Hands over what was found in a window. `judge` is any that is not judging.
  private func deliver(_ slot: WindowLine.Slot, by judge: WindowJudge) {
    switch slot.task {
    case .none: return
    case .failure(let error): delivery.fail(error, at: error.offset ?? 0)
    case .window(let document):
      guard let result = slot.result else { return }
      if slot.window.isFirst {
        finishCurrent { judge }
        current = document
        delivery.begin(document)
      }
      if !document.isStopped { delivery.take(result, of: slot.window, document, by: judge) }
      progress.byteCount += slot.window.text.count
      progress.recordCount += result.recordCount
    }
    guard let advance else { return }
    progress.findingCount = delivery.counts.total
    progress.storedByteCount = max(progress.storedByteCount, slot.storedByteCount)
    advance(progress)
  }

  /// Sums up the document whose windows have been delivered, and lets go of it: it was read to its end before the first
  /// window of the next one.
  private func finishCurrent(by judge: () -> WindowJudge) {
    guard let document = current else { return }
    delivery.finishInput(by: judge)
    summaries.append(
      InputSummary(
        file: document.name, form: document.reader.form, byteCount: document.byteCount,
        recordCount: document.recordCount,
        unjudgedByteCount: document.stoppedAt.map { max(0, document.byteCount - $0) } ?? 0))
    current = nil
  }

  private func summary() -> RunSummary {
    for member in documents.skipped { delivery.passOver(member) }
    var reasons: [String] = []
    finishCurrent { judge(limits: options.limits) }
    delivery.finish { judge(limits: options.limits) }
    let closing = options.triage.map { $0.finish() }
    for finding in closing.flatMap(\.findings) { delivery.tell(finding) }
    let inputs = summaries
    if inputs.isEmpty { reasons.append("no input was judged") }
    if program.rules.isEmpty { reasons.append("no rule is on") }
    let unjudged = delivery.counts.notJudged
    if unjudged > 0 { reasons.append("\(unjudged) \(unjudged == 1 ? "place was" : "places were") not judged") }
    for input in inputs where input.unjudgedByteCount > 0 {
      let bytes =
        input.unjudgedByteCount == 1
        ? "1 byte of \(input.file) was" : "\(input.unjudgedByteCount) bytes of \(input.file) were"
      reasons.append("\(bytes) not judged")
    }
    let groupings = delivery.contents?.groupings ?? []
    let contents = delivery.contents?.contents
    return RunSummary(
      verdict: Verdict(
        counts: delivery.counts, recordCount: inputs.reduce(0) { $0 + $1.recordCount }, isComplete: reasons.isEmpty,
        policy: options.policy),
      policy: options.policy, incompleteReasons: reasons, counts: delivery.counts, inputs: inputs,
      readRecordCount: delivery.ledger[InputCheck.notJSON.position].passed,
      ledger: delivery.ledger + closing.flatMap(\.ledger),
      rulesWithoutOntology: program.rulesWithoutOntology.map(\.id),
      groupings: options.revealsSecrets ? groupings : groupings.map(\.masked),
      contents: options.revealsSecrets ? contents : contents?.map(\.masked))
  }
}
