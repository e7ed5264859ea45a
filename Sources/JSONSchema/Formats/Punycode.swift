/// Labels of host names as ASCII (RFC 3492).
enum Punycode {
  private static let (base, tMin, tMax, skew, damp) = (36, 1, 26, 38, 700)

  /// The scalars that `text`, without its prefix, stands for; `nil` when it stands for none.
  static func decode(_ text: Span<UInt8>) -> [Unicode.Scalar]? {
    var output: [Unicode.Scalar] = []
    var at = 0
    for place in text.indices.reversed() where text[place] == UInt8(ascii: "-") {
      for basic in 0..<place { output.append(Unicode.Scalar(text[basic])) }
      at = place + 1
      break
    }
    var (code, position, bias) = (128, 0, 72)
    while at < text.count {
      let old = position
      var (weight, k) = (1, base)
      while true {
        guard at < text.count, let digit = digit(text[at]) else { return nil }
        at += 1
        position += digit * weight
        guard position < 1 << 30 else { return nil }
        let threshold = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias
        if digit < threshold { break }
        weight *= base - threshold
        guard weight < 1 << 30 else { return nil }
        k += base
      }
      let count = output.count + 1
      bias = adapt(position - old, count, isFirst: old == 0)
      code += position / count
      position %= count
      guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
      output.insert(scalar, at: position)
      position += 1
    }
    return output
  }

  /// `scalars`, of which one is not ASCII, in lower-case ASCII, without the prefix.
  static func encode(_ scalars: [Unicode.Scalar]) -> [UInt8] {
    var output = scalars.filter(\.isASCII).map { UInt8($0.value) }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var (code, delta, bias, handled) = (128, 0, 72, basic)
    while handled < scalars.count {
      let next = scalars.lazy.map { Int($0.value) }.filter { $0 >= code }.min() ?? code
      delta += (next - code) * (handled + 1)
      code = next
      for scalar in scalars {
        let value = Int(scalar.value)
        if value < code { delta += 1 }
        guard value == code else { continue }
        var (left, k) = (delta, base)
        while true {
          let threshold = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias
          if left < threshold { break }
          output.append(byte(threshold + (left - threshold) % (base - threshold)))
          left = (left - threshold) / (base - threshold)
          k += base
        }
        output.append(byte(left))
        bias = adapt(delta, handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return output
  }

  private static func digit(_ byte: UInt8) -> Int? {
    if ASCII.isLetter(byte) { return Int((byte | 0x20) - UInt8(ascii: "a")) }
    return ASCII.isDigit(byte) ? Int(byte - UInt8(ascii: "0")) + 26 : nil
  }

  private static func byte(_ digit: Int) -> UInt8 {
    digit < 26 ? UInt8(ascii: "a") + UInt8(digit) : UInt8(ascii: "0") + UInt8(digit - 26)
  }

  private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var k = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + skew)
  }
}
