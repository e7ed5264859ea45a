// Points: arrays of two numbers, of which most exports have more than of anything else.
extension JSONElements {
  /// Passes over the next elements as long as they are arrays of exactly two numbers, with `isPlain` of at most 64 bytes
  /// together and without exponents. Says how many there were.
  @inlinable public mutating func skipPairsOfNumbers(isPlain: Bool) -> Int {
    let nodes = unsafe node.tree.pointee.nodes
    let text = unsafe node.tree.pointee.text
    let first = at
    while at < end {
      let (pair, left, right) = unsafe (nodes[at], nodes[at &+ 1], nodes[at &+ 2])
      guard pair.kind == RawNode.array, Int(pair.link) == at &+ 3 else { break }
      // Those that the reader took for points are numbers, short and without exponents.
      if left.link == 0 || left.kind != RawNode.scalar {
        guard left.kind | right.kind == RawNode.scalar, unsafe text[left.start] <= UInt8(ascii: "9"),
          unsafe text[right.start] <= UInt8(ascii: "9")
        else { break }
        if isPlain {
          let close = unsafe nodes[at &+ 3].start
          guard close &- left.start <= 64, !node.hasExponent(from: left.start, to: close) else { break }
        }
      }
      at &+= 4
    }
    return (at &- first) / 4
  }

  /// Passes over the next elements as long as the reader took them for points (arrays of two numbers, short and without
  /// exponents) whose numbers have at most `digits` digits in front of the dot. Says how many there were.
  @inlinable @inline(__always)
  public mutating func skipPoints(digits: Int) -> Int {
    let nodes = unsafe node.tree.pointee.nodes
    let first = at
    // 0 wraps to more than any number has.
    let limit = UInt32(truncatingIfNeeded: digits)
    while at < end {
      let (pair, left, right) = unsafe (nodes[at], nodes[at &+ 1], nodes[at &+ 2])
      guard pair.kind == RawNode.array, Int(pair.link) == at &+ 3, left.kind == RawNode.scalar,
        left.link &- 1 < limit, right.link &- 1 < limit
      else { break }
      at &+= 4
    }
    return (at &- first) / 4
  }
}

extension JSONNode {
  /// How many digits a number has in front of its dot, when the reader took it for one of a point, short and without an
  /// exponent; else 0.
  @inlinable @inline(__always) public var pointDigits: Int {
    let raw = self.raw
    return raw.kind == RawNode.scalar ? Int(raw.link) : 0
  }
}
