public import Findings

/// Writes tests of rules for people: a line a rule, below it what is wrong, and the totals in the last line.
public struct RuleTestText: Sendable {
  private let options: ReportOptions
  private var passedCount = 0, failedCount = 0
  private var mutants = MutantCounts(killed: 0, survived: 0)

  /// A report. Heeds `color`, `quiet` and `width`; a quiet one leaves out rules that passed.
  public init(options: ReportOptions = ReportOptions()) { self.options = options }

  /// Writes what came of one rule. `idWidth` is the length of the longest id.
  public mutating func write(_ test: RuleTest, idWidth: Int, to output: inout ReportText) {
    let failed = test.cases.count { !$0.failures.isEmpty }
    failedCount += failed
    passedCount += test.cases.count - failed
    if let counts = test.mutants {
      mutants.killed += counts.killed
      mutants.survived += counts.survived
    }
    guard !options.quiet || failed > 0 else { return }
    output.append(in: options.color ? (failed > 0 ? .error : test.cases.isEmpty ? .quiet : .passed) : nil) {
      $0.append(failed > 0 ? "FAILED" : test.cases.isEmpty ? "none  " : "ok    ")
    }
    output.append("  ")
    output.appendPrintable(test.rule.id)
    output.append(String(repeating: " ", count: max(0, idWidth - test.rule.id.count) + 2))
    output.append(Self.counts(of: test, failed: failed))
    output.append("\n")
    guard failed > 0 else { return }
    output.append("\n")
    let text = FindingText(color: options.color, width: options.width)
    for failure in test.cases.flatMap(\.failures) {
      text.append(failure.finding, notes: failure.notes.map(Self.printable), to: &output)
    }
  }

  /// Writes the totals: `12 passed, 1 failed`, and how many mutants there were.
  public func finish(to output: inout ReportText) {
    if mutants.killed + mutants.survived > 0 {
      let all = mutants.killed + mutants.survived
      output.append("\(counted(all, "mutant")), \(grouped(mutants.killed)) killed (\(mutants.killed * 100 / all) %)\n")
    }
    output.append(in: options.color ? (failedCount > 0 ? .error : .passed) : nil) {
      $0.append("\(grouped(passedCount)) passed, \(grouped(failedCount)) failed")
    }
    output.append("\n")
  }

  /// `2 valid, 1 invalid, 1 failed, 8 of 9 mutants killed`.
  private static func counts(of test: RuleTest, failed: Int) -> String {
    let valid = test.cases.count { if case .valid = $0.kind { true } else { false } }
    let invalid = test.cases.count { if case .invalid = $0.kind { true } else { false } }
    let fixed = test.cases.count { if case .fixed = $0.kind { true } else { false } }
    var parts = valid + invalid == 0 ? ["no example"] : []
    if valid > 0 { parts.append("\(grouped(valid)) valid") }
    if invalid > 0 { parts.append("\(grouped(invalid)) invalid") }
    if fixed > 0 { parts.append("\(grouped(fixed)) fixed") }
    if failed > 0 { parts.append("\(grouped(failed)) failed") }
    if let mutants = test.mutants {
      let all = mutants.killed + mutants.survived
      parts.append("\(grouped(mutants.killed)) of \(counted(all, "mutant")) killed")
      if mutants.isCut { parts.append("others not tried") }
    }
    return parts.joined(separator: ", ")
  }

  private static func printable(_ note: String) -> ReportText {
    var text = ReportText()
    text.appendPrintable(note, atMost: PrintLimit.message)
    return text
  }
}
