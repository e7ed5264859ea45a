import Findings
import JSONReading
import Testing
import YAMLReading

@testable import RuleSets

@Suite struct DocumentationLinesTests {
  @Test(arguments: [
    ("", ""), ("a: 1", "a: 1"), ("a: 1\n", "a: 1\n"),
    (
      "r:\n  x:\n    on: $\n    examples:\n      valid: []\n\n      invalid:\n        - {}\n    at: a\n  y: off\n",
      "r:\n  x:\n    on: $\n\n\n\n\n\n    at: a\n  y: off\n"
    ),
    ("    examples:\n      - 1", "\n"),
    ("    examples:\n    examples:\n  # kept\n", "\n\n  # kept\n"),
    ("    why: a\n    docs: b\n      c\n    tags:\n      - d\n    title: e\n", "\n\n\n\n\n    title: e\n"),
    ("    tagsy: 1\n    why:x\n  tags:\n     - 1\n", "    tagsy: 1\n    why:x\n  tags:\n     - 1\n"),
  ])
  func `other lines stay where they are`(text: String, rest: String) {
    #expect(String(decoding: DocumentationLines.removed(from: Array(text.utf8)), as: UTF8.self) == rest)
  }

  @Test(arguments: BuiltIn.ruleSetNames)
  func `a built-in rule set means the same without its documentation`(name: String) throws {
    let whole = try RuleSetLoader(readFile: Self.noFile).load([name])
    var options = RuleSetOptions()
    options.wantsDocumentation = false
    let bare = try RuleSetLoader(readFile: Self.noFile).load([name], options: options)
    #expect(bare.ruleSets == whole.ruleSets)
    #expect(
      bare.rules.map(\.description)
        == whole.rules.map { rule in
          var description = rule.description
          (description.why, description.docs, description.tags) = ("", nil, [])
          return description
        })
    #expect(bare.rules.map(\.origin) == whole.rules.map(\.origin))
    #expect(bare.rules.map(\.source) == whole.rules.map(\.source))
    #expect(bare.rules.map(\.onError) == whole.rules.map(\.onError))
    #expect(bare.rules.map(\.params.root.compactText) == whole.rules.map(\.params.root.compactText))
    #expect(
      bare.rules.map { "\($0.message.count) \($0.place.debugDescription)" }
        == whole.rules.map { "\($0.message.count) \($0.place.debugDescription)" })
    // None was laid out in a way that only parsing would pass over.
    #expect(bare.rules.allSatisfy { $0.examples == RuleExamples() })
    #expect(whole.rules.allSatisfy { $0.examples != RuleExamples() })
    #expect(whole.rules.allSatisfy { !$0.description.why.isEmpty && !$0.description.tags.isEmpty })
  }

  @Test(arguments: BuiltIn.ruleSetNames + BuiltIn.formatNames.map { "\($0)/format" })
  func `a built-in file has the nodes and places that libyaml gives it`(path: String) throws {
    let text = try #require(BuiltIn.ruleSet(path) ?? BuiltIn.format(String(path.dropLast("/format".count))))
    for text in [text, DocumentationLines.removed(from: text), DocumentationLines.summaryRemoved(from: text)] {
      #expect(try YAMLDocument(builtIn: text, path: path) == YAMLDocument(text, path: path))
    }
  }

  @Sendable private static func noFile(_ path: String) throws(RuleSetReadError) -> [UInt8] {
    throw RuleSetReadError("No such file or directory")
  }
}
