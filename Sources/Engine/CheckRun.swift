public import CEL
public import Findings
public import Inputs
public import JSONReading
public import RuleSets

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
  /// What `now` is for rules.
  public var now: CELTimestamp
  /// From which severity on findings make the run fail.
  public var failOn = FailureLevel.error
  /// Whether findings carry the source line that they are about.
  public var wantsExcerpts = false

  /// The usual ways, at the time `now`.
  public init(now: CELTimestamp) { self.now = now }
}

/// Judges inputs by a program.
public final class CheckRun: @unchecked Sendable {
  // Crosses threads: everything that changes is behind one of the two turnstiles.
  private let program: Program
  private let options: CheckOptions
  private let seed = KeyHash.Seed()

  // Behind `reading`.
  private let reading = Turnstile()
  private var documents: InputSequence
  private var document: DocumentState?
  private var windowCount = 0
  private var hasEnded = false

  // Behind `delivering`.
  private let delivering = Turnstile()
  private let delivery: Delivery
  private var begun: [DocumentState] = []

  private init(_ inputs: [InputPath], program: Program, options: CheckOptions, report: @escaping (Finding) -> Void) {
    self.program = program
    self.options = options
    documents = InputSequence(inputs)
    delivery = Delivery(
      program: program, ledger: Self.ledger(of: program), keyByteCount: options.keyByteCount, report: report)
  }

  /// What is known before anything is read.
  public static func start(version: String, program: Program) -> RunStart {
    RunStart(
      version: version, ruleSets: program.ruleSets,
      rules: InputCheck.allCases.map(\.description) + program.rules.map(\.description))
  }

  private static func ledger(of program: Program) -> [LedgerEntry] {
    InputCheck.allCases.map { LedgerEntry(rule: $0.rawValue, severity: $0.severity) }
      + program.rules.map { LedgerEntry(rule: $0.description.id, severity: $0.description.severity) }
  }

  /// Judges `inputs` and hands every finding to `report`, in order, one at a time. Blocks until all is judged.
  public static func run(
    _ inputs: InputList, program: Program, options: CheckOptions, report: @escaping (Finding) -> Void
  ) -> RunSummary {
    let run = CheckRun(inputs.inputs, program: program, options: options, report: report)
    for error in inputs.errors { run.delivery.fail(error, nil) }
    onThreads(options.jobs) { run.work() }
    return run.summary()
  }

  /// What one thread does: read a window, judge it, hand over the result when its turn comes.
  private func work() {
    let window = Window(capacity: options.windowByteCount)
    let judge = WindowJudge(
      program: program, seed: seed, now: options.now, limits: options.limits, wantsExcerpts: options.wantsExcerpts)
    while true {
      let (turn, task) = reading.alone {
        defer { windowCount += 1 }
        return (windowCount, nextTask(window))
      }
      switch task {
      case .end: return delivering.pass(turn) {}
      case .failure(let error): delivering.pass(turn) { delivery.fail(error, nil) }
      case .window(let document):
        let result = judge.result(of: window, file: document.name)
        delivering.pass(turn) {
          if window.isFirst {
            begun.append(document)
            delivery.begin(document)
          }
          if !document.isStopped { delivery.take(result, of: window, document, by: judge) }
        }
      }
    }
  }

  private enum Task {
    case window(DocumentState)
    case failure(InputError)
    case end
  }

  private func nextTask(_ window: Window) -> Task {
    guard !hasEnded else { return .end }
    while true {
      if let document {
        // Read here, written when results are taken: late news only means that more windows are read in vain.
        let isStopped = delivering.alone { document.isStopped }
        if isStopped { document.reader.drain() } else if document.reader.next(into: window) { return .window(document) }
        document.byteCount = document.reader.byteCount
        self.document = nil
      }
      do throws(InputError) {
        guard let source = try documents.next() else {
          hasEnded = true
          return .end
        }
        let reader = DocumentReader(
          source, form: options.form, limits: options.limits, windowByteCount: options.windowByteCount)
        document = DocumentState(name: source.name, reader: reader)
      } catch {
        return .failure(error)
      }
    }
  }

  private func summary() -> RunSummary {
    for member in documents.skipped { delivery.passOver(member) }
    var reasons: [String] = []
    let inputs = begun.map { document in
      InputSummary(
        file: document.name, form: document.reader.form, byteCount: document.byteCount,
        recordCount: document.recordCount,
        unjudgedByteCount: document.stoppedAt.map { max(0, document.byteCount - $0) } ?? 0)
    }
    if begun.isEmpty { reasons.append("no input was judged") }
    if program.rules.isEmpty { reasons.append("no rule is on") }
    let unjudged = delivery.counts.notJudged
    if unjudged > 0 { reasons.append("\(unjudged) \(unjudged == 1 ? "place was" : "places were") not judged") }
    for input in inputs where input.unjudgedByteCount > 0 {
      reasons.append("\(input.unjudgedByteCount) bytes of \(input.file) were not judged")
    }
    return RunSummary(
      verdict: Verdict(counts: delivery.counts, isComplete: reasons.isEmpty, failOn: options.failOn),
      failOn: options.failOn, incompleteReasons: reasons, counts: delivery.counts, inputs: inputs,
      ledger: delivery.ledger)
  }
}
