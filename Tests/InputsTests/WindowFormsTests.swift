import Findings
import JSONReading
import SourceText
import Testing

@testable import Inputs

@Suite struct WindowFormsTests {
  static let windows = [16, 17, 31, 64, 1000, 1 << 20]

  @Test(arguments: [
    (#"[{"a":1},{"a":2}]"#, InputForm.array, [#"{"a":1}"#, #"{"a":2}"#]),
    ("[]", .array, []), (" [ \n ] ", .array, []), ("[1]", .array, ["1"]), ("[[1,2],[3]]", .array, ["[1,2]", "[3]"]),
    (
      "\n\n[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": [\n      2\n    ]\n  }\n]\n", .array,
      [#"{"a":1}"#, #"{"b":[2]}"#]
    ),
    ("{\"a\":1}\n{\"a\":2}\n", .ndjson, [#"{"a":1}"#, #"{"a":2}"#]),
    ("{\"a\":1}\r\n{\"a\":2}\r\n", .ndjson, [#"{"a":1}"#, #"{"a":2}"#]),
    ("{\"a\":1}\n{\"a\":2}", .ndjson, [#"{"a":1}"#, #"{"a":2}"#]),
    ("\n\n{\"a\":1}\n\n \t \n{\"a\":2}\n\n", .ndjson, [#"{"a":1}"#, #"{"a":2}"#]),
    ("  {\"a\":1} \n {\"a\":2} \n", .ndjson, [#"{"a":1}"#, #"{"a":2}"#]),
    (#"{"a":1}"#, .single, [#"{"a":1}"#]), ("{\"a\":1}\n", .single, [#"{"a":1}"#]),
    ("{\n  \"a\": 1\n}\n", .single, [#"{"a":1}"#]), ("\r\n{\r\n\t\"a\": 1\r\n}", .single, [#"{"a":1}"#]),
    ("{\n                                \"a\": 1}", .single, [#"{"a":1}"#]),
    ("{}\n                                         \n", .single, ["{}"]),
    ("{}\n                                         \n{}", .ndjson, ["{}", "{}"]),
    ("null", .single, ["null"]), ("1\n2\n", .ndjson, ["1", "2"]),
  ])
  func `the first bytes tell how records lie`(text: String, form: InputForm, records: [String]) {
    for window in Self.windows {
      let reading = WindowReading(text, windowByteCount: window)
      #expect(reading.form == form)
      #expect(reading.records == records)
      #expect(reading.problems == [])
      #expect(reading.byteCount == text.utf8.count)
      #expect(reading.end == SourcePosition.start.advanced(by: TextStep(over: text.utf8)))
    }
  }

  @Test(arguments: ["[{\"a\":1}]", "{\"a\":1}\n{\"a\":2}\n", "{\"a\":1}", "[]"])
  func `a byte order mark is noted and skipped`(text: String) {
    let plain = WindowReading(text)
    for window in Self.windows {
      let marked = WindowReading("\u{FEFF}" + text, windowByteCount: window)
      #expect(marked.hasByteOrderMark)
      #expect(marked.form == plain.form)
      #expect(marked.records == plain.records)
      #expect(marked.problems == [])
      #expect(marked.byteCount == text.utf8.count + 3)
      #expect(marked.end == plain.end)
    }
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"a\":2}", InputForm.single, [], ["‹8: '{' behind the end of the value›"]),
    ("[1]\n[2]\n", .ndjson, ["[1]", "[2]"], []),
    ("[1]\n[2]\n", .array, ["1"], ["‹4: text behind the end of the array›"]),
    ("[1,2]", .single, ["[1,2]"], []), ("[1,2]", .ndjson, ["[1,2]"], []),
    ("{\"a\":1}", .array, [#"{"a":1}"#], []),
    ("{\n\"a\":1}", .ndjson, [], ["1: text ends inside an object", "5: ':' behind the end of the value"]),
    ("", .ndjson, [], []), ("\n \n", .ndjson, [], []),
  ])
  func `a form that is asked for is kept`(text: String, form: InputForm, records: [String], problems: [String]) {
    for window in Self.windows {
      let reading = WindowReading(text, form: form, windowByteCount: window)
      #expect(reading.records == records)
      #expect(reading.problems == problems)
    }
  }

  @Test(arguments: ["", " ", "\n\n\t\r\n", "                                        "])
  func `a text without a value is broken, and has no record`(text: String) {
    for window in Self.windows {
      #expect(
        WindowReading(text, windowByteCount: window).items == [
          .broken(JSONSyntaxError(.truncated, "empty text", at: 0), start: 0, isInRecord: false)
        ])
    }
  }

  @Test(arguments: [1, 2, 3, 5, 16, 100])
  func `slow pipes give the same as fast ones`(step: Int) {
    let text = Array("[{\"a\":\"é漢😀},{\"},{\"b\":[1,2]} , {\"c\":null}]".utf8)
    #expect(WindowReading(text, windowByteCount: 16, step: step) == WindowReading(text))
  }

  @Test(arguments: [
    ([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], "‹0: UTF-16 instead of UTF-8›"),
    ([0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D], "‹0: UTF-16 instead of UTF-8›"),
    ([0x5B, 0x00, 0x7B, 0x00], "‹1: a NUL byte where a value should stand›"),
    ([0x7B, 0x00, 0x22, 0x00], "‹1: a NUL byte where a key or '}' should stand›"),
    ([0x00, 0x5B, 0x00, 0x5D], "‹0: a NUL byte where a value should stand›"),
  ])
  func `UTF-16 is called by its name where it can be told`(bytes: [UInt8], problem: String) {
    for window in Self.windows {
      let reading = WindowReading(bytes, windowByteCount: window)
      #expect(reading.problems == [problem])
      #expect(reading.records == [])
    }
  }
}
