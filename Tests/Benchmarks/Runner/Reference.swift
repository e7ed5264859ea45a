import CBenchmarkReference

/// simdjson on the same content.
enum Reference {
  /// Its set of instructions.
  static var kernel: String { String(cString: reference_kernel()) }

  /// The reference: a DOM of every document.
  static func tree(_ corpus: Corpus) throws -> Workload.Outcome { try run(.tree, corpus) }

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
