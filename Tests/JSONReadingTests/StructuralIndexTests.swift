import JSONReading
import TestSupport
import Testing

/// What the scan of a text finds, and how it divides texts into blocks.
@Suite struct StructuralIndexTests {
  static func offsets(_ index: StructuralIndex) -> [Int] { (0...index.count).map { index[$0] } }

  @Test func `a known text has its brackets and the first bytes of scalars as offsets`() throws {
    let text = PaddedBytes(Array(#" {"a\"{": [1, true,"],"], "é":{} } "#.utf8))
    let index = StructuralIndex()
    try index.build(text, 0..<text.count)
    #expect(Self.offsets(index) == [1, 2, 10, 11, 14, 19, 23, 26, 31, 32, 34, 36])
  }

  @Test func `texts across the blocks of vector instructions`() throws {
    // A string that ends at, before and behind every multiple of 64 bytes.
    for length in 0..<200 {
      let text = PaddedBytes(
        Array(
          "[\"\(String(repeating: "é\\\\,[", count: length / 6))\(String(repeating: "x", count: length % 6))\",1]".utf8)
      )
      let index = StructuralIndex()
      try index.build(text, 0..<text.count)
      #expect(Self.offsets(index) == [0, 1, text.count - 2, text.count - 1, text.count])
    }
  }

  @Test func `a part of a text is indexed with offsets from the start of the text`() throws {
    let text = PaddedBytes(Array("[1]\n{\"a\":2}\n\"".utf8))
    let index = StructuralIndex()
    try index.build(text, 4..<11)
    #expect(Self.offsets(index) == [4, 5, 9, 10, 11])
    index.truncate(to: 2, text, from: 11, to: 8)
    #expect(Self.offsets(index) == [4, 5, 8])
  }

  @Test(arguments: [
    ("", StructuralIndex.Failure.empty), (" \n\t", .empty), ("\"a", .unclosedString), ("[\"a\\\"]", .unclosedString),
    ("\"a\u{1}\"", .invalidText),
  ])
  func `what has no index says why`(text: String, expected: StructuralIndex.Failure) {
    let text = PaddedBytes(Array(text.utf8))
    #expect(throws: expected) { try StructuralIndex().build(text, 0..<text.count) }
  }

  @Test func `invalid UTF-8 has no index`() {
    let text = PaddedBytes([0x22, 0xC3, 0x28, 0x22])
    #expect(throws: StructuralIndex.Failure.invalidText) { try StructuralIndex().build(text, 0..<text.count) }
  }

  @Test(arguments: [
    ("{\"a\":[1,2]},3", 11), ("1,2", 1), ("{\"a\":1", nil), ("1", nil), ("{\"a\":[1,2", nil), ("1,{\"b\":[1,", 1),
    ("\"a,b\"", nil), (",1,[2,3]", 2),
  ])
  func `the last comma outside of all brackets`(text: String, expected: Int?) throws {
    let text = PaddedBytes(Array(text.utf8))
    let index = StructuralIndex()
    try index.build(text, 0..<text.count)
    let found = index.lastOutermostComma(in: text)
    #expect(found?.offset == expected)
    #expect(found.map { $0.position } == expected.flatMap { offset in Self.offsets(index).firstIndex { $0 > offset } })
    var search = OutermostComma()
    #expect(search.last(in: text) == expected)
  }

  @Test func `line feeds are listed with the tokens before them`() throws {
    let text = PaddedBytes(Array("[1,\n2]\n\n{\"a\":\n3}".utf8))
    let index = StructuralIndex()
    try index.build(text, 0..<text.count)
    #expect(index.lineFeedCount == 0)
    try index.build(text, 0..<text.count, wantsLineFeeds: true)
    let feeds = (0..<index.lineFeedCount).map { index.lineFeed($0) }
    #expect(feeds.map(\.offset) == [3, 6, 7, 13])
    #expect(feeds.map(\.position) == [2, 4, 4, 6])
  }

  @Test func `how far a text leads is known, and stays right when it is cut`() throws {
    // Scalars of one to four bytes, across blocks, with and without line feeds behind the cut.
    for cut in ["[1,2],", "[\"é€𝄞\"],", "[\n\"é\"\n ],"] {
      for tail in ["3", "\"é\"", "\n[\"𝄞\"\n]"] {
        for length in 0..<70 {
          let start = "\"" + String(repeating: "é", count: length) + "\"," + cut
          let text = PaddedBytes(Array((start + tail).utf8))
          let index = StructuralIndex()
          try index.build(text, 0..<text.count)
          #expect(index.step == text.step(over: 0..<text.count))
          let comma = try #require(index.lastOutermostComma(in: text))
          #expect(comma.offset == start.utf8.count - 1)
          index.truncate(to: comma.position, text, from: text.count, to: comma.offset)
          #expect(index.step == text.step(over: 0..<comma.offset))
        }
      }
    }
  }

  @Test(arguments: 0..<60)
  func `how far each part of a text leads is told from few of its bytes`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    // Lines of all lengths: with many a text has its line feeds counted by stretches.
    let longest = random.pick([1, 8, 30, 200, 3000])
    let elements = (0..<random.number(in: 1...400)).map { _ in
      "\"" + String(repeating: random.pick(["x", "x", "é", "𝄞"]), count: random.number(in: 0...longest)) + "\""
    }
    let head = String(repeating: " ", count: random.number(in: 0...70))
    let text = PaddedBytes(
      Array((head + "[" + elements.joined(separator: random.pick([",\n", ",\n  ", ","])) + "]").utf8))
    for kernel in ScanKernel.all {
      let index = StructuralIndex(kernel: kernel)
      let start = random.number(in: 0...head.utf8.count)
      try index.build(text, start..<text.count, wantsLineFeeds: random.pick([false, true]))
      for _ in 0..<100 {
        let first = random.number(in: start...text.count)
        let range = first..<random.number(in: first...text.count)
        #expect(index.step(over: range, in: text) == text.step(over: range))
      }
    }
  }
}
