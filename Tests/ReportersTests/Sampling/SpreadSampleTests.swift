import Findings
import SourceText
import TestSupport
import Testing

@testable import Reporters

@Suite struct SpreadSampleTests {
  @Test func `all are kept while there is room`() {
    let findings = [finding("a", .info, 1), finding("b", .error, 2), finding("a", .info, 3)]
    let sample = sample(of: findings, limit: 3)
    #expect(sample.inOrder == findings)
    #expect(sample.worstFirst == [findings[1], findings[0], findings[2]])
    #expect(sample.totalCount == 3)
  }

  @Test func `worse findings take the place of others`() {
    var unjudged = finding("u", .info, 4)
    unjudged.outcome = .notJudged
    let findings = [
      finding("a", .info, 1), finding("b", .warning, 2), finding("c", .error, 3), unjudged, finding("d", .warning, 5),
    ]
    #expect(sample(of: findings, limit: 2).inOrder == [findings[2], unjudged])
    #expect(sample(of: findings, limit: 2).worstFirst == [unjudged, findings[2]])
    #expect(sample(of: findings, limit: 2).totalCount == 5)
  }

  @Test func `what counts takes the place of what does not`() {
    var known = (0..<5).map { finding("a", .error, $0) }
    for place in known.indices { known[place].disposition = .known }
    let new = [finding("a", .error, 6), finding("b", .info, 7)]
    #expect(sample(of: known + new, limit: 3).inOrder == [known[0]] + new)
    #expect(sample(of: known + new, limit: 2).inOrder == new)
  }

  @Test func `a rule with many findings leaves room for the others`() {
    let many = (0..<100).map { finding("many", .error, $0) }
    let few = (100..<102).map { finding("few", .error, $0) }
    #expect(sample(of: many + few, limit: 5).inOrder == Array(many[..<3]) + few)
  }

  @Test func `nothing is kept of a limit of none`() {
    #expect(sample(of: [finding("a", .error, 1)], limit: 0).inOrder.isEmpty)
  }

  @Test(arguments: 0..<200)
  func `of one level no rule has two more than another that lost some`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let findings = (0..<Int.random(in: 0..<60, using: &generator)).map { number in
      finding(
        "r\(Int.random(in: 0..<5, using: &generator))", Severity.allCases.randomElement(using: &generator) ?? .info,
        number)
    }
    let limit = Int.random(in: 1..<20, using: &generator)
    let sample = sample(of: findings, limit: limit)
    let kept = sample.inOrder
    #expect(kept.count == min(limit, findings.count))
    #expect(Set(kept).isSubset(of: findings))
    #expect(kept.map(\.location.start.line) == kept.map(\.location.start.line).sorted())
    #expect(Set(sample.worstFirst) == Set(kept))
    for lost in findings where !kept.contains(lost) {
      #expect(kept.allSatisfy { $0.severity >= lost.severity })
      let ofItsRule = kept.count { $0.rule == lost.rule && $0.severity == lost.severity }
      for rule in Set(kept.map(\.rule)) {
        #expect(kept.count { $0.rule == rule && $0.severity == lost.severity } <= ofItsRule + 1)
      }
    }
  }

  private func sample(of findings: [Finding], limit: Int) -> SpreadSample {
    var sample = SpreadSample(limit: limit)
    for finding in findings { sample.add(finding) }
    return sample
  }

  private func finding(_ rule: String, _ severity: Severity, _ line: Int) -> Finding {
    Finding(
      rule: rule, severity: severity, message: rule,
      location: Location(
        file: "a.json", start: SourcePosition(line: line, column: 1), end: SourcePosition(line: line, column: 2),
        span: SourceSpan(start: line, end: line + 1)))
  }
}
