import SourceText
import Testing
import YAMLReading

@Suite struct YAMLSourceTests {
  @Test(arguments: [
    (Array("a: é\nü: ".utf8) + [0xC3, 0x28], "the byte 0xC3 is not UTF-8", 2, 4),
    ([0xFF], "the byte 0xFF is not UTF-8", 1, 1),
    ([0x61, 0xC3], "the byte 0xC3 is not UTF-8", 1, 2),
    ([0x61, 0xC0, 0x80], "the byte 0xC0 is not UTF-8", 1, 2),
    ([0x61, 0xED, 0xA0, 0x80], "the byte 0xED is not UTF-8", 1, 2),
    ([0x61, 0xF4, 0x90, 0x80, 0x80], "the byte 0xF4 is not UTF-8", 1, 2),
    ([0x61, 0x80], "the byte 0x80 is not UTF-8", 1, 2),
    ([0xFE, 0xFF, 0, 0x61], "the text is UTF-16; save it as UTF-8", 1, 1),
    ([0xFF, 0xFE, 0x61, 0], "the text is UTF-16; save it as UTF-8", 1, 1),
    ([0x61, 0, 0x3A, 0], "the text is UTF-16; save it as UTF-8", 1, 1),
    ([0, 0x61, 0, 0x3A], "the text is UTF-16; save it as UTF-8", 1, 1),
    ([0, 0, 0, 0x61], "the text is UTF-32; save it as UTF-8", 1, 1),
    (
      Array("a: b\nc: \0\n".utf8),
      "the control character U+0000 is not allowed; write it as an escape in double quotes", 2, 4
    ),
    (
      Array("a: \u{1B}".utf8),
      "the control character U+001B is not allowed; write it as an escape in double quotes", 1, 4
    ),
    (
      Array("a: \u{9F}".utf8),
      "the control character U+009F is not allowed; write it as an escape in double quotes", 1, 4
    ),
    (Array("é: 'ü'\na: \u{FFFE}".utf8), "control characters are not allowed", 2, 4),
  ])
  func `refuses bytes that are no text`(bytes: [UInt8], message: String, line: Int, column: Int) {
    #expect(failure(bytes) == YAMLError(message, at: SourcePosition(line: line, column: column)))
  }

  @Test func `reads scalars of every length`() throws {
    let text = "a\u{85}é\u{7FF}\u{800}\u{FFFD}\u{10000}\u{10FFFF}"
    #expect(try root("\"\(text.replacing("\u{85}", with: ""))\"").text == text.replacing("\u{85}", with: ""))
  }
}
