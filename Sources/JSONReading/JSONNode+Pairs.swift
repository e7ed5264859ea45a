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
      guard pair.kind == RawNode.array, Int(pair.link) == at &+ 3,
        left.kind | right.kind == RawNode.scalar, unsafe text[left.start] <= UInt8(ascii: "9"),
        unsafe text[right.start] <= UInt8(ascii: "9")
      else { break }
      if isPlain {
        let close = unsafe nodes[at &+ 3].start
        guard close &- left.start <= 64, !node.hasExponent(from: left.start, to: close) else { break }
      }
      at &+= 4
    }
    return (at &- first) / 4
  }
}
