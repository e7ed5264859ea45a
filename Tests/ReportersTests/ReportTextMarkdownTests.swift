import Testing

@testable import Reporters

@Suite struct ReportTextMarkdownTests {
  @Test(arguments: [
    ("plain text, 7 %", "plain text, 7 %"),
    ("a|b", #"a\|b"#),
    ("*_`~#", "\\*\\_\\`\\~\\#"),
    ("<script>&amp;", #"\<script\>\&amp;"#),
    ("[x](y)", #"\[x\](y)"#),
    ("@somebody", "&#64;somebody"),
    (#"C:\x"#, #"C:\\x"#),
    ("two\nlines", #"two\nlines"#),
    ("\u{1B}[31m", #"\u{1b}\[31m"#),
  ])
  func `text of the data is shown as it is`(text: String, markdown: String) {
    var output = ReportText()
    output.appendMarkdown(text)
    #expect(output.string == markdown)
  }

  @Test func `what is cut is counted`() {
    var output = ReportText()
    output.appendMarkdown("abcdef", atMost: 4)
    #expect(output.string == "abcd… (2 bytes more)")
  }

  @Test(arguments: [
    ("a.b", false, "`a.b`"),
    ("a || b", true, #"`a \|\| b`"#),
    ("a || b", false, "`a || b`"),
    ("tool.`bounding-box`", false, "`` tool.`bounding-box` ``"),
    ("``", false, "``` `` ```"),
    ("two\nlines", false, #"`two\nlines`"#),
  ])
  func `code has a fence that it does not hold`(text: String, inTable: Bool, markdown: String) {
    var output = ReportText()
    output.appendMarkdownCode(text, inTable: inTable)
    #expect(output.string == markdown)
  }
}
