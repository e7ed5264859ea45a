import JSONReading
import JSONSchema
import LinearRegex
import TestSupport
import Testing

/// Patterns that are compared byte by byte mean the same as to RE2.
@Suite struct FixedPatternsTests {
  @Test(arguments: 0..<500) func `bytes and RE2 agree`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let set = { [random.pick(["a", "b", "-", "\\.", "\\d", "[a-c]", "[0-9a]", "[a-]", "[.\\-b]", "é", ".", "[^a]"])] }
    var pattern = random.pick(["^", "^", "^", ""])
    for _ in 0..<random.number(in: 0...4) {
      pattern += set()[0] + random.pick(["", "", "?", "+", "*", "{2}", "{1,2}", "{0,}", "+?", "{,2}"])
    }
    pattern += random.pick(["$", "$", "", "|a$"])
    guard let regex = try? LinearRegex(ecma262: pattern) else { return }
    var validator = SchemaValidator(try compile("{\"pattern\": \"\(pattern.replacing("\\", with: "\\\\"))\"}"))
    for _ in 0..<60 {
      let text = (0..<random.number(in: 0...5)).map { _ in random.pick(["a", "b", "c", "0", "-", ".", "é", "\\n"]) }
        .joined()
      let document = try JSONDocument("\"\(text)\"")
      let expected: SchemaVerdict = regex.matches(document.root.string ?? "") ? .valid : .invalid
      #expect(
        withExtendedLifetime(document) { validator.verdict(on: document.root) } == expected, "\(text) by \(pattern)")
    }
  }

  @Test(arguments: [
    ("^[0-9a-f]{24}$", "0123456789abcdef01234567", true), ("^[0-9a-f]{24}$", "0123456789abcdef0123456", false),
    ("^[0-9a-f]{24}$", "0123456789abcdef012345678", false), ("^[0-9a-f]{24}$", "0123456789ABCDEF01234567", false),
    ("^[0-9a-f]{24}$", "0123456789abcdef01234567\\n", false), ("^https?://", "https://a", true),
    ("^https?://", "http:/a", false), ("^https?://", "xhttp://a", false),
    ("^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$", "a.b-c@x-y.z", true), ("^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$", "a@", false),
    ("^a+ab$", "aab", true), ("^\\\\d{4}-\\\\d{2}$", "2025-03", true), ("^", "", true), ("^$", "", true),
  ])
  func `what people write`(pattern: String, text: String, matches: Bool) throws {
    #expect(try verdict("{\"pattern\": \"\(pattern)\"}", "\"\(text)\"") == (matches ? .valid : .invalid))
  }
}
