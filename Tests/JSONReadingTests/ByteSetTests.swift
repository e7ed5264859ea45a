import JSONReading
import Testing

@Suite struct ByteSetTests {
  @Test func `finds the first of its bytes wherever the search begins`() {
    let set = ByteSet { $0 == UInt8(ascii: "/") || $0 == 0xFF }
    for count in 0...11 {
      for place in 0...count {
        var text = [UInt8](repeating: UInt8(ascii: "a"), count: count)
        if place < count { text[place] = place % 2 == 0 ? UInt8(ascii: "/") : 0xFF }
        for start in 0...count {
          let found = text.withUnsafeBufferPointer { set.first(in: $0, from: start) }
          #expect(found == (place < count && start <= place ? place : nil), "\(place) of \(count) from \(start)")
        }
      }
    }
  }

  @Test func `has the bytes that it was made of`() {
    let set = ByteSet { $0.isMultiple(of: 3) }
    #expect((0..<256).filter { set.contains(UInt8($0)) } == Array(stride(from: 0, to: 256, by: 3)))
  }
}
