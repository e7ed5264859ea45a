import SourceText
import Testing
import YAMLReading

@Suite struct YAMLDocumentTests {
  @Test func `keeps the path`() throws {
    #expect(try YAMLDocument(Array("a".utf8), path: "rules.yaml").path == "rules.yaml")
  }

  @Test(arguments: [
    ("a: ⟦b⟧\n", "/a"),
    ("é: ⟦ü⟧ # ö\n", "/é"),
    ("😀: '😀'\nk: ⟦😀 x⟧\n", "/k"),
    ("a: ⟦'it''s'⟧ \n", "/a"),
    ("a: ⟦\"b\\n\"⟧ \n", "/a"),
    ("a: ⟦b\n  c⟧\n\nd: e\n", "/a"),
    ("a: ⟦|\n  b\n  c⟧\n\n# comment\nd: e\n", "/a"),
    ("a: ⟦>-\n  b\n\n  c⟧\n\n\nd: e\n", "/a"),
    ("a:⟦⟧\nb: c\n", "/a"),
    ("- ⟦[1, 2]⟧ # two\n", "/0"),
    ("- ⟦{a: 1,\n   b: 2}⟧\n", "/0"),
    ("a:\n  ⟦- b\n  - c⟧\n\n# comment\nd: e\n", "/a"),
    ("a:\n  ⟦b: c\n  d: [e]⟧\n\nf: g\n", "/a"),
    ("a:\n  ⟦b:⟧\n\nf: g\n", "/a"),
    ("\n# first\n⟦a: b⟧\n", ""),
    ("---\n⟦a⟧\n...\n", ""),
    ("⟦a: b\r\nc: d⟧\r\n", ""),
    ("a: b\r\nc: ⟦d⟧\r\n", "/c"),
    ("a: b\u{2028}c: ⟦d⟧\n", "/c"),
    ("a: &x ⟦b⟧\n", "/a"),
    ("a: &x !!str ⟦5⟧\n", "/a"),
    ("a: !!str &x ⟦'5'⟧\n", "/a"),
    ("a: !<tag:yaml.org,2002:str> ⟦5⟧\n", "/a"),
    ("a: &x # comment\n  ⟦b: c⟧\n", "/a"),
    ("a: &x ⟦[b]⟧\n", "/a"),
    ("a: &x ⟦|\n  é⟧\n", "/a"),
    ("a: &x⟦⟧\nb: c\n", "/a"),
    ("[a, &x⟦⟧ , b]\n", "/1"),
    ("a: &x ⟦b⟧\nc: *x\n", "/c"),
    ("- &x a\n- ⟦[b, *x]⟧\n", "/1"),
    ("- &x a\n- ⟦- b\n  - *x⟧\n", "/1"),
    ("[⟦a: b⟧, c]\n", "/0"),
  ])
  func `knows where a node stands`(marked: String, pointer: String) throws {
    let expected = MarkedText(marked)
    let path = try #require(JSONPointer(text: pointer))
    let node = try #require(try root(expected.text).node(at: path))
    #expect(node.span == expected.span)
    #expect(node.start == expected.start)
    #expect(node.end == expected.end)
  }

  @Test func `knows where keys stand`() throws {
    let expected = MarkedText("é: {ö: 1, ⟦'ü'⟧: 2}")
    let key = try #require(try root(expected.text)["é"]?.entries?.last?.key)
    #expect(key.text == "ü")
    #expect(key.span == expected.span)
    #expect(key.start == expected.start)
    #expect(key.end == expected.end)
  }

  @Test func `finds places far into a text of many scalars`() throws {
    let line = "- éé ü😀\n"
    let items = try #require(try root(String(repeating: line, count: 1_000)).items)
    #expect(items.count == 1_000)
    for (index, item) in items.enumerated() {
      #expect(item.start == SourcePosition(line: index + 1, column: 3))
      #expect(item.span == SourceSpan(start: index * line.utf8.count + 2, end: (index + 1) * line.utf8.count - 1))
    }
  }

  @Test func `counts the bytes of a byte order mark but gives it no column`() throws {
    let node = try #require(try root("\u{FEFF}a: b\n")["a"])
    #expect(node.text == "b")
    #expect(node.span == SourceSpan(start: 6, end: 7))
    #expect(node.start == SourcePosition(line: 1, column: 4))
  }

  @Test(arguments: ["", "\n\n", "# nothing\n", "\u{FEFF}", "---\n", "---\n...\n"])
  func `reads an empty text as a null`(text: String) throws {
    #expect(try root(text).kind == .null)
  }

  @Test func `resolves aliases to the node they name`() throws {
    let node = try root("a: &x [1, &y {b: c}]\nd: *x\ne: *y\n")
    #expect(node["d"] == node["a"])
    #expect(try node.json() == #"{"a":[1,{"b":"c"}],"d":[1,{"b":"c"}],"e":{"b":"c"}}"#)
  }

  @Test func `lets a later anchor of the same name win`() throws {
    #expect(try root("[&x a, *x, &x b, *x]").json() == #"["a","a","b","b"]"#)
  }

  @Test(arguments: [
    ("a: &a {x: 1, y: 2}\nb: {z: 0, <<: *a, y: 3}", #"{"z":0,"x":1,"y":3}"#),
    ("a: &a {x: 1, y: 2}\nb: {<<: [*a, {x: 5, w: 6}]}", #"{"x":1,"y":2,"w":6}"#),
    ("a: &a {x: 1}\nc: &c {<<: *a, y: 2}\nb:\n  <<: *c\n", #"{"x":1,"y":2}"#),
    ("b: {<<: {x: 1}, x: 2}", #"{"x":2}"#),
    ("b: {<<: []}", "{}"),
    ("b: {'<<': 1}", #"{"<<":1}"#),
  ])
  func `merges what a merge key names`(text: String, expected: String) throws {
    #expect(try root(text)["b"]?.json() == expected)
  }

  @Test func `tells merged entries from written ones`() throws {
    let entries = try #require(try root("{<<: {x: 1}, y: 2}").entries)
    #expect(entries.map(\.name) == ["x", "y"])
    #expect(entries.map(\.isMerged) == [true, false])
  }

  @Test(arguments: [
    ("a: 1\nb: 2\n⟦a: 3\n", "the key 'a' is already on line 1"),
    ("{a: 1, ⟦'a': 3}\n", "the key 'a' is already on line 1"),
    ("- &k x: 1\n  ⟦*k : 2\n", "the key 'x' is already on line 1"),
    ("a:\n  <<: {}\n  ⟦<<: {}\n", "the key '<<' is already on line 2"),
    ("<<: ⟦5\n", "'<<' merges a mapping or a list of mappings, not an integer"),
    ("<<: ⟦[{}, x]\n", "'<<' merges a mapping or a list of mappings, not a text"),
    ("? ⟦[a, b]\n: c\n", "a key must be a text, not a list"),
    ("?⟦ \n: b\n", "a key is missing here"),
    ("a: 1\n⟦---\nb: 2\n", "a second document begins; only one is read"),
    ("a\n...\n⟦---\nb\n", "a second document begins; only one is read"),
    ("b: &base 1\na: ⟦*bse\n", "the alias '*bse' has no anchor '&bse' before it; did you mean '*base'?"),
    ("a: &x [1, ⟦*x]\n", "the alias '*x' stands inside the value that it names"),
    ("a: ⟦!!binary aGk=\n", "unknown tag '!!binary'; known are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq"),
    ("a: &b ⟦!foo [x]\n", "unknown tag '!foo'; known are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq"),
    ("a: ⟦! 5\n", "unknown tag '!'; known are !!str, !!int, !!float, !!bool, !!null, !!map and !!seq"),
    ("a: ⟦!x!y 5\n", "unknown tag"),
    ("a: ⟦!!int five\n", "the tag '!!int' does not fit this value"),
    ("a: ⟦!!bool yes\n", "the tag '!!bool' does not fit this value"),
    ("a: ⟦!!map [1]\n", "the tag '!!map' does not fit a list"),
    ("a: ⟦!!seq {b: 1}\n", "the tag '!!seq' does not fit a mapping"),
    ("a: ⟦!!seq b\n", "the tag '!!seq' does not fit this value"),
    ("# x\n⟦%TAG ! tag:x,2000:\n---\na\n", "%TAG is not supported"),
  ])
  func `refuses what it does not read`(marked: String, message: String) {
    let expected = MarkedText(marked)
    let error = failure(expected.text.utf8)
    #expect(error?.message == message)
    #expect(error?.position == expected.start, "\(expected.text)")
  }

  @Test(arguments: [
    ("!!str 5", #""5""#), ("!!int '5'", "5"), ("!!float 5", "5"), ("!!bool 'true'", "true"), ("!!null ''", "null"),
    ("!!map {a: 1}", #"{"a":1}"#), ("!!seq [1]", "[1]"),
  ])
  func `follows the tags of the core schema`(text: String, expected: String) throws {
    #expect(try root(text).json() == expected)
  }
}
