import Inputs
import Testing

/// The beginning of a document, made whole.
@Suite struct DocumentHeadTests {
  @Test(arguments: [
    (#"{"images": [{"id": 1}, {"id": 2"#, #"{"images": [{"id": 1}, {}]}"#),
    (#"{"a": 1, "b"#, #"{"a": 1}"#),
    (#"{"a": 1, "b": "x\"y"#, #"{"a": 1}"#),
    (#"{"a": 12"#, #"{}"#),
    (#"{"a": "}]\"", "b": [true, fal"#, #"{"a": "}]\"", "b": [true]}"#),
    (#" [{"a": [1]}, {"b": 2}]"#, #" [{"a": [1]}]"#),
    ("{\"a\": 1}\n{\"b\": 2}\n", #"{"a": 1}"#),
    ("\u{FEFF}{\"a\": [", #"{"a": []}"#),
    (#"["a""#, #"[]"#),
  ])
  func `what is cut through is left out, and what is open is closed`(text: String, whole: String) {
    #expect(DocumentHead.completed(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == whole)
  }

  @Test(arguments: ["", "  ", "12", "\"a", "]", "}{"])
  func `a text with nothing whole in it has no beginning`(text: String) {
    #expect(DocumentHead.completed(Array(text.utf8)) == nil)
  }
}
