import CEL
import Engine
import Findings
import Inputs
import JSONReading
import JSONSchema
import RuleSets

/// All that is measured.
struct Workloads {
  private let inputs: BenchmarkInputs
  private let tool: String?
  private let five: Program
  private let recommended: Program
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
  var all: [Workload] { processes + references + framing + reading + judging + schemas + decompressing }

  private var lineByteCount: Int { BenchmarkInputs.byteCount(of: inputs.lines) }

  private var processes: [Workload] {
    guard let tool else { return [] }
    let check = [tool, "check", "--now", "2025-03-05T09:00:00Z"]
    let byFive = check + ["--jobs", "1", "--rules", Self.fivePath]
    let report = "json:\(inputs.folder)/report.json"
    let clean = { try ChildProcess.run(byFive + [inputs.lines, "--format", report], expecting: [0]) }
    return [
      Workload(
        name: "process: recommended, ten assets", byteCount: BenchmarkInputs.byteCount(of: inputs.tenAssets),
        base: .none, bar: .start(milliseconds: 10, byteCount: 25_000_000)
      ) { try ChildProcess.run(check + [inputs.tenAssets], expecting: [0]) },
      Workload(
        name: "process: five, NDJSON", byteCount: lineByteCount,
        bar: .memory(64_000_000 + 40 * inputs.recordCount)
      ) { try ChildProcess.run(byFive + [inputs.lines], expecting: [0]) },
      Workload(
        name: "process: five, array", byteCount: BenchmarkInputs.byteCount(of: inputs.array),
        bar: .memory(64_000_000 + 40 * inputs.recordCount)
      ) { try ChildProcess.run(byFive + [inputs.array], expecting: [0]) },
      Workload(
        name: "process: five, every record defective, JSON", byteCount: BenchmarkInputs.byteCount(of: inputs.dirty),
        base: .other("clean", clean), bar: .ratio(0.5)
      ) { try ChildProcess.run(byFive + [inputs.dirty, "--format", report], expecting: [1]) },
    ]
  }

  private var references: [Workload] {
    [
      Workload(name: "simdjson: DOM", byteCount: lineByteCount) { try Reference.tree(inputs, .lines) },
      Workload(name: "simdjson: structure", byteCount: lineByteCount) { try Reference.structure(inputs) },
      Workload(name: "simdjson: five by hand, On-Demand", byteCount: lineByteCount) {
        try Reference.fiveChecks(inputs)
      },
    ]
  }

  /// Index and nodes, all of the grammar checked, no rules.
  private var reading: [Workload] {
    [
      onFile("nodes, NDJSON", inputs.lines, bar: .ratio(1.6), read),
      onFile("nodes, array", inputs.array, bar: .ratio(1.6), read),
      onFile("nodes, pretty array", inputs.pretty, .indented, bar: .ratioOf("nodes, array"), read),
    ]
  }

  /// Reading and cutting into windows alone: one thread does it for all, so no number of threads is faster than this.
  private var framing: [Workload] {
    [
      onFile("framing, NDJSON", inputs.lines) { try frame($0) },
      onFile("framing, array", inputs.array) { try frame($0) },
      onFile("framing, pretty array", inputs.pretty, .indented) { try frame($0) },
    ]
  }

  private var judging: [Workload] {
    [
      onFile("five, NDJSON", inputs.lines, bar: .ratio(1.4)) { try judge($0, five, jobs: 1) },
      onFile("five, array", inputs.array, bar: .ratio(1.4)) { try judge($0, five, jobs: 1) },
      onFile("five, pretty array", inputs.pretty, .indented, bar: .ratioOf("five, array")) {
        try judge($0, five, jobs: 1)
      },
      onFile("five, NDJSON, two threads", inputs.lines, bar: .ratio(2.4)) { try judge($0, five, jobs: 2) },
      onFile("five, array, two threads", inputs.array, bar: .ratio(2.4)) { try judge($0, five, jobs: 2) },
      onFile("recommended, NDJSON", inputs.lines, bar: .ratio(0.5)) { try judge($0, recommended, jobs: 1) },
      onFile("recommended, array", inputs.array, bar: .ratio(0.5)) { try judge($0, recommended, jobs: 1) },
      onFile("recommended, NDJSON, two threads", inputs.lines) { try judge($0, recommended, jobs: 2) },
    ]
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
    _ name: String, _ path: String, _ layout: BenchmarkInputs.Layout = .lines, bar: Workload.Bar? = nil,
    _ run: @escaping (String) throws -> Workload.Outcome
  ) -> Workload {
    Workload(name: name, byteCount: BenchmarkInputs.byteCount(of: path), base: .tree(layout), bar: bar) {
      try run(path)
    }
  }

  /// Cuts the file at `path` into windows, and looks into none.
  private func frame(_ path: String) throws -> Workload.Outcome {
    var byteCount = 0
    var documents = InputSequence(InputList(arguments: [path]).inputs)
    while let source = try documents.next() {
      let document = DocumentReader(source)
      let window = Window(capacity: DocumentReader.standardWindowByteCount)
      while document.next(into: window) { byteCount += window.text.count }
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
  private func judge(_ path: String, _ program: Program, jobs: Int) throws -> Workload.Outcome {
    guard let now = CELTimestamp("2025-03-05T09:00:00Z") else { throw BenchmarkFailure("no time to judge at") }
    var options = CheckOptions(now: now)
    options.jobs = jobs
    let summary = CheckRun.run(InputList(arguments: [path]), program: program, options: options) { _ in }
    try expect(summary.inputs.reduce(0) { $0 + $1.recordCount }, in: path)
    if summary.verdict != .passed { throw BenchmarkFailure("\(path) did not pass: \(summary.counts)") }
    return Workload.Outcome()
  }

  private func expect(_ count: Int, in path: String) throws {
    if count != inputs.recordCount {
      throw BenchmarkFailure("\(count) records in \(path), not \(inputs.recordCount)")
    }
  }

  private static func program(_ ruleSet: String) throws -> Program {
    try RuleSetLoader { path throws(RuleSetReadError) in
      do { return try text(of: path) } catch { throw RuleSetReadError("\(error)") }
    }.load([ruleSet])
  }

  private static func text(of path: String) throws -> [UInt8] {
    var text: [UInt8] = []
    try InputFile.forEachLine(of: path) { text += Array($0) + [UInt8(ascii: "\n")] }
    return text
  }
}
