import CBenchmarkReference
import Threads

/// simdjson on the same content.
enum Reference {
  /// Its set of instructions.
  static var kernel: String { String(cString: reference_kernel()) }

  /// The reference: a DOM of every document.
  static func tree(_ corpus: Corpus) throws -> Workload.Outcome { try run(.tree, corpus) }

  /// The same by several threads at once, each with the whole content: what the machine has for as many. The time is that for
  /// one content.
  static func tree(_ corpus: Corpus, threads: Int) throws -> Workload.Outcome {
    let crew = Crew(limit: threads - 1)
    let failure = FirstFailure()
    let (time, _) = RunTime.measure {
      for _ in 1..<threads { crew.grow { failure.note { _ = try tree(corpus) } } }
      failure.note { _ = try tree(corpus) }
      crew.wait()
    }
    if let error = failure.error { throw error }
    return Workload.Outcome(time: time.scaled(by: 1 / Double(threads)))
  }

  /// What went wrong first on any of several threads.
  private final class FirstFailure: @unchecked Sendable {
    // Crosses threads: `error` is behind `monitor` until all of them have ended.
    private let monitor = Monitor()
    private(set) var error: (any Error)?

    func note(_ body: () throws -> Void) {
      do { try body() } catch { monitor.alone { self.error = self.error ?? error } }
    }
  }

  /// The structural bytes alone.
  static func structure(_ corpus: Corpus) throws -> Workload.Outcome { try run(.structure, corpus) }

  /// The five checks, written by hand.
  static func fiveChecks(_ corpus: Corpus) throws -> Workload.Outcome { try run(.fiveChecks, corpus) }

  /// Runs over `corpus`, and checks what is counted.
  private static func run(_ mode: ReferenceMode, _ corpus: Corpus) throws -> Workload.Outcome {
    var count = ReferenceCount()
    guard reference_run(mode, corpus.path, corpus.separator, &count) else {
      throw BenchmarkFailure("simdjson cannot read \(corpus.path)")
    }
    if mode != .structure, count.items != corpus.recordCount || count.defective != 0 {
      throw BenchmarkFailure(
        "simdjson sees \(count.items) records, \(count.defective) defective, not \(corpus.recordCount) good ones")
    }
    return Workload.Outcome()
  }
}
