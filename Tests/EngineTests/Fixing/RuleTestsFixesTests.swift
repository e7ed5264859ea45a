import CEL
import Engine
import Findings
import RuleSets
import Testing

@Suite struct RuleTestsFixesTests {
  private func test(_ rule: String, isStrict: Bool = false) throws -> RuleTest {
    var options = RuleTests.Options()
    options.isStrict = isStrict
    let program = try Judged.program("r: {where: has(asset.size), assert: type(asset.size) != string, \(rule)}")
    return RuleTests(program: program, now: try Judged.options().now, options: options).test(
      of: try #require(program.rules.first))
  }

  private static let fix = "fix: {title: T, safety: safe, set: int(value)}"

  @Test func `a fix is tried on each invalid example that it changes`() throws {
    let test = try test(
      "\(Self.fix), examples: {invalid: [{size: '7'}, {size: x}, [{size: 1}, {size: '8'}]], fixed: [{size: 7}]}")
    #expect(test.hasPassed)
    #expect(test.cases.map(\.kind) == [.invalid(1), .invalid(2), .invalid(3), .fixed(1), .fixed(3)])
    #expect(test.cases.map(\.name).last == "invalid example 3, fixed")
  }

  @Test(arguments: [
    (
      "fixed: [{size: 8}]",
      [
        "the fix makes something else of invalid example 1", #"example: {"size":"7"}"#, #"expected: {"size":8}"#,
        #"found: {"size":7}"#,
      ]
    ),
    (
      "fixed: [null, {size: 1}]",
      [
        "the fix makes something else of invalid example 2", #"example: {"size":"x"}"#, #"expected: {"size":1}"#,
        #"found: {"size":"x"}"#,
      ]
    ),
  ])
  func `what comes out is what the rule set says`(fixed: String, expected: [String]) throws {
    let test = try test("\(Self.fix), examples: {invalid: [{size: '7'}, {size: x}], \(fixed)}")
    #expect(test.cases.flatMap(\.failures).flatMap { [$0.finding.message] + $0.notes } == expected)
  }

  @Test func `a fix that leaves the finding fails`() throws {
    let test = try test("fix: {title: T, safety: safe, set: \"'x' + value\"}, examples: {invalid: [{size: '7'}]}")
    #expect(
      test.cases.flatMap(\.failures).flatMap { [$0.finding.message] + $0.notes } == [
        "the fix of invalid example 1 does not put it right", #"example: {"size":"7"}"#,
        "found: r would find the same again",
      ])
  }

  @Test func `a strict test wants an example of each fix`() throws {
    let examples = "examples: {valid: [{size: 1}], invalid: [{size: x}]}"
    #expect(try test("\(Self.fix), \(examples)").hasPassed)
    let strict = try test("\(Self.fix), \(examples)", isStrict: true)
    #expect(strict.cases.flatMap(\.failures).map(\.finding.message) == ["the fix changes no invalid example"])
  }
}
