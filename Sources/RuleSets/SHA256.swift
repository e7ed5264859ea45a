/// SHA-256 (FIPS 180-4), for the digests that name rule sets in reports. Rule sets are small: a library would cost every
/// start of the tool more than this.
struct SHA256 {
  private static let constants: [UInt32] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
    0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2,
  ]

  /// The digest of `text` as 64 lower-case hexadecimal digits.
  static func hexadecimal(_ text: [UInt8]) -> String {
    var message = text + [0x80]
    message += [UInt8](repeating: 0, count: (119 - text.count % 64) % 64)
    message += (0..<8).map { UInt8(truncatingIfNeeded: (UInt64(text.count) * 8) >> UInt64(56 - 8 * $0)) }
    var state: [UInt32] = [
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ]
    var words = [UInt32](repeating: 0, count: 64)
    for start in stride(from: 0, to: message.count, by: 64) {
      mix(message, from: start, &words, constants, into: &state)
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Mixes the 64 bytes from `start` on into `state`. The room for `words` and `constants` are handed in: to make the one
  /// and look for the other takes longer than the mixing.
  private static func mix(
    _ message: [UInt8], from start: Int, _ words: inout [UInt32], _ constants: [UInt32], into state: inout [UInt32]
  ) {
    for place in 0..<16 {
      let at = start + 4 * place
      let high = UInt32(message[at]) << 24 | UInt32(message[at + 1]) << 16
      words[place] = high | UInt32(message[at + 2]) << 8 | UInt32(message[at + 3])
    }
    for place in 16..<64 {
      let early = words[place - 15], late = words[place - 2]
      let first = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3
      let second = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10
      words[place] = words[place - 16] &+ first &+ words[place - 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for place in 0..<64 {
      let choice = e & f ^ ~e & g
      let majority = a & b ^ a & c ^ b & c
      let high = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      let low = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      let step = h &+ high &+ choice &+ constants[place] &+ words[place]
      (h, g, f, e) = (g, f, e, d &+ step)
      (d, c, b, a) = (c, b, a, step &+ low &+ majority)
    }
    for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { state[place] &+= word }
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
}
