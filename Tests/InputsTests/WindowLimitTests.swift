import Findings
import JSONReading
import SourceText
import Testing

@testable import Inputs

/// Records beyond the limit are refused, by all forms, whatever the windows, and whether the limit or the window is
/// the larger one.
@Suite struct WindowLimitTests {
  static let windows = [16, 24, 50, 200, 1 << 20]
  static let limits = JSONLimits(recordByteCount: 40)

  /// A record of exactly `count` bytes.
  static func record(_ count: Int) -> String { "{\"a\":\"\(String(repeating: "x", count: count - 8))\"}" }

  static func expect(
    _ text: String, form: InputForm? = nil, records: Int, problems: [String], tail: [WindowReading.Item] = []
  ) {
    for window in windows {
      let reading = WindowReading(text, form: form, limits: limits, windowByteCount: window)
      #expect(reading.records.count == records, "window \(window)")
      #expect(reading.problems.map { $0.filter { $0 != "‹" && $0 != "›" } } == problems, "window \(window)")
      #expect(reading.byteCount == text.utf8.count, "window \(window)")
    }
  }

  @Test func `records up to the limit are read`() {
    let records = [40, 8, 39, 40].map(Self.record)
    Self.expect("[\(records.joined(separator: ","))]", records: 4, problems: [])
    Self.expect("[  \(records.joined(separator: "       \n ,        \n\n"))  ]", records: 4, problems: [])
    Self.expect(records.joined(separator: "\n"), records: 4, problems: [])
    Self.expect(Self.record(40), records: 1, problems: [])
  }

  @Test func `many small records are more than the limit together`() {
    let records = Array(repeating: Self.record(10), count: 200)
    Self.expect("[\(records.joined(separator: ","))]", records: 200, problems: [])
    Self.expect(records.joined(separator: "\n"), records: 200, problems: [])
  }

  @Test(arguments: [41, 60, 1000])
  func `of an array a larger record costs the rest`(count: Int) {
    let (small, large) = (Self.record(12), Self.record(count))
    Self.expect("[\(small),  \(large),\(small)]", records: 1, problems: ["16: a record of more than 40 bytes"])
    Self.expect("[\(small),\(large)]", records: 1, problems: ["14: a record of more than 40 bytes"])
    Self.expect("[\n\(large),\(small)]", records: 0, problems: ["2: a record of more than 40 bytes"])
  }

  @Test(arguments: [41, 60, 1000])
  func `of NDJSON a larger record costs its line, and lines are still counted`(count: Int) {
    let (small, large) = (Self.record(12), Self.record(count))
    let problem = "13: a record of more than 40 bytes"
    Self.expect("\(small)\n\(large)\n\(small)\n", records: 2, problems: [problem])
    Self.expect("\(small)\n\(large)", records: 1, problems: [problem])
    for window in Self.windows {
      let text = "\(small)\n\(large)\n\(small)\n\(large)\n"
      let reading = WindowReading(text, limits: Self.limits, windowByteCount: window)
      #expect(reading.end == SourcePosition(line: 5, column: 1))
      #expect(reading.form == .ndjson)
    }
  }

  @Test(arguments: [41, 60, 1000])
  func `one record that is larger is refused`(count: Int) {
    Self.expect(Self.record(count), records: 0, problems: ["0: a record of more than 40 bytes"])
    Self.expect(
      "{\n\(String(repeating: " ", count: count))}", records: 0, problems: ["0: a record of more than 40 bytes"])
  }

  @Test(arguments: ["[", "{", "\"", "{\"a\":", "[{\"a\":\""])
  func `a text without end is refused, not read for ever`(start: String) {
    for window in Self.windows {
      let text = start + String(repeating: "x", count: 3 << 20)
      let reading = WindowReading(text, limits: Self.limits, windowByteCount: window)
      #expect(reading.records == [])
      #expect(reading.problems.count == 1)
      #expect(reading.byteCount == text.utf8.count)
    }
  }

  @Test func `a first line beyond the limit still tells the form`() {
    let text = Self.record(100) + "\n" + Self.record(20) + "\n" + Self.record(30)
    Self.expect(text, records: 2, problems: ["0: a record of more than 40 bytes"])
    for window in Self.windows {
      #expect(WindowReading(text, limits: Self.limits, windowByteCount: window).form == .ndjson)
    }
  }

  @Test(arguments: [("é", 0), ("😀", 1), ("\\u00e9", 1), ("\\ud83d\\ude00", 8)])
  func `a large record is not taken for broken where it was cut`(piece: String, shift: Int) {
    // Behind the bracket, the reader looks at 8 MiB for the first time.
    let start = "[{\"a\":\"" + String(repeating: "x", count: shift)
    let text = start + String(repeating: piece, count: (9 << 20) / piece.utf8.count) + "\"},{\"b\":1}]"
    let reading = WindowReading(text)
    #expect(reading.items.count == 2)
    #expect(reading.problems == [])
  }

  @Test func `a large broken record is given up before the end`() {
    let text = "[{\"a\":}, \"" + String(repeating: "x", count: 20 << 20)
    let reading = WindowReading(text)
    #expect(reading.problems == ["‹6: '}' where a value should stand›"])
    #expect(reading.byteCount == text.utf8.count)
  }
}
