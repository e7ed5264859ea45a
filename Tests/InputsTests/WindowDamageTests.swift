import Findings
import Foundation
import JSONReading
import SourceText
import Testing

@testable import Inputs

/// What one broken place costs: of NDJSON its line, of an array everything behind it, and never less than is said.
@Suite struct WindowDamageTests {
  static let windows = [16, 20, 33, 64, 256, 1 << 20]

  static func expect(_ text: String, form: InputForm? = nil, records: [String], problems: [String]) {
    expect(Array(text.utf8), form: form, records: records, problems: problems)
  }

  static func expect(_ bytes: [UInt8], form: InputForm? = nil, records: [String], problems: [String]) {
    for window in windows {
      let reading = WindowReading(bytes, form: form, windowByteCount: window)
      #expect(reading.records == records, "window \(window)")
      #expect(reading.problems == problems, "window \(window)")
      #expect(reading.byteCount == bytes.count)
    }
  }

  @Test(arguments: [
    ("{\"b\":}", "5: '}' where a value should stand"), ("{\"b\":1", "6: text ends inside an object"),
    ("{\"b\":\"x", "7: text ends inside a string"), ("{\"b\":1}}", "7: '}' behind the end of the value"),
    ("{\"b\":1} {\"c\":2}", "8: '{' behind the end of the value"), ("x", "0: 'x' is not a value"),
    ("{\"b\":\"\\x\"}", #"6: unknown escape: '\' and 'x'"#), ("]", "0: ']' where a value should stand"),
    ("{\"b\":[[[{\"c\":\"\\n\"", "17: text ends inside an object"), ("\"", "1: text ends inside a string"),
    ("{\"b\":\"\0\"}", "6: a NUL byte inside a string, not written as an escape"),
    ("{\"b\":NaN}", "5: NaN is not JSON"), ("\u{FEFF}{}", "0: byte order mark"),
  ])
  func `a broken line costs that line only`(line: String, problem: String) throws {
    let before = "{\"a\":\"\\u0041\\n\"}\n"
    let parts = problem.split(separator: ":", maxSplits: 1)
    let offset = try #require(Int(parts[0])) + before.utf8.count
    Self.expect(
      before + line + "\n{\"c\":\"\\u0043\\t\"}\n\n{\"d\":4}\n", form: .ndjson,
      records: [#"{"a":"\u0041\n"}"#, #"{"c":"\u0043\t"}"#, #"{"d":4}"#], problems: ["\(offset):\(parts[1])"])
  }

  @Test func `a value that goes on over lines costs each of them`() {
    Self.expect(
      "{\"a\":1}\n[1,\n2]\n{\"b\":\n{\"c\":\"\\n\"}\n}\n{\"d\":\"\\t\"}\n", form: .ndjson,
      records: [#"{"a":1}"#, #"{"c":"\n"}"#, #"{"d":"\t"}"#],
      problems: [
        "11: text ends inside an array", "13: ']' behind the end of the value", "20: text ends inside an object",
        "32: '}' where a value should stand",
      ])
  }

  @Test(arguments: [
    ([#""\x""#, #""\u0041""#], [nil, "A"]),
    ([#"[{"b":"\n"}"#, #""\u0041""#], [nil, "A"]),
    ([#"["b","#, #""\u0041""#, "]", #""\t""#], [nil, "A", nil, "\t"]),
    ([#"["b","#, #""\u0041""#, "x", #""\t""#], [nil, "A", nil, "\t"]),
  ])
  func `escapes of lines behind a broken one are decoded`(lines: [String], expected: [String?]) throws {
    let window = Window(lines: lines.map { Array($0.utf8) })
    var records = WindowRecords(window, with: JSONReader(), recordIndex: StructuralIndex())
    var found: [String?] = []
    while let item = records.next() {
      if case .record(let node) = item { found.append(node.string) } else { found.append(nil) }
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("[{\"a\":1},{\"b\":},{\"c\":3}]", "‹14: '}' where a value should stand›"),
    ("[{\"a\":1},{\"b\":2}},{\"c\":3}]", "‹16: '}' where ',' or ']' should stand›"),
    ("[{\"a\":1}\n{\"b\":2},{\"c\":3}]", "‹9: '{' where ',' or ']' should stand›"),
    ("[{\"a\":1},,{\"c\":3}]", "‹9: ',' where a value should stand›"),
    ("[{\"a\":1},]", "‹9: ']' where a value should stand›"),
    ("[{\"a\":1},{\"b\":\"x},{\"c\":3}]", "‹20: 'c' where ',' or '}' should stand›"),
    ("[{\"a\":1},{\"b\":\"\\q\"},{\"c\":3}]", #"‹15: unknown escape: '\' and 'q'›"#),
    ("[{\"a\":1},{\"b\":NaN},{\"c\":3}]", "‹14: NaN is not JSON›"),
    ("[{\"a\":1},{\"b\":\"\n\"},{\"c\":3}]", "‹15: a line feed inside a string, not written as an escape›"),
    ("[{\"a\":1},\0{\"b\":2}]", "‹9: a NUL byte where a value should stand›"),
  ])
  func `a broken array costs the rest`(text: String, problem: String) {
    let long = String(repeating: ", {\"z\": 0}", count: 50)
    Self.expect(text, records: [#"{"a":1}"#] + (problem.contains("16:") ? [#"{"b":2}"#] : []), problems: [problem])
    Self.expect(
      text.dropLast() + long + "]", records: [#"{"a":1}"#] + (problem.contains("16:") ? [#"{"b":2}"#] : []),
      problems: [problem == "‹9: ']' where a value should stand›" ? "‹9: ',' where a value should stand›" : problem])
  }

  @Test(arguments: [
    ("[", "‹1: text ends inside an array›", 0), ("[ ", "‹2: text ends inside an array›", 0),
    ("[{\"a\":1}", "‹8: text ends inside an array›", 1), ("[{\"a\":1},", "‹9: text ends inside an array›", 1),
    ("[{\"a\":1},{", "‹10: text ends inside an object›", 1),
    ("[{\"a\":1},{\"b\":\"", "‹15: text ends inside a string›", 1),
    ("[{\"a\":1}\n", "‹9: text ends inside an array›", 1),
  ])
  func `a truncated array ends in a broken place`(text: String, problem: String, count: Int) {
    Self.expect(text, records: Array(repeating: #"{"a":1}"#, count: count), problems: [problem])
  }

  @Test(arguments: [
    ("[{\"a\":1}] x", "‹10: text behind the end of the array›"),
    ("[{\"a\":1}],", "‹9: text behind the end of the array›"),
    ("[{\"a\":1}]\n\n[{\"b\":2}]", "‹11: text behind the end of the array›"),
    ("[{\"a\":1}]]", "‹9: text behind the end of the array›"),
    ("[{\"a\":1}]\0", "‹9: text behind the end of the array›"),
  ])
  func `text behind the end of an array is broken`(text: String, problem: String) {
    Self.expect(text, records: [#"{"a":1}"#], problems: [problem])
  }

  @Test func `invalid UTF-8 costs the line or the rest`() {
    let bad: [UInt8] = Array("{\"b\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)
    let (first, last) = (Array("{\"a\":1}".utf8), Array("{\"c\":\"\\n\"}".utf8))
    Self.expect(
      first + [0x0A] + bad + [0x0A] + last, form: .ndjson, records: [#"{"a":1}"#, #"{"c":"\n"}"#],
      problems: ["14: invalid UTF-8: byte C3"])
    Self.expect(
      [0x5B] + first + [0x2C] + bad + [0x2C] + last + [0x5D], records: [#"{"a":1}"#],
      problems: ["‹15: invalid UTF-8: byte C3›"])
  }

  @Test func `a source that fails costs what is behind the failure`() {
    let error = InputError(.truncated("the gzip data"), in: "x.gz", at: 99)
    for window in Self.windows {
      let array = WindowReading(
        Array("[{\"a\":1},{\"a\":2},{\"a".utf8), windowByteCount: window, failure: error)
      #expect(array.records == [#"{"a":1}"#, #"{"a":2}"#])
      #expect(array.problems == ["20: unexpected end of the gzip data (at byte 99)"])
      let single = WindowReading(Array("{\"a\":1,\n\"b".utf8), form: .single, windowByteCount: window, failure: error)
      #expect(single.problems == ["10: unexpected end of the gzip data (at byte 99)"])
      let lines = WindowReading(
        Array("{\"a\":1}\n{\"b\":2}\n".utf8), form: .ndjson, windowByteCount: window, failure: error)
      #expect(lines.records == [#"{"a":1}"#, #"{"b":2}"#])
      #expect(lines.problems == ["16: unexpected end of the gzip data (at byte 99)"])
    }
  }

  @Test func `a comma before the first record is found, though the window ends there`() {
    let text = "[ ,{\"name\":\"a record that is larger than the window\"}]"
    for window in [16, 32, 1 << 20] {
      let reading = WindowReading(text, windowByteCount: window)
      #expect(reading.records == [] && reading.problems == ["‹2: ',' where a value should stand›"])
    }
  }

  /// Six lines of forty bytes, or as many elements of an array.
  private static func sixRecords(_ form: InputForm) -> String {
    let records = (0..<6).map { #"{"a":\#($0),"b":"0123456789012345678901"}"# }
    return form == .ndjson ? records.map { $0 + "\n" }.joined() : "[" + records.joined(separator: ",\n") + "]"
  }

  @Test(arguments: [
    // Shorter before a window of it is cut: it ends there.
    (InputForm.ndjson, 0, 130, 3, ["130: text ends inside a string"]),
    (.ndjson, 1, 130, 3, ["130: text ends inside a string"]),
    (.array, 1, 130, 3, ["‹130: text ends inside a string›"]),
    // Shorter when a window has been cut and not been read.
    (.ndjson, 2, 110, 3, ["110: unexpected end of the file, which was longer before (at byte 110)"]),
    (.array, 2, 110, 3, ["125: unexpected end of the file, which was longer before (at byte 125)"]),
    (.array, 2, 130, 3, ["130: unexpected end of the file, which was longer before (at byte 130)"]),
  ])
  func `a file that becomes shorter while it is read is not read to its end`(
    form: InputForm, cut: Int, byteCount: Int, recordCount: Int, problems: [String]
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("export.json", Array(Self.sixRecords(form).utf8))
    let reading = try WindowReading(file: path, form: form, windowByteCount: 100, ahead: 2) { count in
      if count == cut { try #require(truncate(path, off_t(byteCount)) == 0) }
    }
    #expect(reading.records.count == recordCount)
    #expect(reading.problems == problems)
  }
}
