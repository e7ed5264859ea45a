import JSONReading
import SourceText
import TestSupport
import Testing

@Suite struct KeyShapesTests {
  /// Keys of more than sixteen bytes that begin and end alike.
  static let middles = (
    one: "eight678-one-eight678", two: "eight678-two-eight678", long: String(repeating: "k", count: 5000)
  )

  @Test(arguments: [
    #"{"a": 1, ⟦"a"⟧: 2}"#,
    #"{"a": 1, "b": 2, ⟦"a"⟧: 3}"#,
    #"{"a": 1, ⟦"a"⟧: 2, ⟦"a"⟧: 3}"#,
    #"{"": 1, ⟦""⟧: 2}"#,
    #"{"a": 1, ⟦"\u0061"⟧: 2}"#,
    #"{"\u0061": 1, ⟦"a"⟧: 2}"#,
    #"{"\/": 1, ⟦"/"⟧: 2}"#,
    #"{"\ud83d\ude00": 1, ⟦"😀"⟧: 2}"#,
    #"{"\ud800": 1, ⟦"\uD800"⟧: 2}"#,
    #"{"x": {"b": 1, ⟦"b"⟧: 2}, "b": 3}"#,
    #"[{"a": 1}, {"a": 1, ⟦"a"⟧: 2}, {"a": 1, ⟦"a"⟧: 2}]"#,
    #"{"eight678": 1, ⟦"eight678"⟧: 2}"#,
    #"{"sixteen-bytes-16": 1, ⟦"sixteen-bytes-16"⟧: 2}"#,
    #"{"\#(middles.one)": 1, "\#(middles.two)": 2, ⟦"\#(middles.one)"⟧: 3}"#,
    #"{"\#(middles.long)": 1, ⟦"\#(middles.long)"⟧: 3}"#,
    #"{"a": 1, "A": 2}"#,
    #"{"a": 1, "a\u0000": 2}"#,
    "{\"é\": 1, \"e\u{301}\": 2}",
    #"{"\#(middles.one)": 1, "\#(middles.two)": 2}"#,
    #"{"a": {"a": {"a": 1}}}"#,
    #"[{"a": 1}, {"a": 1}]"#,
  ])
  func `a key that stands in the same object before is found`(marked: String) throws {
    let (text, spans) = MarkedSpans.read(marked)
    let document = try JSONDocument(text)
    let repeated = document.ambiguities.filter { $0.kind == .repeatedKey }
    #expect(repeated.map(\.span) == spans)
  }

  @Test(arguments: [254, 255, 256, 300, 1000])
  func `objects with many members are read and compared whole`(count: Int) throws {
    let members = (0..<count).map { "\"k\($0)\":\($0)" }
    let plain = try JSONDocument("{\(members.joined(separator: ","))}")
    #expect(plain.root.count == count)
    #expect(plain.ambiguities == [])
    #expect(plain.root.member(JSONKey("k\(count - 1)"))?.integer == Int64(count - 1))
    let doubled = try JSONDocument("{\(members.joined(separator: ",")),\"k0\":0}")
    #expect(doubled.root.count == count + 1)
    #expect(doubled.ambiguities.map(\.kind) == [.repeatedKey])
  }

  @Test func `more sequences of keys than are kept are still counted and compared`() throws {
    let objects = (0..<9000).map { "{\"k\($0)\":1,\"m\":2,\"m\":3}" }
    let document = try JSONDocument("[\(objects.joined(separator: ","))]")
    #expect(document.root.elements.allSatisfy { $0.count == 3 })
    #expect(document.ambiguities.count == 9000)
    #expect(Set(document.ambiguities.map(\.kind)) == [.repeatedKey])
  }

  @Test func `one key behind many others makes as many shapes`() throws {
    let objects = (0..<1000).map { "{\"k\($0)\":1,\"m\":2}" }
    let document = try JSONDocument("[\((objects + objects).joined(separator: ","))]")
    let shapes = document.root.elements.compactMap(\.shape)
    #expect(shapes.count == 2000)
    #expect(Array(shapes[..<1000]) == Array(shapes[1000...]))
    #expect(Set(shapes).count == 1000)
    #expect(document.root.elements.allSatisfy { $0.member(JSONKey("m"))?.integer == 2 })
  }

  @Test func `a reader whose memory of keys was full starts over`() throws {
    let objects = (0..<9000).map { "{\"k\($0)\":1}" }
    let text = PaddedBytes(Array("[\(objects.joined(separator: ","))] {\"a\":1,\"b\":2} {\"a\":1,\"a\":2}".utf8))
    let index = StructuralIndex()
    try index.build(text, 0..<text.count)
    let reader = JSONReader()
    reader.begin(text, index: index)
    var position = 0
    #expect(reader.value(at: &position)?.count == 9000)
    #expect(reader.value(at: &position)?.count == 2)
    #expect(reader.ambiguities == [])
    #expect(reader.value(at: &position)?.count == 2)
    #expect(reader.ambiguities.map(\.kind) == [.repeatedKey])
    #expect(reader.value(at: &position) == nil)
  }

  @Test func `an object of thousands of keys with one beginning and one end is read in time`() throws {
    let keys = (0..<20_000).map { "eight678-\(100_000 + $0)-eight678" }
    let objects = keys.map { "{\"\($0)\":1}" }
    let document = try JSONDocument("[\(objects.joined(separator: ","))]")
    #expect(document.root.elements.allSatisfy { $0.count == 1 })
    #expect(document.ambiguities == [])
  }
}
