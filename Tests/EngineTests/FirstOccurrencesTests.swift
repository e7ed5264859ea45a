import TestSupport
import Testing

@testable import Engine

@Suite struct FirstOccurrencesTests {
  static func place(_ number: Int) -> FirstOccurrences.Place {
    FirstOccurrences.Place(
      input: 1, record: UInt32(number), byteOffset: UInt64(number) * 7, line: UInt32(number) + 1, column: 3)
  }

  @Test func `each key leads to where it was first, as in a dictionary`() {
    var generator = SeededGenerator(seed: 1)
    var occurrences = FirstOccurrences()
    var firsts: [KeyHash: Int] = [:]
    for number in 0..<100_000 {
      // Keys that share their lower bits want the same entry.
      let low = UInt64.random(in: 0..<20_000, using: &generator) * 101
      let hash = KeyHash(low: low, high: UInt64.random(in: 0..<4, using: &generator))
      let first = occurrences.insert(hash, at: Self.place(number))
      if first.map({ Int($0.record) }) != firsts[hash] { Issue.record("key \(number)") }
      if let first, first.byteOffset != UInt64(first.record) * 7 || first.line != first.record + 1 || first.column != 3
      {
        Issue.record("place of key \(number)")
      }
      if firsts[hash] == nil { firsts[hash] = number }
    }
    #expect(occurrences.count == firsts.count - (firsts[KeyHash(low: 0, high: 0)] == nil ? 0 : 1))
  }

  @Test func `the hash that marks free entries is a key like others`() {
    var occurrences = FirstOccurrences()
    let zero = KeyHash(low: 0, high: 0)
    #expect(occurrences.insert(zero, at: Self.place(4)) == nil)
    #expect(occurrences.insert(zero, at: Self.place(5))?.record == 4)
    #expect(occurrences.insert(zero, at: Self.place(6))?.record == 4)
    #expect(occurrences.insert(KeyHash(low: 0, high: 1), at: Self.place(7)) == nil)
  }
}
