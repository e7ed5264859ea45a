import JSONReading
import TestSupport
import Testing

/// Where the inside of an array can be cut.
@Suite struct OutermostCommaTests {
  @Test(arguments: 0..<150)
  func `a text that grows by pieces is searched as if it had been whole`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "1", ",", ",", "{\"a\":[1,2]}", "[", "]", "{", "}", "\"a,]\"", "\"\\\"", "\\\\\"", "\"\\\\", "é", " ",
      String(repeating: "x", count: 61), "\"" + String(repeating: ",", count: 70) + "\"",
    ]
    for kernel in ScanKernel.all {
      let text = PaddedBytes(capacity: 1)
      var search = OutermostComma(kernel: kernel)
      for _ in 0..<40 {
        text.append(Array((pieces.randomElement(using: &random) ?? "").utf8))
        let found = search.last(in: text)
        #expect(found == Self.last(in: text.bytes(0..<text.count)))
      }
    }
  }

  /// The same, one byte after the other.
  private static func last(in bytes: [UInt8]) -> Int? {
    var (depth, isInString, isEscaped) = (0, false, false)
    var found: Int?
    for (offset, byte) in bytes.enumerated() {
      let wasEscaped = isEscaped
      isEscaped = byte == UInt8(ascii: "\\") && !wasEscaped
      switch byte {
      case UInt8(ascii: "\"") where !wasEscaped: isInString.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isInString ? 0 : 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isInString ? 0 : 1
      case UInt8(ascii: ",") where depth == 0 && !isInString: found = offset
      default: break
      }
    }
    return found
  }
}
