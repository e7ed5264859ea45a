/// Makes the names of test cases differ from each other: of two that are equal, consumers drop one.
///
/// A repeated name gets the number of its occurrence, so that only cases that nothing tells apart depend on their order.
/// 8 bytes of each name are remembered: two that share them get a number that they do not need.
struct JUnitNames: Sendable {
  private var seen: Set<UInt64> = []
  private var counts: [UInt64: Int] = [:]

  /// `name`, or with ` (2)`, ` (3)`, … when the class has it already in this file.
  mutating func next(_ name: String, className: String, file: Int) -> String {
    let key = Self.key(of: name, className, file)
    guard !seen.insert(key).inserted else { return name }
    var count = counts[key, default: 1]
    var numbered: String
    repeat {
      count += 1
      numbered = "\(name) (\(count))"
    } while !seen.insert(Self.key(of: numbered, className, file)).inserted
    counts[key] = count
    return numbered
  }

  /// 64-bit FNV-1a (draft-eastlake-fnv), each part followed by a byte that UTF-8 never holds.
  private static func key(of name: String, _ className: String, _ file: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [name, className, String(file)] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01b3
    }
    return hash
  }
}
