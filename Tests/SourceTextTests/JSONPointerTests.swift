import SourceText
import Testing

@Suite struct JSONPointerTests {
  /// The examples of RFC 6901, section 5, and some with several tokens.
  private static let written: [(tokens: [String], text: String)] = [
    ([], ""), (["foo"], "/foo"), (["foo", "0"], "/foo/0"), ([""], "/"), (["a/b"], "/a~1b"), (["c%d"], "/c%d"),
    (["e^f"], "/e^f"), (["g|h"], "/g|h"), (["i\\j"], "/i\\j"), (["k\"l"], "/k\"l"), ([" "], "/ "), (["m~n"], "/m~0n"),
    (["", ""], "//"), (["~1"], "/~01"), (["é", "日本"], "/é/日本"), (["/~"], "/~1~0"), (["a\r\n"], "/a\r\n"),
  ]

  @Test(arguments: written)
  func `pointers are written as RFC 6901 says`(tokens: [String], text: String) {
    #expect(JSONPointer(tokens).description == text)
  }

  @Test(arguments: written)
  func `pointers are read as RFC 6901 says`(tokens: [String], text: String) {
    #expect(JSONPointer(text: text) == JSONPointer(tokens))
  }

  @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~", "/a~/b", " /a", "#/a"])
  func `what is no pointer is refused`(text: String) {
    #expect(JSONPointer(text: text) == nil)
  }

  @Test func `a slash may stand before a combining mark`() {
    #expect(JSONPointer(text: "/\u{301}a/b")?.tokens == ["\u{301}a", "b"])
    #expect(JSONPointer(["\u{301}a~/\u{301}"]).description.utf8.elementsEqual("/\u{301}a~0~1\u{301}".utf8))
  }

  @Test func `pointers grow by tokens and by pointers`() {
    #expect(JSONPointer.root.appending("a").appending("b") == JSONPointer(["a", "b"]))
    #expect(JSONPointer(["a"]).appending(JSONPointer(["b", "0"])) == JSONPointer(["a", "b", "0"]))
    #expect(JSONPointer(["a"]).appending(JSONPointer.root) == JSONPointer(["a"]))
  }
}
