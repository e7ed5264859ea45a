import TestSupport
import Testing

@testable import Engine

@Suite struct PlaceLogTests {
  @Test func `places come back from memory, from the file, and when its index is thinned out`() throws {
    var generator = SeededGenerator(seed: 3)
    let places = (0..<9_000).map { number in
      var place = FirstOccurrencesTests.place(number, &generator)
      // Keys with values and without are in one log.
      if number % 3 == 1 { place.tag = UInt64.random(in: 1 ... .max, using: &generator) }
      return place
    }
    // The index has room for sixteen blocks of 128.
    let log = PlaceLog(byteCount: 1 << 20, indexByteCount: 0)
    for (number, place) in places.enumerated() {
      log.append(place)
      if number % 3_001 == 3_000 { try log.spill() }
    }
    #expect(log.spilledByteCount > 0 && log.byteCount > 0)
    #expect(log.indexByteCount <= 32 * 8)
    // Those of which some are remembered come back, too.
    for _ in 1...2 {
      for number in stride(from: 0, to: places.count, by: 61) { #expect(try log.place(number) == places[number]) }
    }
    for number in [5, 517, 5, 1_029, 517] { #expect(try log.place(number) == places[number]) }
  }
}
