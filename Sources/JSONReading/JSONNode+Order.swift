/// How a value stands to another one; as a set, what a comparison accepts.
public struct JSONOrder: OptionSet, Hashable, Sendable {
  /// One bit for each order.
  public let rawValue: UInt8

  /// The set with these bits.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// It comes first.
  public static let less = JSONOrder(rawValue: 1 << 0)
  /// The two are equal.
  public static let equal = JSONOrder(rawValue: 1 << 1)
  /// It comes last.
  public static let greater = JSONOrder(rawValue: 1 << 2)
  /// Neither equal nor in an order: values of two kinds, or two objects.
  public static let different = JSONOrder(rawValue: 1 << 3)
  /// All four.
  public static let any: JSONOrder = [.less, .equal, .greater, .different]

  /// How the other value stands to this one.
  @inlinable public var mirrored: JSONOrder {
    JSONOrder(rawValue: rawValue & 0b1010 | (rawValue & 1) << 2 | (rawValue >> 2) & 1)
  }
}

// Numbers have an order among each other, and so have strings: by their scalars, which is the order of their UTF-8.
extension JSONNode {
  /// How this value stands to `other`: exactly one of the four.
  public func order(to other: JSONNode) -> JSONOrder {
    switch (kind, other.kind) {
    case (.number, .number):
      if let left = integer, let right = other.integer {
        return left < right ? .less : left > right ? .greater : .equal
      }
      guard let left = double, let right = other.double else { return .different }
      return left < right ? .less : left > right ? .greater : self == other ? .equal : .different
    case (.string, .string):
      return unsafe withStringBytes { left in
        unsafe other.withStringBytes { right in unsafe Self.order(left, right) } ?? .different
      } ?? .different
    default: return self == other ? .equal : .different
    }
  }

  /// How this value stands to the string of `key`.
  public func order(to key: JSONKey) -> JSONOrder {
    unsafe withStringBytes { left in
      unsafe key.bytes.withUnsafeBufferPointer { right in unsafe Self.order(left, right) }
    } ?? .different
  }

  private static func order(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> JSONOrder {
    let count = min(left.count, right.count)
    var place = 0
    while place < count, unsafe left[place] == right[place] { place += 1 }
    if place < count { return unsafe left[place] < right[place] ? .less : .greater }
    return left.count < right.count ? .less : left.count > right.count ? .greater : .equal
  }

  /// How this number stands to the number whose double is `bound`, where its digits in front of the point tell; `nil`
  /// where they do not, and the number must be converted. `different` for other kinds.
  ///
  /// Coordinates have some fourteen digits behind the point: converting one costs five times as much as this.
  public func orderByDigits(to bound: Double) -> JSONOrder? {
    guard isNumber else { return .different }
    if bound.magnitude > Self.mostPlain {
      let end = self.end
      if end &- raw.start <= 64, !hasExponent(from: raw.start, to: end) { return bound > 0 ? .less : .greater }
    }
    // Without exponent and with so few digits nothing is so small that it is 0.
    guard let (isNegative, magnitude, at, end) = wholePart, end &- raw.start <= 64 else { return nil }
    let bound = isNegative ? -bound : bound
    let order: JSONOrder
    if at == end {
      order = magnitude < bound ? .less : magnitude > bound ? .greater : .equal
    } else {
      guard !hasExponent(from: at, to: end) else { return nil }
      // Rounding to the nearest double can reach the next integer, not pass it.
      if magnitude > bound {
        order = .greater
      } else if magnitude + 1 < bound {
        order = .less
      } else if bound == 0 {
        order = isZero(from: at &+ 1, to: end) ? .equal : .greater
      } else {
        return nil
      }
    }
    return isNegative ? order.mirrored : order
  }

  /// More than any number without exponent that takes at most 64 bytes.
  public static let mostPlain = 1e65

  /// What stands in front of a number's point, where that place is and where the number ends; `nil` for more than fifteen
  /// digits. Below 10^15 a double tells all whole numbers apart.
  @inline(__always)
  private var wholePart: (isNegative: Bool, magnitude: Double, at: Int, end: Int)? {
    let raw = self.raw
    let end = self.end
    let isNegative = unsafe text[raw.start] == UInt8(ascii: "-")
    let first = isNegative ? raw.start &+ 1 : raw.start
    var at = first
    var whole: UInt64 = 0
    while at < end {
      let digit = unsafe text[at] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      // Wraps only where there are too many digits anyway.
      whole = whole &* 10 &+ UInt64(digit)
      at &+= 1
    }
    return at &- first <= 15 ? (isNegative, Double(whole), at, end) : nil
  }

  /// The whole numbers between which a number lies, or the number itself twice, as far as the digits in front of its point
  /// tell; `nil` where they do not, and for other kinds. To compare a number with several bounds costs one look at it.
  public var wholeBounds: (lower: Double, upper: Double)? {
    let raw = self.raw
    guard raw.kind == RawNode.scalar else { return nil }
    let isNegative = firstByte == UInt8(ascii: "-")
    let first = isNegative ? raw.start &+ 1 : raw.start
    // Coordinates have a few digits in front of their point, never the same number of them: all at once, without a branch.
    let word = unsafe UInt64(littleEndian: UnsafeRawPointer(text + first).loadUnaligned(as: UInt64.self))
    let digits = word ^ 0x3030_3030_3030_3030
    // The highest bit of every byte that is no digit.
    let others = ((digits & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    let count = others.trailingZeroBitCount >> 3
    guard count > 0, count < 8 else { return longWholeBounds }
    let magnitude = Double(Self.number(of: digits, count))
    switch unsafe text[first &+ count] {
    case UInt8(ascii: "."):
      // What stands between two nodes has no letters.
      guard !hasExponent(from: first &+ count, to: self.raw(index &+ 1).start) else { return nil }
      return isNegative ? (-magnitude - 1, -magnitude) : (magnitude, magnitude + 1)
    case UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
    default: return isNegative ? (-magnitude, -magnitude) : (magnitude, magnitude)
    }
  }

  /// The same for numbers with more digits, and what is no number.
  private var longWholeBounds: (lower: Double, upper: Double)? {
    guard isNumber, let (isNegative, magnitude, at, end) = wholePart else { return nil }
    if at == end { return isNegative ? (-magnitude, -magnitude) : (magnitude, magnitude) }
    guard !hasExponent(from: at, to: end) else { return nil }
    return isNegative ? (-magnitude - 1, -magnitude) : (magnitude, magnitude + 1)
  }

  /// The number whose `count` digits, from 1 to 7, are the lowest bytes of `digits`, the first one lowest: neighbours are
  /// added up to pairs, then fours, then all eight, where those that are missing in front are 0.
  @inline(__always)
  private static func number(of digits: UInt64, _ count: Int) -> UInt64 {
    var sum = digits << UInt64(64 &- 8 &* count)
    sum = (sum &* 10 &+ sum >> 8) & 0x00FF_00FF_00FF_00FF
    sum = (sum &* 100 &+ sum >> 16) & 0x0000_FFFF_0000_FFFF
    return (sum &* 10_000 &+ sum >> 32) & 0xFFFF_FFFF
  }

  /// Whether one of the bytes of a number is an `e`, eight at a time: of all that numbers, and what stands between two,
  /// have only letters have that bit.
  @inlinable @inline(__always)
  func hasExponent(from start: Int, to end: Int) -> Bool {
    var at = start
    var letters: UInt64 = 0
    // There are readable bytes behind every text.
    while at &+ 8 <= end {
      letters |= unsafe UnsafeRawPointer(text + at).loadUnaligned(as: UInt64.self)
      at &+= 8
    }
    if at < end {
      let word = unsafe UInt64(littleEndian: UnsafeRawPointer(text + at).loadUnaligned(as: UInt64.self))
      letters |= UInt64(littleEndian: word & ((1 << UInt64(8 &* (end &- at))) &- 1))
    }
    return letters & 0x4040_4040_4040_4040 != 0
  }

  @inline(__always)
  private func isZero(from start: Int, to end: Int) -> Bool {
    var at = start
    while at < end, unsafe text[at] == UInt8(ascii: "0") { at &+= 1 }
    return at == end
  }
}
