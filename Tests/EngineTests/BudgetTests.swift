import CEL
import Engine
import Findings
import Testing

/// What happens on records for which rules take too much work.
@Suite struct BudgetTests {
  private static let rules = """
    pairs: {on: tool, assert: "task.tools.all(a, task.tools.all(b, a.id != b.id || a == b))"}
    plain: {on: tool, assert: tool.id >= 0}
    whole: {assert: "asset.task.tools.filter(t, t.id >= 0).size() > 0"}
    """

  private func record(_ name: String, count: Int) -> String {
    let tools = (0..<count).map { #"{"id": \#($0)}"# }.joined(separator: ",")
    return #"{"name": "\#(name)", "task": {"tools": [\#(tools)]}}"#
  }

  @Test(arguments: [1, 2]) func `rules that take too much work are not judged, and the run is incomplete`(
    jobs: Int
  ) throws {
    let text = [record("small", count: 3), record("large", count: 400), record("after", count: 3)]
      .joined(separator: "\n")
    let judged = try Judged(text, by: Self.rules) { options in
      options.recordSteps = 10_000
      options.jobs = jobs
      options.windowByteCount = 1 << 12
    }
    // Four hundred times four hundred pairs are twice as many steps as the large record has, for all its labels.
    #expect(judged.counts("pairs") == [406, 6, 0, 0, 400])
    #expect(judged.counts("plain") == [406, 406, 0, 0, 0])
    #expect(judged.counts("whole") == [3, 2, 0, 0, 1])
    #expect(judged.summary.verdict == .incomplete)
    let steps = 10_000 + CELBudget.stepsPerByte * record("large", count: 400).utf8.count
    #expect(
      Set(judged.findings.map(\.message)) == ["all rules together take more work than \(steps) steps on this record"])
  }

  @Test func `each record has the whole budget`() throws {
    let text = (0..<20).map { record("r\($0)", count: 30) }.joined(separator: "\n")
    let judged = try Judged(text, by: Self.rules) { $0.recordSteps = 60_000 }
    #expect(judged.counts("pairs") == [600, 600, 0, 0, 0])
    #expect(judged.summary.verdict == .passed)
  }
}
