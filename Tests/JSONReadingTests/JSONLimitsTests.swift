import JSONReading
import Testing

@Suite struct JSONLimitsTests {
  static func nested(_ depth: Int, inner: String = "1") -> String {
    String(repeating: "[", count: depth) + inner + String(repeating: "]", count: depth)
  }

  static func tooDeep(_ limit: Int, at offset: Int) -> JSONSyntaxError {
    JSONSyntaxError(.limit, "more than \(limit) arrays and objects within each other", at: offset)
  }

  @Test(arguments: [1, 2, 63, 64, 65, 512, 4096])
  func `depth is limited exactly`(limit: Int) throws {
    let limits = JSONLimits(depth: limit)
    #expect(throws: Never.self) { try JSONDocument(Self.nested(limit), limits: limits) }
    #expect(throws: Self.tooDeep(limit, at: limit)) { try JSONDocument(Self.nested(limit + 1), limits: limits) }
  }

  @Test(arguments: ["", "1", "{}", "[]", #"{"a":[]}"#], [1, 2, 3])
  func `empty arrays and objects count like others`(inner: String, limit: Int) {
    let text = PaddedBytes(Array("[\(inner)]".utf8))
    let limits = JSONLimits(depth: limit)
    let depth = inner == "" || inner == "1" ? 1 : inner.utf8.count == 2 ? 2 : 3
    #expect(((try? JSONSyntaxChecker(limits: limits).check(text, 0..<text.count)) != nil) == (depth <= limit))
    #expect(((try? JSONDocument(text.bytes(0..<text.count), limits: limits)) != nil) == (depth <= limit))
  }

  @Test func `depth beyond the limit is found in the middle of a text`() {
    let text = #"{"a": [1, {"b": [2]}]}"#
    #expect(throws: Self.tooDeep(3, at: 16)) { try JSONDocument(text, limits: JSONLimits(depth: 3)) }
  }

  @Test func `a million brackets are refused, not tried`() {
    let text = String(repeating: "[", count: 1_000_000)
    #expect(throws: Self.tooDeep(512, at: 512)) { try JSONDocument(text) }
    let objects = String(repeating: #"{"a":"#, count: 200_000)
    #expect(throws: Self.tooDeep(512, at: 512 * 5)) { try JSONDocument(objects) }
  }

  @Test func `size is limited exactly`() throws {
    let limits = JSONLimits(recordByteCount: 10)
    #expect(throws: Never.self) { try JSONDocument("[12345678]", limits: limits) }
    #expect(throws: JSONSyntaxError(.limit, "text of more than 10 bytes", at: 0)) {
      try JSONDocument("[123456789]", limits: limits)
    }
  }

  @Test func `limits are cut to what the reader can hold`() {
    #expect(JSONLimits(depth: 0, recordByteCount: 0) == JSONLimits(depth: 1, recordByteCount: 1))
    #expect(JSONLimits(depth: .max).depth == 1 << 16)
    #expect(JSONLimits(recordByteCount: .max).recordByteCount == 1 << 29 - 1)
  }
}
