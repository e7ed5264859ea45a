import JSONReading
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
}
