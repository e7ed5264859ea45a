import JSONReading
import Testing

@Suite struct JSONKeyListTests {
  @Test(arguments: [
    ("{}", 0), ("{\"a\":1}", 1), ("{\"b\":{\"a\":1}}", 2), ("{\"b\":1,\"c\":2,\"a\":3}", 3), ("{\"a\":1,\"a\":2}", 1),
    ("{\"\\u0061\":1,\"c\":null}", 1), ("{\"a name of more than sixteen\":1}", 1), ("[\"a\"]", 0), ("null", 0),
  ])
  func `counts the members that an object has`(text: String, count: Int) throws {
    let names = ["a", "b", "b", "a name of more than sixteen"]
    let list = JSONKeyList(try names.map { try #require(JSONShortKey($0)) })
    let other = JSONKeyList([try #require(JSONShortKey("c"))])
    let document = try JSONDocument(text)
    #expect(document.root.memberCount(list) == count)
    // A reader remembers the counts of the shapes it met.
    let bytes = PaddedBytes(Array("\(text) \(text)".utf8))
    let index = StructuralIndex()
    try index.build(bytes, 0..<bytes.count)
    let reader = JSONReader()
    reader.begin(bytes, index: index)
    var position = 0
    for _ in 0..<2 {
      let node = try #require(reader.value(at: &position))
      #expect(node.memberCount(list) == count)
      #expect(node.memberCount(other) == (text.contains("\"c\"") ? 1 : 0))
    }
  }
}
