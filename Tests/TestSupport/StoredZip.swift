/// Zip archives whose members are not compressed: enough for tests of what is in them.
public enum StoredZip {
  /// An archive of `members`, in order.
  public static func archive(_ members: [(name: String, text: String)]) -> [UInt8] {
    var (file, directory): ([UInt8], [UInt8]) = ([], [])
    for member in members {
      let (name, content) = (Array(member.name.utf8), Array(member.text.utf8))
      let sizes = little(checksum(content), 4) + little(UInt32(content.count), 4) + little(UInt32(content.count), 4)
      let common = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + sizes + little(UInt32(name.count), 2)
      let offset = little(UInt32(file.count), 4)
      file += [0x50, 0x4B, 3, 4] + common + little(0, 2) + name + content
      directory += [0x50, 0x4B, 1, 2] + little(20, 2) + common + [UInt8](repeating: 0, count: 12) + offset + name
    }
    let count = little(UInt32(members.count), 2)
    let end = little(UInt32(directory.count), 4) + little(UInt32(file.count), 4) + little(0, 2)
    return file + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + count + count + end
  }

  private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
