import CEL
import Testing

/// Numbers that look random and are the same for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct CELRobustnessTests {
  private static let parts = [
    "asset", ".name", ".tags", "[0]", "[", "]", "(", ")", "{", "}", "1", "-9223372036854775808", "9223372036854775807",
    "18446744073709551615u", "1e308", "'é'", "b'\\xff'", "\"\"", "null", "true", "+", "-", "*", "/", "%", "==", "!=",
    "<",
    ">=", " in ", "&&", "||", "!", "?", ":", ",", ".", "[?", ".?", ".map(x, x)", ".all(x, x > 0)", ".filter(x, x == x)",
    "size(", "int(", "uint(", "double(", "string(", "bytes(", "timestamp(", "duration(", "url(", "has(asset.name)",
    ".transformMap(k, v, v)", ".sort()", ".format([1])", "'%d%s%x'", ".substring(1)", ".split('a', 2)", "optional.of(",
    ".orValue(", ".optMap(x, x)", "cel.bind(x, ", ".getHours('Asia/Kathmandu')", "duration('1h')", "timestamp(0)",
    ".distinct()", ".flatten(3)", "lists.range(5)", "math.greatest(", "math.bitShiftLeft(1, 70)", "x", "dyn(",
  ]

  @Test(arguments: 0..<40) func `answers or refuses whatever it is given`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    var record = try TestRecord(#"{"asset": {"name": "é\u0001", "tags": [1, -0.5, "a", null, [], {"x": [2]}]}}"#)
    var answered = 0
    for _ in 0..<500 {
      let count = Int.random(in: 1...12, using: &generator)
      let source = (0..<count).map { _ in Self.parts.randomElement(using: &generator) ?? "" }.joined()
      // Closing what is open makes many more of them valid.
      var open: [Character] = []
      for character in source {
        if let closing = ["(": ")", "[": "]", "{": "}"][character] as Character? { open.append(closing) }
        if character == open.last { open.removeLast() }
      }
      if !record.answer(source + String(open.reversed())).hasPrefix("invalid") { answered += 1 }
    }
    #expect(answered > 0)
  }

  @Test(.enabled(if: !ConformanceCase.all.isEmpty, "the conformance suites are not beside the project"))
  func `survives the suite's expressions with bytes dropped, doubled and exchanged`() throws {
    var generator = SeededGenerator(state: 7)
    var record = try TestRecord("{}")
    for test in ConformanceCase.all {
      for _ in 0..<4 {
        var bytes = Array(test.source.utf8)
        guard !bytes.isEmpty else { continue }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch UInt8.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
        default: bytes.removeSubrange(place...)
        }
        _ = record.answer(String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
