import JSONReading
import TestSupport
import Testing

@testable import RuleSets

@Suite struct MessageTemplateTests {
  @Test(
    arguments: [
      ("", []), ("plain", [.text("plain")]), ("{a}", [.expression("a", offset: 1)]),
      ("é {a.b} x", [.text("é "), .expression("a.b", offset: 4), .text(" x")]),
      ("{{a}}", [.text("{a}")]), ("{a}{b}", [.expression("a", offset: 1), .expression("b", offset: 4)]),
      ("{'}'}", [.expression("'}'", offset: 1)]), (#"{"\"}"}"#, [.expression(#""\"}""#, offset: 1)]),
      ("{ {'k': 1}['k'] }", [.expression(" {'k': 1}['k'] ", offset: 1)]),
      ("{a.`}`}", [.expression("a.`}`", offset: 1)]),
      ("{}", [.expression("", offset: 1)]),
    ] as [(String, [MessageTemplate.Part])])
  func `braces hold expressions`(text: String, parts: [MessageTemplate.Part]) throws {
    #expect(try MessageTemplate(text).parts == parts)
  }

  @Test func `a message has a hundred expressions at most`() throws {
    #expect(try MessageTemplate(String(repeating: "{a}", count: 100)).parts.count == 100)
    let failure = #expect(throws: MessageTemplate.Failure.self) {
      try MessageTemplate(String(repeating: "{a}", count: 101))
    }
    #expect(failure?.offset == 300)
    #expect(failure?.message == "more than 100 expressions in a message")
  }

  @Test(arguments: [
    ("{a", 0, "'{' without a '}' behind it; write '{{' for a brace"),
    ("é {'}", 3, "'{' without a '}' behind it; write '{{' for a brace"),
    ("a } b", 2, "'}' without a '{' before it; write '}}' for a brace"),
    ("{a}}", 3, "'}' without a '{' before it; write '}}' for a brace"),
  ])
  func `a brace alone is an error at its place`(text: String, offset: Int, message: String) {
    let failure = #expect(throws: MessageTemplate.Failure.self) { try MessageTemplate(text) }
    #expect(failure?.offset == offset)
    #expect(failure?.message == message)
  }
}
