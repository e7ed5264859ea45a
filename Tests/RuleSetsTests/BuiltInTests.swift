import CEL
import Findings
import Testing

@testable import RuleSets

@Suite struct BuiltInTests {
  @Test(arguments: BuiltIn.ruleSetNames)
  func `a built-in rule set is right in all its parts`(name: String) throws {
    let builtIn = try RuleSetLoader { path throws(RuleSetReadError) in throw RuleSetReadError("no file") }.load([name])
    let format = builtIn.format.name
    // Read as if a user had written it: then nothing is compiled later, and what is wrong is said with its place.
    let loader = RuleSetLoader { path throws(RuleSetReadError) in
      let text =
        switch path {
        case "format.yaml": BuiltIn.format(format)
        case "rules.yaml": BuiltIn.ruleSet(name)
        default: BuiltIn.schema("\(format)/\(path)")
        }
      guard let text else { throw RuleSetReadError("no file") }
      return text
    }
    var options = RuleSetOptions()
    options.format = "format.yaml"
    let whole = try loader.load(["rules.yaml"], options: options)
    #expect(
      builtIn.format.kinds.map { "\($0.name): \($0.test.value.source)" }
        == whole.format.kinds.map { "\($0.name): \($0.test.value.source)" })
    #expect(builtIn.rules.map { text(of: $0.message) } == whole.rules.map { text(of: $0.message) })
    #expect(builtIn.rules.allSatisfy { !$0.message.isEmpty })
  }

  @Test func `a message that another format leaves nothing to say is an error`() throws {
    let format = try String(decoding: #require(BuiltIn.format("ango")), as: UTF8.self)
    let loader = RuleSetLoader { _ throws(RuleSetReadError) in Array(format.replacing("asset", with: "item").utf8) }
    var options = RuleSetOptions()
    options.format = "items.yaml"
    let errors = try #require(throws: RuleSetErrors.self) { try loader.load(["ango/recommended"], options: options) }
    #expect(
      errors.errors.filter { $0.line.contains("message: page {tool.page} of {size(asset.dataset)}") }.map(\.message)
        == ["unknown name 'asset'"])
  }

  private func text(of message: [Program.MessagePart]) -> String {
    message.map { part in
      switch part {
      case .text(let text): text
      case .expression(let expression): "{\(expression.source)}"
      }
    }
    .joined()
  }
}
