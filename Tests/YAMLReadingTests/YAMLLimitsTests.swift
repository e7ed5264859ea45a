import SourceText
import Testing
import YAMLReading

@Suite(.timeLimit(.minutes(1))) struct YAMLLimitsTests {
  @Test func `defuses an alias bomb`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(
      failure(text.utf8)
        == YAMLError(
          "more than 100000 values, aliases counted in full", at: SourcePosition(line: 5, column: 45)))
  }

  @Test func `defuses a bomb of merge keys`() {
    let keys = (0..<1_000).map { "k\($0): 1" }.joined(separator: ", ")
    let merges = String(repeating: "- {<<: *a}\n", count: 1_000)
    let error = failure("- &a {\(keys)}\n\(merges)".utf8)
    #expect(error?.message == "more than 100000 values, aliases counted in full")
  }

  @Test func `defuses a bomb of long texts`() {
    let text = "- &a " + String(repeating: "x", count: 1 << 20) + "\n" + String(repeating: "- *a\n", count: 100)
    #expect(
      failure(text.utf8)
        == YAMLError(
          "more than 16777216 bytes of text, aliases counted in full", at: SourcePosition(line: 17, column: 3)))
  }

  @Test func `counts the depth that aliases add`() {
    var text = "a0: &a0 [x]\n"
    for level in 1...100 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(
      failure(text.utf8)
        == YAMLError(
          "lists and mappings are nested more than 64 deep", at: SourcePosition(line: 64, column: 12)))
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: ", "&a [", "!!seq ["])
  func `stops at deep nesting`(opening: String) {
    let error = failure(String(repeating: opening, count: 10_000).utf8)
    #expect(error != nil)
    #expect(failure(String(repeating: opening, count: 100_000).utf8) == error)
  }

  @Test func `reads up to the allowed depth`() throws {
    let open = String(repeating: "[", count: 64)
    let close = String(repeating: "]", count: 64)
    #expect(try root(open + close).json() == open + close)
    #expect(
      failure("[\(open)\(close)]".utf8)
        == YAMLError("lists and mappings are nested more than 64 deep", at: SourcePosition(line: 1, column: 65)))
  }

  @Test func `refuses texts that are too long`() {
    #expect(
      failure("12345".utf8, limits: YAMLLimits(byteCount: 4))
        == YAMLError("the text has 5 bytes, more than the 4 allowed", at: .start))
    #expect(failure("1234".utf8, limits: YAMLLimits(byteCount: 4)) == nil)
  }

  @Test func `quotes only the start of long names`() {
    let long = String(repeating: "é", count: 200)
    let error = failure("\(long): 1\n\(long): 2\n".utf8)
    #expect(error?.message == "the key '\(String(repeating: "é", count: 80))…' is already on line 1")
    let name = String(repeating: "a", count: 1 << 20)
    let shown = String(repeating: "a", count: 80) + "…"
    #expect(
      failure("[&\(name) x, *\(name)b]".utf8)?.message
        == "the alias '*\(shown)' has no anchor '&\(shown)' before it")
  }

  @Test func `counts keys and values`() {
    #expect(failure("{a: 1}".utf8, limits: YAMLLimits(nodeCount: 3)) == nil)
    #expect(
      failure("{a: 1}".utf8, limits: YAMLLimits(nodeCount: 2))
        == YAMLError("more than 2 values, aliases counted in full", at: SourcePosition(line: 1, column: 5)))
  }

  @Test(arguments: [
    "'", "\"", "|", ">", "&", "*", "!", "%", "@", "`", "? ", ": ", "- ", "#", "[", "]", "{", "}", ",", "---\n", "...\n",
    "a: ", "a\n", "\"\\", "- |\n", "%TAG ! a\n", "%YAML 1.1\n", "&a ", "*a ", "!!str ", "a: [", "<<: ", "\t", "\r",
    "\u{85}", "\u{2028}", "'' ", "\\\n", " \n", "é",
  ])
  func `survives much of anything`(piece: String) {
    let text = String(repeating: piece, count: (1 << 16) / piece.utf8.count)
    for prefix in ["", "a: ", "- \"", "a: |\n  ", "a: >\n   b\n", "- '", "[", "a: &x "] {
      _ = failure((prefix + text).utf8)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `survives texts thrown together`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let pieces = [
      "a", "é", " ", "  ", "\n", "\n  ", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "'", "\"", "|", ">", "|2",
      ">+",
      "&x ", "*x", "!!str ", "<<: ", "#", "\\", "\\x41", "\t", "\r\n", "\u{85}", "\u{2028}", "---", "...", "1.5", "~",
    ]
    for _ in 0..<100 {
      let text = (0..<Int.random(in: 1...24, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      guard let node = try? root(text) else { continue }
      check(node, in: Array(text.utf8))
    }
  }

  /// Every span lies in the text, spans and positions agree, and all offsets of scalars lead into the file.
  private func check(_ node: YAMLNode, in text: [UInt8]) {
    let lines = LineMap(text)
    let shown = Comment(rawValue: String(decoding: text, as: UTF8.self).debugDescription)
    #expect(0 <= node.span.start && node.span.start <= node.span.end && node.span.end <= text.count, shown)
    #expect(lines.position(of: node.span.start) == node.start, shown)
    #expect(lines.position(of: node.span.end) == node.end, shown)
    if let scalar = node.text {
      for offset in 0...scalar.utf8.count {
        let place = node.position(ofTextOffset: offset)
        #expect(node.start <= place, shown)
      }
    }
    for item in node.items ?? [] { check(item, in: text) }
    for entry in node.entries ?? [] {
      check(entry.key, in: text)
      check(entry.value, in: text)
    }
  }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
