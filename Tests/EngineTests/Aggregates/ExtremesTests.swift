import TestSupport
import Testing

@testable import Engine

@Suite struct ExtremesTests {
  @Test(arguments: 0..<40)
  func `parts added in order keep the farthest numbers, of equal ones the first`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let numbers = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
      Double(Int.random(in: -9...9, using: &generator))
    }
    let limit = Int.random(in: 1...6, using: &generator)
    var whole = Spread<Int>()
    var start = 0
    while start < numbers.count {
      let end = min(numbers.count, start + Int.random(in: 1...20, using: &generator))
      var part = Spread<Int>()
      for position in start..<end { part.add(numbers[position], limit: limit) { position } }
      whole.add(part, limit: limit) { $0 }
      start = end
    }
    let positions = Array(numbers.indices)
    let smallest = positions.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.prefix(limit)
    let largest = positions.sorted { (-numbers[$0], $0) < (-numbers[$1], $1) }.prefix(limit)
    #expect(whole.smallest.entries.map(\.place) == Array(smallest))
    #expect(whole.largest.entries.map(\.place) == Array(largest))
    #expect(whole.largest.entries.map(\.value) == largest.map { numbers[$0] })
    #expect(whole.sketch.count == numbers.count)
  }

  @Test func `places are asked for only where they are kept`() {
    var extremes = Extremes<Int>(isLargest: true)
    var asked = 0
    for value in [5.0, 4, 5, 6, 1] {
      extremes.add(value, limit: 2) {
        asked += 1
        return asked
      }
    }
    #expect(asked == 4)
    #expect(extremes.entries.map(\.place) == [4, 1])
  }
}
