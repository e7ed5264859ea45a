@testable import JSONReading
import Testing

@Suite struct JSONNodePairsTests {
  @Test(arguments: [
    ("[]", 0, 0), ("[[1,2]]", 1, 1), ("[[1,2],[-3.5,4e2],[5,6]]", 3, 1), ("[ [ 1 , 2 ] ,\n[3,4] ]", 2, 2),
    ("[[1]]", 0, 0),
    ("[[1,2,3]]", 0, 0), ("[[]]", 0, 0), ("[[1,[]]]", 0, 0), ("[[[]]]", 0, 0), ("[[{}]]", 0, 0), ("[[1,\"2\"]]", 0, 0),
    ("[[null,2]]", 0, 0), ("[[1,true]]", 0, 0), ("[1,2]", 0, 0), ("[[1,2],3,[4,5]]", 1, 1), ("[{\"a\":1}]", 0, 0),
    ("[[0.\(String(repeating: "1", count: 70)),2]]", 1, 0), ("{\"a\":[1,2]}", 0, 0), ("[[1E5,2]]", 1, 0),
    ("[[1,2e5]]", 1, 0),
    ("[[1,\(String(repeating: " ", count: 70))2]]", 1, 0),
  ])
  func `passes over pairs of numbers`(text: String, count: Int, plainCount: Int) throws {
    let document = try JSONDocument(text)
    for (isPlain, expected) in [(false, count), (true, plainCount)] {
      var elements = document.root.elements
      #expect(elements.skipPairsOfNumbers(isPlain: isPlain) == expected)
      let rest = document.root.elements.dropFirst(expected)
      #expect(Array(elements).map(\.span) == Array(rest).map(\.span))
    }
  }

  @Test(arguments: [
    ("[[1,2],[-12.5,3]]", 1, 1), ("[[1,2],[-12.5,3]]", 2, 2), ("[[0.5,-0]]", 1, 1), ("[[0.5,-0]]", 0, 0),
    ("[[999,-999.9]]", 3, 1), ("[[1000,1]]", 3, 0), ("[[1,-1000.5]]", 3, 0), ("[[1,2],[1e2,3],[4,5]]", 9, 1),
    ("[[1]]", 9, 0), ("[[1,2,3]]", 9, 0), ("[[\"1\",2]]", 9, 0), ("[1,2]", 9, 0), ("[]", 9, 0), ("[null,[1,2]]", 9, 0),
    ("[\n[\n12,\n3.25\n],\n[3,4] ]", 2, 2), ("[ [ 123, 3.25 ] ]", 2, 0),
    ("[[0.\(String(repeating: "1", count: 70)),2]]", 9, 0),
  ])
  func `passes over points of numbers with few digits`(text: String, digits: Int, count: Int) throws {
    let document = try JSONDocument(text)
    var elements = document.root.elements
    #expect(elements.skipPoints(digits: digits) == count)
    #expect(Array(elements).map(\.span) == Array(document.root.elements.dropFirst(count)).map(\.span))
  }

  @Test(arguments: [
    ("[[1,-23.5],[456,7]]", [1, 2, 3, 1]), ("[[1e2,3]]", [0, 0]), ("[ [ -1,\n0.25 ] ]", [1, 1]),
    ("[[\"1\",2]]", [0, 0]),
    ("[[true,2]]", [0, 0]), ("[[1,2,3]]", [0, 0, 0]),
  ])
  func `numbers of points tell their digits in front of the dot`(text: String, digits: [Int]) throws {
    let document = try JSONDocument(text)
    #expect(document.root.elements.flatMap { $0.elements.map(\.pointDigits) } == digits)
  }

  @Test func `every kernel tells the same digits`() throws {
    let text = "[[1,-23.5],[456,7],[0.125,-98765.4321], [ 12, 3 ],[1e2,3]]"
    for kernel in ScanKernel.all {
      let document = try JSONDocument(Array(text.utf8), kernel: kernel)
      #expect(
        document.root.elements.flatMap { $0.elements.map(\.pointDigits) } == [1, 2, 3, 1, 1, 5, 2, 1, 0, 0])
    }
  }
}
