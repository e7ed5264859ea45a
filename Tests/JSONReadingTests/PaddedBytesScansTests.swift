import JSONReading
import TestSupport
import Testing

@Suite struct PaddedBytesScansTests {
  /// Texts of few letters, so that parts of a match are frequent, and of all lengths around that of a vector.
  @Test(arguments: 0..<40) func `finds the last place of a part wherever that stands`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    var found = 0
    for _ in 0..<200 {
      let count = Int.random(in: 0...200, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0x61...0x63, using: &random) }
      let start = Int.random(in: 0...count, using: &random)
      let part = start..<min(count, start + Int.random(in: 0...6, using: &random))
      let low = Int.random(in: 0...count, using: &random)
      let range = low..<Int.random(in: low...count, using: &random)
      let places = range.filter { place in
        !part.isEmpty && place + part.count <= range.upperBound
          && bytes[place..<place + part.count].elementsEqual(bytes[part])
      }
      let last = PaddedBytes(bytes).lastOffset(of: part, in: range)
      #expect(last == places.last, "\(bytes) \(part) \(range)")
      found += last == nil ? 0 : 1
    }
    #expect((20...180).contains(found))
  }

  @Test(arguments: 0..<20) func `finds the first and the last of a byte`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let bytes = (0..<Int.random(in: 0...150, using: &random)).map { _ in UInt8.random(in: 0...40, using: &random) }
      let low = Int.random(in: 0...bytes.count, using: &random)
      let range = low..<Int.random(in: low...bytes.count, using: &random)
      let text = PaddedBytes(bytes)
      #expect(text.firstOffset(of: 7, in: range) == range.first { bytes[$0] == 7 })
      #expect(text.lastOffset(of: 7, in: range) == range.last { bytes[$0] == 7 })
      #expect(text.scalarCount(range) == range.count(where: { bytes[$0] & 0xC0 != 0x80 }))
    }
  }
}
