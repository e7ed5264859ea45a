import Findings
import SourceText
import Testing

@Suite struct FingerprintTests {
  /// Worked out by another program from the definition of 128-bit FNV-1a. They never change: baselines hold them.
  @Test(
    arguments: [
      (rule: "r", identity: [], pointer: "", expected: "a68db80be38b5822836dbc799ad1c31b"),
      (
        rule: "metadata-missing-size",
        identity: [("asset", "street-000123.jpg"), ("task", "67c6af7c2587b2bf27c5a19d")], pointer: "/metadata/width",
        expected: "d65b084073f9496fbc86ee23e49813b1"
      ),
      (
        rule: "box-zero-area", identity: [("asset", "é.jpg")], pointer: "/a~1b/0",
        expected: "48cbb7bc3609dbc333690551483a2c22"
      ),
    ] as [(rule: String, identity: [(String, String)], pointer: String, expected: String)])
  func `fingerprints stay what they are`(
    rule: String, identity: [(String, String)], pointer: String, expected: String
  ) throws {
    let parts = identity.map { IdentityPart(name: $0, value: $1) }
    let pointer = try #require(JSONPointer(text: pointer))
    #expect(Fingerprint.make(rule: rule, identity: parts, pointer: pointer) == expected)
  }

  @Test func `every part tells, and so does where one ends`() {
    func make(_ rule: String, _ identity: [(String, String)], _ tokens: [String]) -> String {
      let parts = identity.map { IdentityPart(name: $0, value: $1) }
      return Fingerprint.make(rule: rule, identity: parts, pointer: JSONPointer(tokens))
    }
    let fingerprints = [
      make("ab", [], []), make("a", [("b", "")], []), make("a", [("", "b")], []), make("a", [], ["b"]),
      make("ab", [("asset", "1")], []), make("ab", [("task", "1")], []),
      make("ab", [("asset", "1"), ("task", "1")], []),
      make("ab", [("asset", "1")], ["x"]), make("ab", [("asset", "1")], ["x", "0"]), make("ab", [("asset", "1x")], []),
    ]
    #expect(Set(fingerprints).count == fingerprints.count)
  }
}
