import JSONReading
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
}
