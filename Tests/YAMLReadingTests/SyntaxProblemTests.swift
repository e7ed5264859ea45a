import SourceText
import Testing
import YAMLReading

@Suite struct SyntaxProblemTests {
  @Test(arguments: [
    ("a:\n⟦\tb: 1\n", "a tab cannot indent; use spaces"),
    ("a:\n  b: 1\n⟦\tc: 1\n", "a tab cannot indent; use spaces"),
    ("a: ⟦@b\n", "a text cannot start with '@'; put it in quotes"),
    ("é: ⟦`b`\n", "a text cannot start with '`'; put it in quotes"),
    ("é: b⟦: c\n", "mapping values are not allowed in this context; quote a text that holds ': '"),
    ("a: ⟦'b\nc: d\n", "this quote is never closed"),
    ("a: ⟦\"b\nc: d\n", "this quote is never closed"),
    ("a: ⟦'b\n---\nc'\n", "this quote is not closed before the document ends"),
    ("a: \"⟦\\d\"\n", "unknown escape in double quotes; write '\\\\' for a backslash, or use single quotes"),
    ("a: ⟦- b\n", "a list's '- ' cannot stand here; put it on a line of its own"),
    ("a: 1\n⟦b\nc: 2\n", "a ':' is missing after this key, or this line is indented too little"),
    ("a:\n    b: 1\n  ⟦c: 2\n", "expected a key of the mapping that begins on line 1; check the indentation"),
    ("- a\n⟦b: 1\n", "expected a '- ' of the list that begins on line 1; check the indentation"),
    ("a: [1,\n 2\nb⟦: 3\n", "expected ',' or ']' of the list that begins on line 1"),
    ("a: {b: 1\nc⟦: 3\n", "expected ',' or '}' of the mapping that begins on line 1"),
    ("[a]\n⟦b\n", "expected the end of the text: its one value is complete"),
    ("a: ⟦]\n", "expected a value"),
    ("⟦%YAML 2.0\n---\na\n", "found incompatible YAML document"),
    ("a: &⟦ b\n", "did not find expected alphabetic or numeric character while scanning an anchor"),
  ])
  func `says in plain words what is wrong with a text, and where`(marked: String, message: String) {
    let expected = MarkedText(marked)
    let error = failure(expected.text.utf8)
    #expect(error?.message == message)
    #expect(error?.position == expected.start, "\(expected.text)")
  }
}
