import CEL
import Engine
import Findings
import Inputs
import JSONReading
import JSONSchema
import Reporters
import RuleSets

/// All that is measured.
struct Workloads {
  private let inputs: BenchmarkInputs
  private let tool: String?
  private let five: Program
  private let recommended: Program
  private let everything = LateProgram("ango/all")
  private let full: CompiledSchema
  private static let fivePath = "\(Machine.folder)/five.yaml"

  init(_ inputs: BenchmarkInputs, tool: String?) throws {
    self.inputs = inputs
    self.tool = tool
    five = try Self.program(Self.fivePath)
    recommended = try Self.program("ango/recommended")
    full = try CompiledSchema(JSONDocument(Self.text(of: "\(Machine.folder)/full.schema.json")))
  }

  /// Processes come first: `ChildProcess` tells why.
  var all: [Workload] {
    processes + references + framing + reading + judging + schemas + mixes + reporting + decompressing
  }

  /// 10 ms on a machine where a program that does nothing takes 1.9.
  private static let startBar = Workload.Bar.start(ratio: 0.19, byteCount: 25_000_000)

  private var lineByteCount: Int { BenchmarkInputs.byteCount(of: inputs.lines) }

  private var processes: [Workload] {
    guard let tool else { return [] }
    let check = [tool, "check", "--now", "2025-03-05T09:00:00Z"]
    let byFive = check + ["--jobs", "1", "--rules", Self.fivePath]
    let report = "json:\(inputs.folder)/report.json"
    let start =
      Machine.emptyProgram.map { empty in
        Workload.Base.other("empty program") { try ChildProcess.run([empty], expecting: [0]) }
      } ?? .none
    let clean = { try ChildProcess.run(byFive + [inputs.lines, "--format", report], expecting: [0]) }
    return [
      // Without options, as most people begin; whether the addresses in it have expired by now is no matter of speed.
      Workload(
        name: "process: recommended, ten assets", byteCount: BenchmarkInputs.byteCount(of: inputs.tenAssets),
        base: start, bar: Self.startBar
      ) { try ChildProcess.run([tool, "check", inputs.tenAssets], expecting: [0, 1]) },
      Workload(
        name: "process: the same with options", byteCount: BenchmarkInputs.byteCount(of: inputs.tenAssets),
        base: start, bar: Self.startBar
      ) { try ChildProcess.run(check + [inputs.tenAssets], expecting: [0]) },
      Workload(
        name: "process: five, NDJSON", byteCount: lineByteCount,
        base: .tree(inputs.corpus), bar: .memory(64_000_000 + 40 * inputs.recordCount)
      ) { try ChildProcess.run(byFive + [inputs.lines], expecting: [0]) },
      Workload(
        name: "process: five, array", byteCount: BenchmarkInputs.byteCount(of: inputs.array),
        base: .tree(inputs.corpus), bar: .memory(64_000_000 + 40 * inputs.recordCount)
      ) { try ChildProcess.run(byFive + [inputs.array], expecting: [0]) },
      Workload(
        name: "process: five, every record defective, JSON", byteCount: BenchmarkInputs.byteCount(of: inputs.dirty),
        base: .other("clean", clean), bar: .ratio(0.5)
      ) { try ChildProcess.run(byFive + [inputs.dirty, "--format", report], expecting: [1]) },
      Workload(
        name: "process: five, every record defective, jsonl", byteCount: BenchmarkInputs.byteCount(of: inputs.dirty),
        base: .other("clean", clean), bar: .ratio(0.5)
      ) { try ChildProcess.run(byFive + [inputs.dirty, "--format", "jsonl"], expecting: [1]) },
    ]
  }

  private var references: [Workload] {
    func reference(_ name: String, _ run: @escaping (Corpus) throws -> Workload.Outcome) -> Workload {
      Workload(name: name, byteCount: lineByteCount, base: .tree(inputs.corpus)) { try run(inputs.corpus) }
    }
    return [
      reference("simdjson: DOM", Reference.tree),
      reference("simdjson: DOM, two threads") { try Reference.tree($0, threads: 2) },
      reference("simdjson: structure", Reference.structure),
      reference("simdjson: five by hand, On-Demand", Reference.fiveChecks),
    ]
  }

  /// Index and nodes, all of the grammar checked, no rules.
  private var reading: [Workload] {
    [
      onFile("nodes, NDJSON", inputs.lines, bar: .ratio(1.6), read),
      onFile("nodes, array", inputs.array, bar: .ratio(1.6), read),
      onFile("nodes, pretty array", inputs.pretty, inputs.prettyCorpus, bar: .ratioOf("nodes, array"), read),
    ]
  }

  /// Cutting into windows alone, and reading what that takes: one thread does it for all, so no number of threads is faster
  /// than this.
  private var framing: [Workload] {
    [
      onFile("framing, NDJSON", inputs.lines) { try frame($0) },
      onFile("framing, array", inputs.array) { try frame($0) },
      onFile("framing, pretty array", inputs.pretty, inputs.prettyCorpus) { try frame($0) },
    ]
  }

  private var judging: [Workload] {
    [
      onFile("five, NDJSON", inputs.lines, bar: .ratio(1.4)) { try judge($0, five, jobs: 1) },
      onFile("five, array", inputs.array, bar: .ratio(1.4)) { try judge($0, five, jobs: 1) },
      onFile("five, pretty array", inputs.pretty, inputs.prettyCorpus, bar: .ratioOf("five, array")) {
        try judge($0, five, jobs: 1)
      },
      onFile("five, NDJSON, two threads", inputs.lines, bar: .ratio(2.4)) { try judge($0, five, jobs: 2) },
      onFile("five, array, two threads", inputs.array, bar: .ratio(2.4)) { try judge($0, five, jobs: 2) },
      // The processors of a machine may be halves of one core: then two threads of whatever do little more than one.
      Workload(
        name: "five, NDJSON, both on two threads", byteCount: lineByteCount,
        base: .other("DOM, two threads") { try Reference.tree(inputs.corpus, threads: 2) }, bar: .ratio(1.4)
      ) { try judge(inputs.lines, five, jobs: 2) },
      onFile("recommended, NDJSON", inputs.lines, bar: .ratio(0.5)) { try judge($0, recommended, jobs: 1) },
      onFile("recommended, array", inputs.array, bar: .ratio(0.5)) { try judge($0, recommended, jobs: 1) },
      onFile("all, NDJSON", inputs.lines, bar: .ratio(0.25)) { try judge($0, everything.program, jobs: 1) },
      onFile("recommended, NDJSON, two threads", inputs.lines) { try judge($0, recommended, jobs: 2) },
    ]
  }

  /// The five checks where one kind of content prevails.
  private var mixes: [Workload] {
    inputs.mixes.map { name, corpus in
      onFile("five, \(name)", corpus.path, corpus) { try judge($0, five, jobs: 1, recordCount: corpus.recordCount) }
    }
  }

  /// What the reports of findings take beside judging: a finding a record.
  private var reporting: [Workload] {
    let findings = Collected()
    let judge = {
      findings.all = []
      findings.summary = try check(inputs.dirty, five, jobs: 1) { findings.all.append($0) }
      return Workload.Outcome()
    }
    return ReportFormat.allCases.map { format in
      Workload(
        name: "report, \(format.rawValue)", byteCount: BenchmarkInputs.byteCount(of: inputs.dirty),
        base: .other("judging it", judge)
      ) {
        if findings.summary == nil { _ = try judge() }
        guard let summary = findings.summary else { throw BenchmarkFailure("nothing to report") }
        var (reporter, text) = (format.reporter(), ReportText())
        reporter.start(CheckRun.start(version: "0", program: five), to: &text)
        for finding in findings.all {
          reporter.write(finding, to: &text)
          if text.bytes.count > 64 << 10 { text.removeAll() }
        }
        reporter.finish(summary, to: &text)
        return Workload.Outcome()
      }
    }
  }

  /// What has been found, for reports of it.
  private final class Collected {
    var all: [Finding] = []
    var summary: RunSummary?
  }

  /// A line about allocations: in the steady state a record that keeps the rules should make none.
  func allocations() throws -> String {
    let run = SteadyRun(path: inputs.lines, recordCount: inputs.recordCount)
    let counts = try [("five", five), ("recommended", recommended)].map { name, program in
      "\(name) " + (try run.allocationsPerRecord(program).map { "\(($0 * 100).rounded() / 100)" } ?? "not counted here")
    }
    return "allocations a record, second half of a run: " + counts.joined(separator: ", ")
  }

  /// A schema that constrains every value.
  private var schemas: [Workload] {
    [
      onFile("full, NDJSON", inputs.lines, bar: .ratio(0.5), judgeBySchema),
      onFile("full, array", inputs.array, bar: .ratio(0.5), judgeBySchema),
    ]
  }

  private var decompressing: [Workload] {
    var workloads: [Workload] = []
    func add(_ name: String, _ path: String, _ command: [String]) {
      let alone = { try ChildProcess.run(command + [path], expecting: [0]) }
      guard (try? alone()) != nil else { return }
      workloads.append(
        Workload(
          name: "five, \(name), two threads", byteCount: lineByteCount,
          base: .other(command.joined(separator: " "), alone), bar: .ratio(3.5)
        ) { try judge(path, five, jobs: 2) })
    }
    if let zip = inputs.zip { add("zip", zip, ["unzip", "-p"]) }
    if let gzip = inputs.gzip { add("gzip", gzip, ["gzip", "-dc"]) }
    return workloads
  }

  private func onFile(
    _ name: String, _ path: String, _ corpus: Corpus? = nil, bar: Workload.Bar? = nil,
    _ run: @escaping (String) throws -> Workload.Outcome
  ) -> Workload {
    Workload(
      name: name, byteCount: BenchmarkInputs.byteCount(of: path), base: .tree(corpus ?? inputs.corpus), bar: bar
    ) { try run(path) }
  }

  /// Cuts the file at `path` into windows, and looks into none.
  private func frame(_ path: String) throws -> Workload.Outcome {
    var byteCount = 0
    var documents = InputSequence(InputList(arguments: [path]).inputs)
    while let source = try documents.next() {
      let document = DocumentReader(source, cutting: .byGuess, leavesGaps: true)
      let window = Window(capacity: DocumentReader.standardWindowByteCount)
      while document.next(into: window) {
        // Who judges a window reads the rest of it.
        byteCount += window.text.count
        document.confirmCuts()
      }
    }
    // But for the bracket of an array.
    guard byteCount + 1 >= BenchmarkInputs.byteCount(of: path) else {
      throw BenchmarkFailure("\(byteCount) bytes in the windows of \(path)")
    }
    return Workload.Outcome()
  }

  /// Reads all records of the file at `path` to nodes.
  private func read(_ path: String) throws -> Workload.Outcome { try forEachRecord(of: path) { _ in } }

  /// Judges all records of the file at `path` by the full schema, which all of them keep to.
  private func judgeBySchema(_ path: String) throws -> Workload.Outcome {
    var validator = SchemaValidator(full)
    return try forEachRecord(of: path) { record in
      guard validator.verdict(on: record) != .valid else { return }
      let reasons = validator.report(on: record).failures.map { "\($0.pointer(from: record)): \($0.message)" }
      throw BenchmarkFailure("a record of \(path) is not valid: \(reasons)")
    }
  }

  private func forEachRecord(of path: String, _ body: (JSONNode) throws -> Void) throws -> Workload.Outcome {
    var count = 0
    var documents = InputSequence(InputList(arguments: [path]).inputs)
    while let source = try documents.next() {
      let document = DocumentReader(source)
      let window = Window(capacity: DocumentReader.standardWindowByteCount)
      let reader = JSONReader()
      let recordIndex = StructuralIndex()
      while document.next(into: window) {
        var records = WindowRecords(window, with: reader, recordIndex: recordIndex)
        while case .record(let record)? = records.next() {
          try body(record)
          count += 1
        }
      }
    }
    try expect(count, in: path)
    return Workload.Outcome()
  }

  /// Judges the file at `path`, in which nothing should be wrong.
  private func judge(_ path: String, _ program: Program, jobs: Int, recordCount: Int? = nil) throws -> Workload.Outcome
  {
    let summary = try check(path, program, jobs: jobs) { _ in }
    try expect(summary.inputs.reduce(0) { $0 + $1.recordCount }, in: path, recordCount)
    if summary.verdict != .passed { throw BenchmarkFailure("\(path) did not pass: \(summary.counts)") }
    return Workload.Outcome()
  }

  private func check(
    _ path: String, _ program: Program, jobs: Int, _ report: @escaping (Finding) -> Void
  ) throws -> RunSummary {
    guard let now = CELTimestamp("2025-03-05T09:00:00Z") else { throw BenchmarkFailure("no time to judge at") }
    var options = CheckOptions(now: now)
    options.jobs = jobs
    return CheckRun.run(InputList(arguments: [path]), program: program, options: options, report: report)
  }

  private func expect(_ count: Int, in path: String, _ expected: Int? = nil) throws {
    let expected = expected ?? inputs.recordCount
    if count != expected { throw BenchmarkFailure("\(count) records in \(path), not \(expected)") }
  }

  /// Takes more memory than the tool may for ten assets, so it is loaded when it is first asked for: behind the processes.
  private final class LateProgram {
    private let ruleSet: String
    private var loaded: Program?

    init(_ ruleSet: String) { self.ruleSet = ruleSet }

    var program: Program {
      get throws {
        let program = try loaded ?? Workloads.program(ruleSet)
        loaded = program
        return program
      }
    }
  }

  private static func program(_ ruleSet: String) throws -> Program {
    var options = RuleSetOptions()
    options.lacksOntology = true
    return try RuleSetLoader { path throws(RuleSetReadError) in
      do { return try text(of: path) } catch { throw RuleSetReadError("\(error)") }
    }.load([ruleSet], options: options)
  }

  private static func text(of path: String) throws -> [UInt8] {
    var text: [UInt8] = []
    try InputFile.forEachLine(of: path) { text += Array($0) + [UInt8(ascii: "\n")] }
    return text
  }
}
