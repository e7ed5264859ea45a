/// Random numbers that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// A text of up to 40 scalars from all planes, most of them such as formats have trouble with.
func randomText(seed: Int) -> String {
  var generator = SeededGenerator(seed: seed)
  let ranges: [ClosedRange<UInt32>] = [
    0...0x1F, 0x20...0x7E, 0x22...0x2F, 0x5B...0x5D, 0x7F...0xA0, 0xA0...0x7FF, 0x2000...0x206F, 0x3000...0x9FFF,
    0xFEFF...0xFEFF, 0xFFF0...0xFFFF, 0x1F300...0x1FAFF, 0xE0000...0xE007F, 0x10FFFE...0x10FFFF,
  ]
  var text = String.UnicodeScalarView()
  for _ in 0..<Int.random(in: 0...40, using: &generator) {
    let range = ranges[Int.random(in: ranges.indices, using: &generator)]
    guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) else { continue }
    text.append(scalar)
  }
  return String(text)
}
