import JSONReading
import Testing

/// Which texts the scans take for UTF-8, beside what Swift says of them.
@Suite struct UTF8ValidityTests {
  /// Where the ranges of RFC 3629, section 4, begin and end, and what lies just outside of them.
  static let edges: [UInt8] = [
    0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xE1, 0xED, 0xF0, 0xF1, 0xF4, 0xF5,
  ]

  private static func isIndexed(_ bytes: [UInt8], behind count: Int, by kernel: ScanKernel) -> Bool {
    let text = PaddedBytes([0x22] + [UInt8](repeating: 0x78, count: count) + bytes + [0x22])
    do {
      try StructuralIndex(kernel: kernel).build(text, 0..<text.count)
      return true
    } catch {
      return false
    }
  }

  @Test(arguments: edges)
  func `sequences of four bytes, wherever they stand in blocks`(first: UInt8) {
    var place = Int(first)
    var wrong: [[UInt8]] = []
    for second in Self.edges {
      for third in Self.edges {
        for fourth in Self.edges {
          let bytes = [first, second, third, fourth]
          let isValid = String(validating: bytes, as: UTF8.self) != nil
          place = (place + 1) % 67
          for kernel in ScanKernel.all where Self.isIndexed(bytes, behind: place, by: kernel) != isValid {
            wrong.append(bytes)
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: ["é", "€", "\u{10FFFF}"])
  func `a sequence that the end of the text cuts off is none`(scalar: String) {
    for kernel in ScanKernel.all {
      for place in 0..<130 {
        #expect(Self.isIndexed(Array(scalar.utf8), behind: place, by: kernel))
        #expect(!Self.isIndexed(Array(scalar.utf8.dropLast()), behind: place, by: kernel))
      }
    }
  }
}
