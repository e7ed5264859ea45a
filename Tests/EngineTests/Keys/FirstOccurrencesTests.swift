import TestSupport
import Testing

@testable import Engine

@Suite struct FirstOccurrencesTests {
  /// A place somewhere: steps are large, small, backwards.
  static func place(_ number: Int, _ generator: inout SeededGenerator) -> KeyPlace {
    KeyPlace(
      input: number / 700, record: number % 700 / 3, byteOffset: Int.random(in: 0..<1 << 45, using: &generator),
      line: Int.random(in: 1..<50, using: &generator) * (number % 2 == 0 ? 1 : 1 << 33),
      column: Int.random(in: 1..<1 << 34, using: &generator))
  }

  /// Hashes of which many are equal, and some share their upper bits.
  static func hash(_ generator: inout SeededGenerator, of count: Int) -> KeyHash {
    var key = SeededGenerator(seed: Int.random(in: 0..<count, using: &generator))
    let (low, high): (UInt64, UInt64) = (key.next(), key.next())
    switch low % 64 {
    case 0: return KeyHash(low: low % 1024, high: 7)
    case 1: return KeyHash(low: low, high: .max)
    default: return KeyHash(low: low, high: high)
    }
  }

  @Test(arguments: 0..<12)
  func `each key leads to where it was first, as in a dictionary`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    // The least budget holds some three hundred keys.
    let keys = FirstOccurrences(byteCount: seed % 3 == 2 ? 1 << 30 : FirstOccurrences.smallestBudget << (seed % 3))
    var firsts: [KeyHash: KeyPlace] = [:]
    var wrong = 0
    for number in 0..<12_000 {
      let place = Self.place(number, &generator)
      let hash = Self.hash(&generator, of: 15_000)
      if try keys.insert(hash, at: place) != firsts[hash] { wrong += 1 }
      if firsts[hash] == nil { firsts[hash] = place }
    }
    #expect(wrong == 0)
    #expect(keys.count == firsts.count)
    // Several runs, and some that were merged: eight times fewer than without.
    #expect(seed % 3 == 2 ? keys.runCount == 0 : (1...16).contains(keys.runCount))
    #expect(seed % 3 == 2 ? keys.writtenByteCount == 0 : keys.writtenByteCount > 24 * keys.count)
  }

  @Test func `hashes of zeros and of ones are keys like others`() throws {
    let keys = FirstOccurrences(byteCount: 1 << 20)
    var generator = SeededGenerator(seed: 0)
    let places = (0..<4).map { Self.place($0, &generator) }
    let hashes = [(0, 0), (0, .max), (.max, 0), (.max, .max)].map { KeyHash(low: $0, high: $1) }
    for (hash, place) in zip(hashes, places) { #expect(try keys.insert(hash, at: place) == nil) }
    for (hash, place) in zip(hashes, places) { #expect(try keys.insert(hash, at: places[0]) == place) }
  }

  @Test func `a key takes forty bytes at most, whatever their number`() throws {
    // As long as all fits, growth included, nothing is written.
    for count in [5_000, 20_000, 80_000] {
      // Nine buffers are kept for the day when files are needed.
      let keys = FirstOccurrences(byteCount: 40 * count + 9 * 4096 + 40 * count / 64 * 9)
      var generator = SeededGenerator(seed: count)
      for number in 0..<count {
        let place = KeyPlace(input: 0, record: number, byteOffset: number * 20_000 + 57, line: number + 1, column: 57)
        _ = try keys.insert(KeyHash(low: generator.next(), high: generator.next()), at: place)
      }
      #expect(keys.runCount == 0, "\(count)")
    }
  }
}
