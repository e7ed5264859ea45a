import ArgumentParser

/// Measures the tool against simdjson on the same files in the same run, and prints one table.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Measure the tool against simdjson on the same files, in the same run.",
    discussion: """
      Speeds on shared machines drift, so every bar is a ratio: the reference (simdjson parses the same content in \
      blocks of 1 MiB into a DOM, one thread, and checks nothing) runs right before each run that it is compared with. \
      Figures are medians. 'ratio' is by the clock; 'cores' by the time of all cores together, which what else runs \
      on the machine hardly changes. No figure makes the command fail; a wrong count of records or findings does.
      """)

  @Option(help: "Megabytes of NDJSON to measure with.")
  var megabytes = 100

  @Option(help: "Runs of each workload.")
  var runs = 5

  @Flag(help: "4 MB and two runs: shows that everything works, not how fast.")
  var short = false

  @Option(help: "Measure only workloads whose name contains this text (repeatable).")
  var only: [String] = []

  @Option(help: "Measure nothing but so many synthetic keys of a uniqueness rule, by hand: 100000000.")
  var keys: Int?

  @Option(help: "Megabytes (MiB) of memory for these keys.")
  var keyMemory = 1024

  @Option(help: "Measure nothing but reports of so many findings, by hand: 1000000.")
  var findings: Int?

  @Option(help: "The program that makes exports; without it, simpler ones are made.")
  var generator = "\(Machine.root)/../shared/tools/generate-export.py"

  func validate() throws {
    if megabytes < 1 || runs < 1 { throw ValidationError("--megabytes and --runs take numbers from 1 up") }
    if findings ?? 1 < 1 { throw ValidationError("--findings takes a number from 1 up") }
    if keys ?? 1 < 1 || keyMemory < 1 { throw ValidationError("--keys and --key-memory take numbers from 1 up") }
  }

  func run() throws {
    if let keys { return print(try KeysRun(count: keys, budget: keyMemory << 20).measure()) }
    let inputs = try BenchmarkInputs(megabytes: short ? 4 : megabytes, generator: generator)
    if let findings {
      guard let tool = Machine.tool else { throw BenchmarkFailure("the tool is not built") }
      return print(try FindingsRun(count: findings, inputs: inputs, tool: tool).measure())
    }
    print("\(inputs.description)\n\(Machine.description)\n")
    let suite = try Workloads(inputs, tool: Machine.tool)
    let bench = Bench(runs: short ? 2 : runs)
    var table = ResultTable()
    for workload in suite.all where only.isEmpty || only.contains(where: workload.name.contains) {
      table.append(try bench.measure(workload))
    }
    print(table.text)
    if only.isEmpty { print("\n" + (try suite.allocations())) }
    if short { print("\n" + (try KeysRun(count: 200_000, budget: 1 << 20).measure())) }
  }
}
