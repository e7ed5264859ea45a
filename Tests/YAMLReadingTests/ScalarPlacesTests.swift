import SourceText
import Testing
import YAMLReading

@Suite struct ScalarPlacesTests {
  /// Each `⟦` stands before the character of the file that the next `^` of the text points at.
  @Test(arguments: [
    ("k: ⟦a ⟦é ⟦b⟦\n", "^a ^é ^b^"),
    ("k: '⟦a ⟦é ⟦b⟦'\n", "^a ^é ^b^"),
    ("k: \"⟦a ⟦é ⟦b⟦\"\n", "^a ^é ^b^"),
    ("k: 'it⟦''⟦s⟦'\n", "it^'^s^"),
    ("k: \"⟦\\t⟦x⟦\\u00e9⟦\\N⟦\\x41⟦\\U0001F600⟦\\\"⟦\\\\⟦z⟦\"\n", "^\t^x^é^\u{85}^A^😀^\"^\\^z^"),
    ("k: \"a⟦\\n⟦\"\n", "a^\n^"),
    ("k: ⟦a b⟦  \n   ⟦c⟦\n\n\n  ⟦d⟦\n", "^a b^ ^c^\n\n^d^"),
    ("k: '⟦a⟦\n   ⟦b'\n", "^a^ ^b"),
    ("k: 'a⟦\n   ⟦'\n", "a^ ^"),
    ("k: \"⟦a \\\n   ⟦b⟦\\n⟦\n   ⟦c⟦\"\n", "^a ^b^\n^ ^c^"),
    ("k: \"a⟦\\\n\n   ⟦b\"\n", "a^\n^b"),
    ("k: |\n  ⟦a⟦\n   ⟦ b\n⟦\n  ⟦c\n", "^a^\n ^ b\n^\n^c\n"),
    ("k: |- # why\n\n    ⟦a\n    é⟦b⟦\nj: 1\n", "\n^a\né^b^"),
    ("k: |2\n    ⟦a\n  ⟦b\n", "  ^a\n^b\n"),
    ("k: |+\n  a⟦\n⟦\n", "a^\n^\n"),
    ("- &x |\n ⟦a⟦\r\n ⟦b\r\n", "^a^\n^b\n"),
    ("k: >\n  ⟦a⟦\n  ⟦b⟦\n\n  ⟦c\n    ⟦d\n    é⟦e\n  ⟦f⟦\n", "^a^ ^b^\n^c\n  ^d\n  é^e\n^f^\n"),
    ("k: >-\n\n\n  ⟦a\n\n\n  ⟦b⟦\n", "\n\n^a\n\n^b^"),
    ("k: !!str ⟦a⟦\n", "^a^"),
  ])
  func `leads from a text's bytes to the file`(marked: String, text: String) throws {
    let expected = MarkedText(marked)
    let parsed = try root(expected.text)
    let node = try #require(parsed.entries?.first?.value ?? parsed.items?.first)
    #expect(node.text == text.replacing("^", with: ""))
    var (places, offset) = ([SourcePosition](), 0)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "^") {
        places.append(node.position(ofTextOffset: offset))
      } else {
        offset += 1
      }
    }
    #expect(places == expected.places, "\(expected.text)")
  }

  @Test func `clamps offsets to the text`() throws {
    let node = try #require(try root("k: 'abc'")["k"])
    #expect(node.position(ofTextOffset: -1) == SourcePosition(line: 1, column: 5))
    #expect(node.position(ofTextOffset: .max) == SourcePosition(line: 1, column: 8))
    #expect(try root("\n [a]").position(ofTextOffset: 1) == SourcePosition(line: 2, column: 2))
  }

  @Test func `leads to the definition behind an alias`() throws {
    let node = try #require(try root("a: &x b + c\nd: *x\n")["d"])
    #expect(node.position(ofTextOffset: 4) == SourcePosition(line: 1, column: 11))
  }
}
