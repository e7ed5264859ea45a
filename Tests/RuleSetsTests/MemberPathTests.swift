import JSONReading
import TestSupport
import Testing

@testable import RuleSets

@Suite struct MemberPathTests {
  @Test(arguments: [
    ("a", ["a"]), ("a.b.c", ["a", "b", "c"]), ("_a1.B", ["_a1", "B"]), ("`labelDuration(ms)`", ["labelDuration(ms)"]),
    ("a.`b.c`.d", ["a", "b.c", "d"]), ("`é`", ["é"]), ("", nil), (".", nil), ("a.", nil), (".a", nil), ("a..b", nil),
    ("1a", nil),
    ("a-b", nil), ("``", nil), ("`a", nil), ("`a`b", nil), ("a b", nil), ("é", nil), ("a[0]", nil), ("a.{b}", nil),
  ])
  func `a chain of members is read`(text: String, keys: [String]?) {
    #expect(MemberPath(text)?.keys.map(\.name) == keys)
    if let path = MemberPath(text) { #expect(MemberPath(path.description) == path) }
  }

  @Test func `it leads to a value or to none`() throws {
    let document = try JSONDocument(#"{"a": {"b c": [1]}, "n": null}"#)
    #expect(MemberPath("a.`b c`")?.value(from: document.root)?.compactText == "[1]")
    #expect(MemberPath("n")?.value(from: document.root)?.isNull == true)
    #expect(MemberPath("a.x")?.value(from: document.root) == nil)
    #expect(MemberPath("n.x")?.value(from: document.root) == nil)
  }
}
