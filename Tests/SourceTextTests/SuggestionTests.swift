import SourceText
import Testing

@Suite struct SuggestionTests {
  private static let known = ["require", "assert", "schema", "forbid", "unique", "references", "aggregate", "on", "at"]

  @Test(
    arguments: [
      ("requires", "require"), ("reqiure", "require"), ("Schema", "schema"), ("asert", "assert"),
      ("referenzes", "references"),
      ("agregat", "aggregate"), ("onn", "on"), ("unqiue", "unique"), ("xyz", nil), ("", nil), ("message", nil),
    ] as [(String, String?)])
  func `the nearest name is the one that was meant`(name: String, expected: String?) {
    #expect(Suggestion.nearest(to: name, among: Self.known) == expected)
  }

  @Test func `the name itself is no suggestion`() {
    #expect(Suggestion.nearest(to: "schema", among: ["schema"]) == nil)
  }

  @Test func `of equally near names the first of the alphabet is taken`() {
    #expect(Suggestion.nearest(to: "bat", among: ["cat", "bar", "hat"]) == "bar")
  }

  @Test func `nothing is near to nothing`() {
    #expect(Suggestion.nearest(to: "a", among: []) == nil)
  }
}
