import JSONReading
import TestSupport
import Testing

@Suite struct JSONShortKeyTests {
  private static let text = "abcdefghijklmnopqrstuvwxyz0123456789"

  @Test(arguments: 0...33)
  func `finds the member whose name has its bytes and no other`(count: Int) throws {
    let name = String(Self.text.prefix(count))
    guard let key = JSONShortKey(name) else {
      #expect(count > 32)
      return
    }
    #expect(count <= 32)
    for place in 0..<count {
      var other = Array(name.utf8)
      other[place] = UInt8(ascii: "#")
      let document = try JSONDocument("{\"\(String(decoding: other, as: UTF8.self))\": 1}")
      #expect(document.root.member(key) == nil)
    }
    let escaped = name.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
    for written in [name, escaped] {
      let document = try JSONDocument("{\"\(name)#\": 1, \"#\(name)\": [2], \"\(written)\": 3, \"s\(name)\": 4}")
      #expect(document.root.member(key)?.integer == 3)
    }
  }

  @Test(arguments: 0...16)
  func `is the same made of two words`(count: Int) {
    let bytes = Array(Self.text.utf8.prefix(count))
    func word(_ part: ArraySlice<UInt8>) -> UInt64 { part.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    let key = JSONShortKey(low: word(bytes.prefix(8)), high: word(bytes.dropFirst(8)))
    #expect(key == JSONShortKey(String(decoding: bytes, as: UTF8.self)))
  }

  @Test(arguments: 0...33)
  func `is the content of a short string`(count: Int) throws {
    let text = String(Self.text.prefix(count))
    let key = JSONShortKey(text)
    let document = try JSONDocument("\"\(text)\"")
    let found = document.root.shortText
    #expect(found == key)
    #expect(found?.digest == key?.digest)
    #expect(found?.isEmpty == (count > 32 ? nil : count == 0))
  }

  @Test(arguments: ["\"\\u0061\"", "1", "null", "[\"a\"]", "{\"a\": \"a\"}"])
  func `is made of nothing else`(text: String) throws {
    let document = try JSONDocument(text)
    #expect(document.root.shortText == nil)
  }

  @Test(arguments: [
    ("\"\"", "", true, true), ("\"abc\"", "", true, true), ("\"abc\"", "ab", true, false),
    ("\"abc\"", "bc", false, true),
    ("\"abc\"", "abc", true, true), ("\"abc\"", "abcd", false, false), ("\"a\\u0062c\"", "a", nil, nil),
    ("[1]", "[", nil, nil),
  ])
  func `starts and ends strings`(text: String, part: String, starts: Bool?, ends: Bool?) throws {
    let document = try JSONDocument(text)
    let key = try #require(JSONShortKey(part))
    #expect(document.root.starts(with: key) == starts)
    #expect(document.root.ends(with: key) == ends)
  }

  @Test(arguments: 0..<100)
  func `members are found by shape as they are by text`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let names = ["", "a", "b", "ab", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "é", "\\u0061"]
    // Keys in changing orders, absent, twice and with escapes; values of one node and of many.
    let objects = (0..<30).map { _ in
      let count = Int.random(in: 0...6, using: &random)
      let members = (0..<count).map { number in
        let name = names.randomElement(using: &random) ?? ""
        return "\"\(name)\":\(Bool.random(using: &random) ? "\(number)" : "[\(number),{\"a\":0},[]]")"
      }
      return "{\(members.joined(separator: ","))}"
    }
    let array = "[\(objects.joined(separator: ","))]"
    let document = try JSONDocument(array)
    // A reader remembers what was looked up, a document does not.
    let text = PaddedBytes(Array(array.utf8))
    let index = StructuralIndex()
    try index.build(text, 0..<text.count)
    let reader = JSONReader()
    reader.begin(text, index: index)
    var position = 0
    let read = try #require(reader.value(at: &position))
    for object in Array(document.root.elements) + Array(read.elements) {
      for name in ["", "a", "b", "ab", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq", "é", "none"] {
        let key = try #require(JSONShortKey(name))
        let (found, expected) = (object.member(key), object.member(JSONKey(name)))
        #expect(found?.span == expected?.span, "\(name) in \(object.sourceText)")
        #expect(object.hasMember(key) == (expected != nil), "\(name) in \(object.sourceText)")
      }
    }
  }

  @Test func `what was looked up is forgotten together with the shapes`() throws {
    // As many sequences of keys as are kept, so that the numbers of shapes start over.
    let objects = (0..<9000).map { "{\"k\($0)\":1}" }
    let text = PaddedBytes(Array("{\"a\":1,\"b\":2} [\(objects.joined(separator: ","))] {\"b\":3,\"a\":4}".utf8))
    let index = StructuralIndex()
    try index.build(text, 0..<text.count)
    let reader = JSONReader()
    reader.begin(text, index: index)
    let (a, b) = (try #require(JSONShortKey("a")), try #require(JSONShortKey("b")))
    var position = 0
    let first = reader.value(at: &position)
    #expect([first?.member(a)?.integer, first?.member(b)?.integer] == [1, 2])
    #expect(reader.value(at: &position)?.count == 9000)
    let last = reader.value(at: &position)
    #expect([last?.member(a)?.integer, last?.member(b)?.integer] == [4, 3])
  }
}
