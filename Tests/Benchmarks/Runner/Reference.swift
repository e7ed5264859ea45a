import CBenchmarkReference

/// simdjson on the same content.
enum Reference {
  /// Its set of instructions.
  static var kernel: String { String(cString: reference_kernel()) }

  /// The reference: a DOM of every document.
  static func tree(_ inputs: BenchmarkInputs, _ layout: BenchmarkInputs.Layout) throws -> Workload.Outcome {
    try run(.tree, inputs, layout)
  }

  /// The structural bytes alone.
  static func structure(_ inputs: BenchmarkInputs) throws -> Workload.Outcome { try run(.structure, inputs, .lines) }

  /// The five checks, written by hand.
  static func fiveChecks(_ inputs: BenchmarkInputs) throws -> Workload.Outcome { try run(.fiveChecks, inputs, .lines) }

  /// Runs over the content laid out as `layout` says, and checks what is counted.
  private static func run(_ mode: ReferenceMode, _ inputs: BenchmarkInputs, _ layout: BenchmarkInputs.Layout) throws
    -> Workload.Outcome
  {
    var count = ReferenceCount()
    guard reference_run(mode, inputs.referencePath(layout), layout.separator, &count) else {
      throw BenchmarkFailure("simdjson cannot read \(inputs.referencePath(layout))")
    }
    if mode != .structure, count.items != inputs.recordCount || count.defective != 0 {
      throw BenchmarkFailure(
        "simdjson sees \(count.items) records, \(count.defective) defective, not \(inputs.recordCount) good ones")
    }
    return Workload.Outcome()
  }
}
