import TestSupport
import Testing

@testable import Engine

@Suite struct KnownGroupsTests {
  private static func key(_ tally: Int, _ names: [Int32]) -> KnownGroups.Key {
    var key = KnownGroups.Key(tally: tally)
    for name in names { key.add(name) }
    return key
  }

  @Test func `keys differ by their tally, by their names and by where these stand`() {
    let keys = [
      Self.key(0, []), Self.key(1, []), Self.key(0, [1]), Self.key(0, [2]), Self.key(0, [1, 2]), Self.key(0, [2, 1]),
      Self.key(0, [1, 0, 2]), Self.key(0, [1, 2, 0]), Self.key(0, [0, 1, 2]), Self.key(1, [0, 1, 2]),
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test(arguments: 0..<20)
  func `leads to the group in every window, or to none`(seed: Int) {
    var random = RandomJSON(seed: seed)
    var known = KnownGroups()
    for _ in 0..<20 {
      var counts = ContentCounts()
      var expected: [KnownGroups.Key: Int] = [:]
      for _ in 0..<200 {
        let (tally, name) = (random.number(in: 0...2), random.number(in: 1...500))
        let key = Self.key(tally, [Int32(name)])
        let hash = KeyHash(low: UInt64(name), high: 7).of(rule: tally)
        if let position = known.position(of: key, in: &counts) {
          #expect(position == expected[key] ?? counts.groups.count - 1)
          #expect(counts.groups[position].names == ["\(name)"])
          expected[key] = position
        }
        let position = counts.position(of: hash, tally) { ["\(name)"] }
        #expect(counts.groups[position].hash == hash)
        #expect(position == expected[key] ?? position)
        expected[key] = position
        counts.add(toGroup: position, value: nil)
        known.keep(key, counts.groups[position], at: position)
      }
      #expect(counts.groups.reduce(0) { $0 + $1.count } == 200)
    }
  }
}
