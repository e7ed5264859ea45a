/// Makes zip archives, sound or broken in a chosen way.
struct ZipBuilder {
  struct Member {
    var name: String
    var data: [UInt8]
    var method: UInt16 = 0
    var size: Int
    var crc: UInt32
    var flags: UInt16 = 0
    /// What the member's own header calls it, if something else.
    var ownName: String?
    /// Whether the sizes stand behind the data, as programs write it that do not know them before.
    var hasDescriptor = false
    var offset: Int?
    var compressedSize: Int?
    var disk: UInt16 = 0

    /// A member that is stored as it is.
    init(_ name: String, stored content: [UInt8]) {
      self.name = name
      data = content
      size = content.count
      crc = crc32(content)
    }

    /// A member of the sample text, compressed.
    init(sample name: String) {
      self.name = name
      data = Sample.deflated
      method = 8
      size = Sample.text.count
      crc = crc32(Sample.text)
    }

    /// The same with a change.
    func with(_ change: (inout Member) -> Void) -> Member {
      var member = self
      change(&member)
      return member
    }
  }

  var members: [Member]
  var isZip64 = false
  var comment: [UInt8] = []
  /// What the end record says, if something else.
  var memberCount: Int?
  var disk: UInt16 = 0
  var gap: [UInt8] = []

  init(_ members: [Member] = []) {
    self.members = members
  }

  /// The archive.
  var bytes: [UInt8] {
    var archive: [UInt8] = []
    var offsets: [Int] = []
    for member in members {
      offsets.append(archive.count)
      archive += header(of: member) + member.data
      if member.hasDescriptor {
        var descriptor = Record(signature: 0x0807_4B50)
        descriptor.add32(Int(member.crc), member.data.count, member.size)
        archive += descriptor.bytes
      }
    }
    let start = archive.count
    for (member, offset) in zip(members, offsets) { archive += entry(of: member, at: member.offset ?? offset) }
    return archive + gap + end(offset: start, count: archive.count - start)
  }

  private func header(of member: Member) -> [UInt8] {
    let name = Array((member.ownName ?? member.name).utf8)
    var record = Record(signature: 0x0403_4B50)
    record.add16(20, Int(member.flags | (member.hasDescriptor ? 8 : 0)), Int(member.method), 0, 0)
    if member.hasDescriptor {
      record.add32(0, 0, 0)
    } else {
      record.add32(Int(member.crc), member.data.count, member.size)
    }
    record.add16(name.count, 4)
    return record.bytes + name + [9, 9, 0, 0]
  }

  private func entry(of member: Member, at offset: Int) -> [UInt8] {
    let name = Array(member.name.utf8)
    let compressedSize = member.compressedSize ?? member.data.count
    var wide = Record()
    if isZip64 {
      wide.add16(1, 24)
      wide.add64(member.size, compressedSize, offset)
    }
    var record = Record(signature: 0x0201_4B50)
    record.add16(20, 20, Int(member.flags | (member.hasDescriptor ? 8 : 0)), Int(member.method), 0, 0)
    record.add32(Int(member.crc))
    record.add32(isZip64 ? 0xFFFF_FFFF : compressedSize, isZip64 ? 0xFFFF_FFFF : member.size)
    record.add16(name.count, wide.bytes.count, 0, Int(member.disk), 0)
    record.add32(0, isZip64 ? 0xFFFF_FFFF : offset)
    return record.bytes + name + wide.bytes
  }

  private func end(offset: Int, count: Int) -> [UInt8] {
    let memberCount = memberCount ?? members.count
    var wide = Record()
    if isZip64 {
      wide = Record(signature: 0x0606_4B50)
      wide.add64(44)
      wide.add16(45, 45)
      wide.add32(0, 0)
      wide.add64(memberCount, memberCount, count, offset)
      wide.add32(0x0706_4B50, 0)
      wide.add64(offset + count + gap.count)
      wide.add32(1)
    }
    var record = Record(signature: 0x0605_4B50)
    let narrowCount = isZip64 ? 0xFFFF : memberCount
    record.add16(Int(disk), 0, narrowCount, narrowCount)
    record.add32(isZip64 ? 0xFFFF_FFFF : count, isZip64 ? 0xFFFF_FFFF : offset)
    record.add16(comment.count)
    return wide.bytes + record.bytes + comment
  }
}

/// Little-endian numbers in a row.
private struct Record {
  var bytes: [UInt8] = []

  init() {}

  init(signature: Int) {
    add32(signature)
  }

  mutating func add16(_ values: Int...) {
    for value in values { bytes += UInt16(value).littleEndianBytes }
  }

  mutating func add32(_ values: Int...) {
    for value in values { bytes += UInt32(value).littleEndianBytes }
  }

  mutating func add64(_ values: Int...) {
    for value in values { bytes += UInt64(value).littleEndianBytes }
  }
}
