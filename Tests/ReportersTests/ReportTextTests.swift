import Foundation
import SourceText
import Testing

@testable import Reporters

@Suite struct ReportTextTests {
  @Test(arguments: [(0, "0"), (7, "7"), (-1, "-1"), (1034, "1034"), (Int.max, "\(Int.max)"), (Int.min, "\(Int.min)")])
  func `numbers are written in decimal digits`(number: Int, expected: String) {
    var text = ReportText()
    text.append("n=")
    text.append(number)
    #expect(text.string == "n=" + expected)
  }

  @Test func `a drained text starts anew`() {
    var text = ReportText()
    text.append("first")
    text.append(byte: UInt8(ascii: "!"))
    #expect(text.bytes == Array("first!".utf8))
    text.removeAll()
    text.append(bytes: Array("second".utf8))
    #expect(text.string == "second")
  }

  @Test(arguments: [
    ("", #""""#),
    ("plain", #""plain""#),
    ("\"\\/", #""\"\\/""#),
    ("\u{0}\u{8}\t\n\u{C}\r\u{1B}\u{1F}", #""\u0000\b\t\n\f\r\u001b\u001f""#),
    ("a\u{7F}\u{80}b\u{9F}\u{A0}c", "\"a\\u007f\\u0080b\\u009f\u{A0}c\""),
    ("Â°é日本🚦", #""Â°é日本🚦""#),
    ("\u{2028}\u{FFFD}\u{FFFF}", "\"\u{2028}\u{FFFD}\u{FFFF}\""),
    ("]]>&<", #""]]>&<""#),
  ])
  func `JSON strings escape what JSON forbids and every control character`(text: String, expected: String) {
    var output = ReportText()
    output.appendJSON(text)
    #expect(output.string == expected)
  }

  @Test(arguments: [
    ([], #""""#), (["metadata", "width"], #""/metadata/width""#), (["a/b~c\"", "", "0"], #""/a~1b~0c\"//0""#),
  ])
  func `JSON Pointers are escaped twice`(tokens: [String], expected: String) throws {
    var output = ReportText()
    output.appendJSON(JSONPointer(tokens))
    #expect(output.string == expected)
    let text = try JSONSerialization.jsonObject(with: Data(output.bytes), options: .fragmentsAllowed) as? String
    #expect(text == JSONPointer(tokens).description)
  }

  @Test(arguments: 0..<300)
  func `JSON strings are read back as they were`(seed: Int) throws {
    // Foundation's parser drops byte order marks inside of strings, so they stay out of this comparison.
    let text = randomText(seed: seed).replacing("\u{FEFF}", with: "")
    var output = ReportText()
    output.appendJSON(text)
    let read = try JSONSerialization.jsonObject(with: Data("[\(output.string)]".utf8)) as? [String]
    #expect(read?.last.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test(arguments: [
    ("plain é日本 👩‍🚀", "plain é日本 👩‍🚀"),
    ("\u{1B}[31m\u{9B}2J\u{7}\u{7F}", #"\u{1b}[31m\u{9b}2J\u{7}\u{7f}"#),
    ("tab\tline\r\nend", #"tab\tline\r\nend"#),
    ("\u{202E}abc\u{2066}\u{200F}", #"\u{202e}abc\u{2066}\u{200f}"#),
    ("\u{FEFF}\u{2028}\u{FFFE}\u{E0041}", #"\u{feff}\u{2028}\u{fffe}\u{e0041}"#),
    ("\u{FFFD}", "\u{FFFD}"),
  ])
  func `printable text never drives a terminal`(text: String, expected: String) {
    var output = ReportText()
    output.appendPrintable(text)
    #expect(output.string == expected)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcde… (1 byte more)"), ("日本語", 1, "日… (6 bytes more)"),
    ("日本語", 3, "日本語"), ("abc", 0, "… (3 bytes more)"),
  ])
  func `a cut text says how much is missing`(text: String, limit: Int, expected: String) {
    var output = ReportText()
    output.appendPrintable(text, atMost: limit)
    #expect(output.string == expected)
  }

  @Test func `a text of a megabyte is cut quickly`() {
    var output = ReportText()
    output.appendPrintable(String(repeating: "é", count: 500_000), atMost: 10)
    #expect(output.string == "éééééééééé… (999 980 bytes more)")
  }

  @Test func `markup escapes what XML reads`() {
    var output = ReportText()
    output.appendPrintable("a&b <c> \"d\" ]]> 'e'", markup: .xml)
    #expect(output.string == "a&amp;b &lt;c&gt; &quot;d&quot; ]]&gt; 'e'")
  }
}
