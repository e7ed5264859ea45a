import Testing

@testable import CEL

@Suite struct ZoneCacheTests {
  @Test func `reads each file once, also those that are not there`() {
    var cache = ZoneCache()
    var asked: [String] = []
    for name in ["Asia/Tokyo", "Nowhere", "Asia/Tokyo", "Nowhere", "Asia/Tokyo"] {
      let file = cache.file(of: name) { name in
        asked.append(name)
        return name == "Nowhere" ? nil : Array(name.utf8)
      }
      #expect(file == (name == "Nowhere" ? nil : Array(name.utf8)))
    }
    #expect(asked == ["Asia/Tokyo", "Nowhere"])
  }

  @Test func `keeps a bounded number of files`() {
    var cache = ZoneCache()
    var asked = 0
    for _ in 0..<2 {
      for zone in 0..<ZoneCache.limit * 3 {
        _ = cache.file(of: "Zone/\(zone)") { _ in
          asked += 1
          return []
        }
      }
    }
    #expect(asked == ZoneCache.limit * 6)
    #expect(Mirror(reflecting: cache).children.map { ($0.value as? [String: [UInt8]?])?.count } == [ZoneCache.limit])
  }

  @Test func `an evaluation that asks for a zone again gets the same answer`() throws {
    let source = "[1, 2, 3].map(i, timestamp('2024-07-01T12:00:00Z').getHours('Europe/Berlin'))"
    #expect(try answer(source) == "[14,14,14]")
    #expect(
      try answer("[1, 2].map(i, timestamp('2024-07-01T12:00:00Z').getHours(n))", on: #"{"n": "../etc/passwd"}"#)
        == "error: unknown time zone '../etc/passwd'")
  }
}
