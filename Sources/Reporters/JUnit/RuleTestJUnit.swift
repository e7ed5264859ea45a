public import Findings
import SourceText

/// Writes tests of rules as JUnit XML: a suite a rule set, in it a test case an example, and one for each of the other
/// questions asked. A failure has a line for each note; those of mutants have one for each that survived.
public struct RuleTestJUnit: Sendable {
  private let dialect: ReportOptions.JUnitDialect

  /// A report. Heeds `junitDialect`.
  public init(options: ReportOptions = ReportOptions()) { dialect = options.junitDialect }

  /// Writes the document. Rules of one rule set need not follow each other.
  public func write(_ tests: [RuleTest], to output: inout ReportText) {
    var document = JUnitDocument(dialect: dialect)
    var names: [String] = []
    var suites: [String: JUnitDocument.Suite] = [:]
    for test in tests where !test.cases.isEmpty {
      let name = test.rule.ruleSet
      if suites[name] == nil { names.append(name) }
      var suite = suites[name] ?? JUnitDocument.Suite()
      for question in test.cases {
        suite.append(
          Self.result(of: question), className: "\(name).\(test.rule.id)", name: question.name,
          place: document.place(file: question.location.file, line: question.location.start.line),
          lines: Self.lines(of: question))
      }
      suites[name] = suite
    }
    for name in names { document.append(suites[name] ?? JUnitDocument.Suite(), name: name) }
    document.finish(to: &output)
  }

  private static func result(of question: RuleTestCase) -> JUnitDocument.Result {
    guard let first = question.failures.first?.finding else { return .passed }
    let message =
      if question.failures.count == 1 {
        first.message
      } else { "\(counted(question.failures.count, "finding")): \(first.message)" }
    let text = markup(message, atMost: PrintLimit.message)
    return first.outcome == .failed ? .failure(message: text, type: "error") : .error(message: text, type: "notJudged")
  }

  private static func lines(of question: RuleTestCase) -> ReportText {
    var lines = ReportText()
    for failure in question.failures {
      lines.appendPlace(failure.finding.location, markup: .xml)
      lines.append(" ")
      lines.appendPrintable(failure.finding.message, atMost: PrintLimit.message, markup: .xml)
      lines.append("\n")
      for note in failure.notes {
        lines.append("  ")
        lines.appendPrintable(note, atMost: PrintLimit.message, markup: .xml)
        lines.append("\n")
      }
    }
    return lines
  }
}
