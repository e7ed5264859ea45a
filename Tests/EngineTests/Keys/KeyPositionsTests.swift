import TestSupport
import Testing

@testable import Engine

@Suite struct KeyPositionsTests {
  @Test(arguments: [3, 40, 5_000]) func `keys have places in the order in which they came`(count: Int) {
    var generator = SeededGenerator(seed: count)
    let keys = (0..<count).map { number in
      // Some share the bits by which they are looked for.
      KeyHash(low: number % 3 == 0 ? 7 : .random(in: 0 ... .max, using: &generator), high: UInt64(number))
    }
    var positions = KeyPositions()
    for _ in 1...2 {
      #expect(positions.count == 0)
      #expect(positions.place(of: keys[0]) == nil)
      for (number, key) in keys.enumerated() {
        let (place, isNew) = positions.insert(key)
        #expect(place == number && isNew)
        let (first, isNewAgain) = positions.insert(keys[number / 2])
        #expect(first == number / 2 && !isNewAgain)
      }
      #expect(positions.count == count)
      for (number, key) in keys.enumerated() { #expect(positions.place(of: key) == number) }
      #expect(positions.place(of: KeyHash(low: 7, high: .max)) == nil)
      positions.removeAll()
    }
  }
}
