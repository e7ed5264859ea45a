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
        let wanted = Self.last(in: text.bytes(0..<text.count))
        #expect(found == wanted.comma)
        #expect(search.end == wanted.end)
      }
    }
  }

  @Test func `a search may begin behind a bracket`() {
    for kernel in ScanKernel.all {
      let text = PaddedBytes(
        Array(#"{"a": ["#.utf8) + Array(repeating: UInt8(ascii: " "), count: 70) + Array("1, 2], 3".utf8))
      var search = OutermostComma(from: 7, kernel: kernel)
      #expect(search.last(in: text) == 78)
      #expect(search.end == 81)
    }
  }

  /// The same, one byte after the other.
  private static func last(in bytes: [UInt8]) -> (comma: Int?, end: Int?) {
    var (depth, isInString, isEscaped) = (0, false, false)
    var found: Int?
    for (offset, byte) in bytes.enumerated() {
      let wasEscaped = isEscaped
      isEscaped = byte == UInt8(ascii: "\\") && !wasEscaped
      switch byte {
      case UInt8(ascii: "\"") where !wasEscaped: isInString.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isInString ? 0 : 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= isInString ? 0 : 1
        if depth < 0 { return (found, offset) }
      case UInt8(ascii: ",") where depth == 0 && !isInString: found = offset
      default: break
      }
    }
    return (found, nil)
  }
}
