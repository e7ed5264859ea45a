/// Names with numbers, found by their bytes. Looking one up allocates nothing.
struct NameTable {
  private var bytes: ContiguousArray<UInt8> = []
  /// Where the bytes of each name end.
  private var ends: ContiguousArray<Int> = []
  /// Numbers of names by their hash, -1 where there is none. A power of two, at least twice as many as names.
  private var slots = ContiguousArray<Int32>(repeating: -1, count: 8)

  /// How many names there are.
  var count: Int { ends.count }

  /// The bytes of the name with `number`.
  func name(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

  private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

  /// The number of `name`, which is added when it is new.
  mutating func insert(_ name: Span<UInt8>) -> Int {
    if let known = number(of: name) { return known }
    for place in name.indices { bytes.append(name[place]) }
    ends.append(bytes.count)
    if ends.count * 2 > slots.count { grow() }
    place(ends.count - 1, hash: Self.hash(name))
    return ends.count - 1
  }

  /// The number of `name`; `nil` when it is none of the names.
  func number(of name: Span<UInt8>) -> Int? {
    var slot = Self.hash(name) & (slots.count - 1)
    while case let number = slots[slot], number >= 0 {
      if isSame(range(Int(number)), name) { return Int(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isSame(_ range: Range<Int>, _ name: Span<UInt8>) -> Bool {
    guard range.count == name.count else { return false }
    for place in name.indices where bytes[range.lowerBound + place] != name[place] { return false }
    return true
  }

  private mutating func place(_ number: Int, hash: Int) {
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(number)
  }

  private mutating func grow() {
    slots = ContiguousArray(repeating: -1, count: slots.count * 2)
    for number in 0..<ends.count - 1 { place(number, hash: Self.hash(bytes.span.extracting(range(number)))) }
  }

  /// FNV-1a. Whoever writes a schema whose names collide slows down nobody's records but those judged by it.
  private static func hash(_ name: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in name.indices { hash = (hash ^ UInt64(name[place])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }
}
