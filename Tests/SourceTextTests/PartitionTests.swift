import SourceText
import Testing

@Suite struct PartitionTests {
  @Test(arguments: [0..<0, 5..<5, 3..<4, -2..<9, (Int.max - 3)..<Int.max])
  func `the first number behind a place is found wherever the place is`(range: Range<Int>) {
    for place in range.lowerBound...range.upperBound {
      #expect(range.partitioningIndex { $0 >= place } == place)
    }
  }

  @Test func `few numbers of a long range are asked for`() {
    var asked: [Int] = []
    let found = (0..<1 << 40).partitioningIndex { number in
      asked.append(number)
      return number >= 12_345
    }
    #expect(found == 12_345)
    #expect(asked.count == 40)
  }
}
