import CEL
import JSONReading

/// 128 bits that stand for a key: equal keys have equal bits, and nobody who does not know the seed can make two
/// different keys that have. With a billion keys the odds of a chance collision are below 10⁻²⁰.
package struct KeyHash: Hashable {
  var low: UInt64
  var high: UInt64

  /// One half: its bits are as good as those of any hash.
  package func hash(into hasher: inout Hasher) { hasher.combine(low) }

  /// Secret of one run. Findings do not depend on it.
  struct Seed {
    let low = UInt64.random(in: .min ... .max) | 1
    let high = UInt64.random(in: .min ... .max) | 1
  }

  private init(_ seed: Seed) { (low, high) = (seed.low, seed.high) }

  /// The hash of `value`, by type and content. `nil` for values that no key can be: bytes, types, optionals.
  init?(_ value: CELValue, seed: Seed) {
    self.init(seed)
    guard add(value, seed) else { return nil }
    // The last words must reach all bits.
    mix(0x9E37_79B9_7F4A_7C15, seed)
    mix(low ^ high, seed)
  }

  /// Multiplies into 128 bits and folds; the two lanes have different secrets, so they fail independently.
  @inline(__always)
  private mutating func mix(_ word: UInt64, _ seed: Seed) {
    let left = (word ^ low).multipliedFullWidth(by: seed.high ^ 0xD6E8_FEB8_6659_FD93)
    let right = (word ^ high ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: seed.low ^ 0xE703_7ED1_A0B4_28DB)
    low = left.low ^ left.high &+ seed.low
    high = right.low ^ right.high &+ seed.high
  }

  private mutating func add(_ value: CELValue, _ seed: Seed) -> Bool {
    switch value {
    case .null: mix(1, seed)
    case .bool(let value): mix(value ? 3 : 2, seed)
    case .int(let value): addNumber(Double(value), value, seed)
    case .uint(let value): addNumber(Double(value), Int64(truncatingIfNeeded: value), seed)
    case .double(let value): addNumber(value, Int64(exactly: value) ?? Int64(bitPattern: value.bitPattern), seed)
    case .string(let text):
      var text = text
      text.withUTF8 { unsafe add($0, seed) }
    case .list(let elements):
      mix(5, seed)
      mix(UInt64(elements.count), seed)
      for element in elements where !add(element, seed) { return false }
    case .json(let node): return add(node, seed)
    default: return false
    }
    return true
  }

  private mutating func add(_ node: JSONNode, _ seed: Seed) -> Bool {
    switch node.kind {
    case .string: unsafe node.withStringBytes { unsafe add($0, seed) }
    case .array:
      mix(5, seed)
      mix(UInt64(node.count), seed)
      for element in node.elements where !add(element, seed) { return false }
    case .object:
      // Regardless of the order of members: the members' hashes are added up.
      var sum: (UInt64, UInt64) = (0, 0)
      for (key, member) in node.members {
        var hash = KeyHash(seed)
        guard hash.add(key, seed), hash.add(member, seed) else { return false }
        sum = (sum.0 &+ hash.low, sum.1 &+ hash.high)
      }
      mix(6, seed)
      mix(sum.0, seed)
      mix(sum.1, seed)
    case .number: addNumber(node, seed)
    default: return add(CELValue(node), seed)
    }
    return true
  }

  private mutating func addNumber(_ node: JSONNode, _ seed: Seed) {
    let value = node.double ?? .nan
    if let integer = node.integer { return addNumber(Double(integer), integer, seed) }
    guard value.magnitude >= 0x1p53 else {
      return addNumber(value, Int64(exactly: value) ?? .init(bitPattern: value.bitPattern), seed)
    }
    // Doubles do not tell such numbers apart.
    let text = node.numberText ?? ""
    let decimal = JSONDecimal(text)
    if let integer = decimal.integer { return addNumber(Double(integer), integer, seed) }
    mix(4, seed)
    var digits = value.isFinite ? decimal.description : text
    digits.withUTF8 { unsafe add($0, seed) }
  }

  /// Numbers are equal by value, whatever their type: 1 and 1.0 are one key.
  private mutating func addNumber(_ value: Double, _ exact: Int64, _ seed: Seed) {
    mix(4, seed)
    mix(value == 0 ? 0 : value.bitPattern, seed)
    mix(UInt64(bitPattern: exact), seed)
  }

  /// The bytes are lent for the call and read within their count only, eight at a time.
  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ seed: Seed) {
    // A copy stays in registers.
    var hash = self
    hash.mix(UInt64(text.count) << 3 | 7, seed)
    let bytes = UnsafeRawBufferPointer(text)
    var at = 0
    while at &+ 8 <= bytes.count {
      unsafe hash.mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self), seed)
      at &+= 8
    }
    if at < bytes.count {
      var rest: UInt64 = 0
      if bytes.count >= 8 {
        // The last eight bytes; those that were mixed before are shifted out.
        let last = unsafe bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
        rest = last.littleEndian >> UInt64(truncatingIfNeeded: 8 &* (at &+ 8 &- bytes.count))
      } else {
        for place in 0..<bytes.count { rest = unsafe rest << 8 | UInt64(bytes[place]) }
      }
      hash.mix(rest, seed)
    }
    self = hash
  }
}

extension KeyHash {
  /// The hash with these bits.
  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The hash of this key together with a value: a word of each half is another than in the hash of any key alone.
  func with(_ value: KeyHash) -> KeyHash {
    KeyHash(
      low: low &* 0x9E37_79B9_7F4A_7C15 ^ value.high, high: high &* 0xC2B2_AE3D_27D4_EB4F ^ value.low)
  }

  /// The hash of the same key of another rule: no rule's keys equal those of another.
  func of(rule: Int) -> KeyHash {
    let salt = UInt64(truncatingIfNeeded: rule) &* 0x9E37_79B9_7F4A_7C15
    return KeyHash(low: low ^ salt, high: high ^ salt.byteSwapped)
  }
}

extension KeyHash {
  /// An order of all hashes. It means nothing.
  package func precedes(_ other: KeyHash) -> Bool { (high, low) < (other.high, other.low) }
}
