import Reporters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures what many findings cost: an export in which every record has one, against an export of the same size
/// without any. Both come through a pipe, again and again the same records, so nothing is asked about duplicates.
struct FindingsRun {
  /// Findings, at least.
  let count: Int
  /// Whose NDJSON is sent.
  let inputs: BenchmarkInputs
  /// The tool.
  let tool: String

  /// Judges the clean export, then the defective one with each of the reports that are written as findings come, and says
  /// in a line each what it took.
  func measure() throws -> String {
    let repeats = max(1, (count + inputs.recordCount - 1) / inputs.recordCount)
    let clean = try run(inputs.lines, repeats: repeats, options: "--format jsonl", expecting: 0)
    var lines = [
      "\(repeats * inputs.recordCount) records in \(repeats) × \(BenchmarkInputs.byteCount(of: inputs.lines) / 1_000_000) MB, "
        + "a finding each (through a pipe, one thread)"
    ]
    let reports = ReportOptions.JUnitCases.allCases.map { ("junit", "--junit-cases \($0.rawValue)") }
    for (format, more) in [("jsonl", "")] + reports {
      let dirty = try run(inputs.dirty, repeats: repeats, options: "--format \(format) \(more)", expecting: 1)
      guard let time = dirty.time, let base = clean.time, let peak = dirty.peakByteCount else { continue }
      let ratio = base.seconds / time.seconds * Double(BenchmarkInputs.byteCount(of: inputs.dirty))
      let hundredths = Int((ratio / Double(BenchmarkInputs.byteCount(of: inputs.lines)) * 100).rounded())
      lines.append(
        "\(format) \(more): \(hundredths) % of the clean speed (bar: 50), peak \(peak / 1_000_000) MB (bar: 100)")
    }
    return lines.joined(separator: "\n")
  }

  private func run(
    _ path: String, repeats: Int, options: String, expecting status: Int32
  ) throws -> Workload.Outcome {
    let rules = "--rules '\(Machine.folder)/five.yaml' --skip five-external-id-unique"
    let check = "'\(tool)' check - --jobs 1 --now 2025-03-05T09:00:00Z \(rules) \(options)"
    let output = "\(inputs.folder)/findings.out"
    defer { unlink(output) }
    return try ChildProcess.run(
      ["sh", "-c", "i=0; while [ $i -lt \(repeats) ]; do cat '\(path)' || exit 9; i=$((i + 1)); done | \(check)"],
      output: output, expecting: [status])
  }
}
