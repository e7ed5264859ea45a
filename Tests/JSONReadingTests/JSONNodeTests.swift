import JSONReading
import SourceText
import TestSupport
import Testing

@Suite struct JSONNodeTests {
  @Test(arguments: [
    ("9223372036854775807", Int64.max), ("9223372036854775808", nil), ("-9223372036854775808", Int64.min),
    ("-9223372036854775809", nil), ("0", 0), ("-0", 0), ("12345678901234567890", nil), ("-1", -1), ("1.0", nil),
    ("1e2", nil), ("10000000000000000000", nil), ("99999999999999999999999", nil), ("\"1\"", nil), ("true", nil),
    ("null", nil), ("[1]", nil),
  ])
  func `whole numbers are those that fit 64 bits`(text: String, expected: Int64?) throws {
    let document = try JSONDocument(text)
    let root = document.root
    #expect(root.integer == expected)
    #expect(root.isInteger == (expected != nil))
  }

  @Test(arguments: [
    "0", "-0", "-0.0", "1", "0.1", "0.30000000000000004", "123456789012345678", "9007199254740993",
    "1.7976931348623157e308", "1.7976931348623159e308", "-1e309", "1e400", "1E-400", "-1e-400", "5e-324",
    "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308", "4.9406564584124654e-324",
    "0.00001e400", "0.000001e-400", "1" + String(repeating: "0", count: 400) + "e-5",
    "1" + String(repeating: "0", count: 400), "1" + String(repeating: "0", count: 400) + "e-395",
    "0." + String(repeating: "0", count: 400) + "1", "0." + String(repeating: "0", count: 400) + "1e5",
    "0." + String(repeating: "0", count: 400) + "1e+405", "0e99999", "-0.0e-99999", "1e99999999999999999999",
    "1e-99999999999999999999", "8.5e+5", "4503599627370496.5", "4503599627370497.5", "2251799813685248.75",
    "9007199254740993.0", "0.0000000000000000000000000001", "18446744073709551615", "1844674407370955161.5",
    "0.5000000000000000000", "12345678.12345678",
    "3.141592653589793238462643383279502884197169399375105820974944592307816406",
  ])
  func `doubles are those that the standard library reads`(text: String) throws {
    let document = try JSONDocument(text)
    let double = try #require(document.root.double)
    let expected = try #require(Double(text))
    #expect(double.bitPattern == expected.bitPattern, "\(text.prefix(40)): \(double), not \(expected)")
  }

  @Test(arguments: 0..<300)
  func `random doubles are those that the standard library reads`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let digits = (0..<random.number(in: 1...24)).map { _ in String(random.number(in: 0...9)) }.joined()
    let whole = String(random.number(in: 0...999))
    let text = "\(random.pick(["", "-"]))\(whole).\(digits)e\(random.number(in: -330...310))"
    let document = try JSONDocument(text)
    #expect(document.root.double?.bitPattern == Double(text)?.bitPattern, "\(text)")
  }

  @Test(arguments: 0..<300)
  func `random numbers without an exponent are those that the standard library reads`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let digits = (0..<random.number(in: 1...30)).map { _ in String(random.number(in: 0...9)) }.joined()
    let text = "\(random.pick(["", "-"]))\(random.number(in: 0...1_000_000)).\(digits)"
    let document = try JSONDocument(text)
    #expect(document.root.double?.bitPattern == Double(text)?.bitPattern, "\(text)")
  }

  @Test(arguments: [
    (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0000\u001f""#, "\0\u{1F}"),
    (#""\u00e9\u00E9é""#, "ééé"), (#""\ud83d\ude00""#, "😀"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
    (#""\u20ac""#, "€"), (#""\\u0041""#, #"\u0041"#), (#""\uffff""#, "\u{FFFF}"),
    (#""\u007f\u0080\u07ff\u0800""#, "\u{7F}\u{80}\u{7FF}\u{800}"),
  ])
  func `strings are decoded`(text: String, expected: String) throws {
    let document = try JSONDocument(text)
    let root = document.root
    #expect(root.string.map { Array($0.utf8) } == Array(expected.utf8))
    #expect(root.isString(JSONKey(expected)))
    #expect(!root.isString(JSONKey(expected + "x")))
    let quoted = try JSONDocument(JSONText.quoted(expected))
    #expect(root == quoted.root)
  }

  @Test(arguments: [
    (#""a\ud800b""#, "a\u{FFFD}b", [2..<8]), (#""\udc00""#, "\u{FFFD}", [1..<7]),
    (#""\udc00\ud800""#, "\u{FFFD}\u{FFFD}", [1..<7, 7..<13]), (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀", [1..<7]),
    (#""\ud800\n""#, "\u{FFFD}\n", [1..<7]),
  ])
  func `half a surrogate pair is replaced and noted`(text: String, expected: String, spans: [Range<Int>]) throws {
    let document = try JSONDocument(text)
    // Each byte of the half may become a replacement character of its own: only what is around it is promised.
    let outside = document.root.string?.unicodeScalars.filter { $0 != "\u{FFFD}" }.map(String.init).joined()
    #expect(outside == expected.unicodeScalars.filter { $0 != "\u{FFFD}" }.map(String.init).joined())
    #expect(document.root.string?.contains("\u{FFFD}") == true)
    #expect(document.ambiguities.map(\.kind) == spans.map { _ in .loneSurrogate })
    #expect(document.ambiguities.map(\.span) == spans.map { SourceSpan(start: $0.lowerBound, end: $0.upperBound) })
  }

  @Test(arguments: [("1e309", 1), ("-1e400", 1), ("1e308", 0), ("1e-400", 0), ("[1e999, 2, 1e999]", 2)])
  func `numbers beyond the range of a double are noted`(text: String, count: Int) throws {
    let kinds = try JSONDocument(text).ambiguities.map(\.kind)
    #expect(kinds == [JSONAmbiguity.Kind](repeating: .numberOutOfRange, count: count))
  }

  @Test func `kinds, spans and texts of all values`() throws {
    let (text, spans) = MarkedSpans.read(
      #" ⟦{ "k" : ⟦[ ⟦1.50⟧ , ⟦"é\n"⟧,⟦true⟧,⟦false⟧,⟦null⟧, ⟦[]⟧, ⟦{ }⟧ ]⟧ }⟧ "#)
    let document = try JSONDocument(text)
    let array = try #require(document.root.member("k"))
    let nodes = [document.root, array] + Array(array.elements)
    #expect(nodes.map(\.span) == spans)
    #expect(nodes.map(\.kind) == [.object, .array, .number, .string, .boolean, .boolean, .null, .array, .object])
    #expect(nodes.map(\.boolean) == [nil, nil, nil, nil, true, false, nil, nil, nil])
    #expect(nodes.map(\.isNull) == [false, false, false, false, false, false, true, false, false])
    #expect(nodes.map(\.count) == [1, 7, 0, 0, 0, 0, 0, 0, 0])
    #expect(nodes.map(\.numberText) == [nil, nil, "1.50", nil, nil, nil, nil, nil, nil])
    #expect(array.compactText == #"[1.50,"é\n",true,false,null,[],{}]"#)
  }

  @Test func `members come in order and the first of a name is found`() throws {
    let document = try JSONDocument(#"{"b": 1, "a": [{"x": 0}, 2], "b": 3, "\u0063": 4}"#)
    let root = document.root
    #expect(root.members.map { $0.key.string } == ["b", "a", "b", "c"])
    #expect(root.members.map { $0.value.compactText } == ["1", #"[{"x":0},2]"#, "3", "4"])
    #expect(root.member("b")?.integer == 1)
    #expect(root.member("c")?.integer == 4)
    #expect(root.member("x") == nil)
    #expect(root.element(at: 0) == nil)
    #expect(root.member("a")?.member("x") == nil)
  }

  @Test func `elements are found by their position`() throws {
    let document = try JSONDocument(#"[[1, [2]], {"a": 3}, 4]"#)
    let root = document.root
    #expect((0..<3).map { root.element(at: $0)?.compactText } == ["[1,[2]]", #"{"a":3}"#, "4"])
    #expect(root.element(at: 3) == nil)
    #expect(root.element(at: -1) == nil)
    #expect(root.element(at: .max) == nil)
    #expect(root.member("a") == nil)
    #expect(Array(root.members).isEmpty)
  }

  @Test func `pointers lead to values and back`() throws {
    let document = try JSONDocument(#"{"a/b": [{"~": 1}, [[], "x"]], "": {"": null}, "é\n": true}"#)
    let root = document.root
    let pointers = ["", "/a~1b", "/a~1b/0", "/a~1b/0/~0", "/a~1b/1", "/a~1b/1/0", "/a~1b/1/1", "/", "//", "/é\n"]
    for text in pointers {
      let pointer = try #require(JSONPointer(text: text))
      let node = try #require(root.value(at: pointer), "\(text)")
      #expect(node.pointer(from: root) == pointer)
    }
    for text in ["/x", "/a~1b/2", "/a~1b/00", "/a~1b/-0", "/a~1b/-", "/a~1b/+1", "/a~1b/0/~0/x"] {
      #expect(root.value(at: try #require(JSONPointer(text: text))) == nil, "\(text)")
    }
    let key = try #require(root.members.first { _ in true }?.key)
    #expect(key.pointer(from: root).description == "/a~1b")
    let inner = try #require(root.value(at: JSONPointer(["a/b", "1"])))
    #expect(inner.value(at: JSONPointer(["1"]))?.pointer(from: inner).description == "/1")
    #expect(inner.contains(inner) && root.contains(inner) && !inner.contains(root))
  }
}
