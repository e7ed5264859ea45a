import SourceText
import Testing

@Suite struct ByteSearchTests {
  @Test func `the first byte at an offset or behind it is found, else the end`() {
    let text = Array("a\nbc\n".utf8)
    #expect((0...5).map { text.offset(of: 0x0A, from: $0) } == [1, 1, 4, 4, 4, 5])
    #expect([UInt8]().offset(of: 0x0A, from: 0) == 0)
    #expect([0xFF, 0x00].offset(of: 0x00, from: 0) == 1)
  }

  @Test(arguments: 0..<200)
  func `it is the byte that looking at each finds`(seed: UInt64) {
    // Long enough for all ways that memory is searched.
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let text = (0..<Int(seed)).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 59)
    }
    for start in 0...text.count {
      #expect(text.offset(of: 7, from: start) == text[start...].firstIndex(of: 7) ?? text.count)
    }
  }
}
