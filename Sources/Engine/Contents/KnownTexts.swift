import JSONReading

/// Short texts that records repeat over and over, such as the names of classes and of people, by numbers: one that was met
/// before is found by comparing a few words.
///
/// Bounded, whatever the data are: of more than `capacity` texts, and of those that stand in the way of too many others,
/// none is kept.
struct KnownTexts {
  private static let capacity = 2048
  private static let slotCount = 4096
  private static let mostProbes = 16

  private var texts: ContiguousArray<JSONShortKey> = []
  /// The numbers of the texts by their digests, 0 where there is none.
  private var slots = ContiguousArray<Int32>(repeating: 0, count: slotCount)

  /// The number of `text`, from 1 on, always the same; `nil` where it is not kept.
  mutating func number(of text: JSONShortKey) -> Int32? {
    var slot = Int(truncatingIfNeeded: text.digest >> 52)
    for _ in 0..<Self.mostProbes {
      let number = slots[slot]
      if number == 0 { return keep(text, in: slot) }
      if texts[Int(number) &- 1] == text { return number }
      slot = (slot &+ 1) & (Self.slotCount &- 1)
    }
    return nil
  }

  private mutating func keep(_ text: JSONShortKey, in slot: Int) -> Int32? {
    guard texts.count < Self.capacity else { return nil }
    texts.append(text)
    slots[slot] = Int32(texts.count)
    return slots[slot]
  }
}
