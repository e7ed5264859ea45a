/// The directory of a zip archive (PKWARE's APPNOTE 6.3.10), which stands behind all members:
///
///     members … │ directory: 46 bytes and more each │ [zip64 end record, locator] │ end record: 22 bytes, comment │
///
/// Sizes and places are taken from here alone, so what data descriptors say does not matter. Anything that could be
/// read in two ways is refused: members that overlap, bytes between directory and end record, or behind it.
struct ZipDirectory {
  /// Where the directory is, as the end record says.
  private struct Place {
    var offset: Int
    var byteCount: Int
    var memberCount: Int
  }

  private enum Signature {
    static let entry: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let locator64: UInt32 = 0x0706_4B50
  }

  private static let endLength = 22
  private static let locator64Length = 20
  private static let end64Length = 56
  private static let entryLength = 46
  /// Memory grows with the directory: this allows some millions of members.
  private static let maximumByteCount = 1 << 28

  private let file: OpenFile
  private let size: Int
  private let name: String

  /// Reads all entries of the archive `file` of `size` bytes, in the order of the directory.
  static func members(of file: OpenFile, size: Int, name: String) throws(InputError) -> [ZipMember] {
    let directory = ZipDirectory(file: file, size: size, name: name)
    let place = try directory.locate()
    return try directory.withLimits(directory.entries(at: place), directoryOffset: place.offset)
  }

  private func damaged(_ clause: String, at offset: Int?) -> InputError {
    InputError(.damaged(clause), in: name, at: offset)
  }

  // MARK: The end records

  private func locate() throws(InputError) -> Place {
    // The comment behind the record is at most 65,535 bytes long; the locator stands before the record.
    let start = max(0, size - Self.endLength - 65_535 - Self.locator64Length)
    let tail = InputBuffer(file, name: name, range: start..<size)
    guard try tail.ensure(size - start) else { throw InputError(.truncated("the zip archive"), in: name, at: size) }
    var index = tail.count - Self.endLength
    while index >= 0 {
      if tail.littleEndian32(at: index) == Signature.end,
        index + Self.endLength + Int(tail.littleEndian16(at: index + 20)) == tail.count
      {
        return try place(in: tail, at: index, offset: start + index)
      }
      index -= 1
    }
    throw InputError(.truncated("the zip archive, or bytes behind it: no end record"), in: name, at: size)
  }

  private func place(in tail: InputBuffer, at index: Int, offset: Int) throws(InputError) -> Place {
    let locator = index - Self.locator64Length
    if locator >= 0, tail.littleEndian32(at: locator) == Signature.locator64 {
      let recordOffset = tail.littleEndian64(at: locator + 8)
      let partCount = tail.littleEndian32(at: locator + 16)
      return try place64(at: recordOffset, before: offset - Self.locator64Length, partCount: partCount)
    }
    let memberCount = tail.littleEndian16(at: index + 10)
    if tail.littleEndian16(at: index + 4) != 0 || tail.littleEndian16(at: index + 6) != 0
      || tail.littleEndian16(at: index + 8) != memberCount
    {
      throw InputError(.unsupported("a zip archive in several parts"), in: name, at: offset)
    }
    let place = Place(
      offset: Int(tail.littleEndian32(at: index + 16)), byteCount: Int(tail.littleEndian32(at: index + 12)),
      memberCount: Int(memberCount))
    return try checked(place, end: offset)
  }

  private func place64(at offset: UInt64, before end: Int, partCount: UInt32) throws(InputError) -> Place {
    guard let offset = Int(exactly: offset), offset <= end - Self.end64Length else {
      throw damaged("the zip64 end record is not where its locator says", at: end)
    }
    let record = InputBuffer(file, name: name, range: offset..<end)
    guard try record.ensure(Self.end64Length), record.littleEndian32(at: 0) == Signature.end64 else {
      throw damaged("the zip64 end record is not where its locator says", at: offset)
    }
    if partCount > 1 || record.littleEndian32(at: 16) != 0 || record.littleEndian32(at: 20) != 0
      || record.littleEndian64(at: 24) != record.littleEndian64(at: 32)
    {
      throw InputError(.unsupported("a zip archive in several parts"), in: name, at: offset)
    }
    guard let memberCount = Int(exactly: record.littleEndian64(at: 32)),
      let byteCount = Int(exactly: record.littleEndian64(at: 40)),
      let start = Int(exactly: record.littleEndian64(at: 48))
    else { throw damaged("the zip directory is not where the end record says", at: offset) }
    return try checked(Place(offset: start, byteCount: byteCount, memberCount: memberCount), end: offset)
  }

  private func checked(_ place: Place, end: Int) throws(InputError) -> Place {
    // Neither sum nor difference can overflow: both sides lie within the file.
    guard place.offset <= end, place.byteCount == end - place.offset else {
      throw damaged("the zip directory is not where the end record says", at: end)
    }
    if place.byteCount > Self.maximumByteCount {
      throw InputError(.unsupported("a zip directory of more than 256 MiB"), in: name, at: place.offset)
    }
    return place
  }

  // MARK: The entries

  private func entries(at place: Place) throws(InputError) -> [ZipMember] {
    let end = place.offset + place.byteCount
    let input = InputBuffer(file, name: name, range: place.offset..<end)
    var members: [ZipMember] = []
    while try input.ensure(1) {
      let offset = input.offset
      guard try input.ensure(Self.entryLength), input.littleEndian32(at: 0) == Signature.entry else {
        throw damaged("broken zip directory", at: offset)
      }
      let nameCount = Int(input.littleEndian16(at: 28))
      let extraCount = Int(input.littleEndian16(at: 30))
      let length = Self.entryLength + nameCount + extraCount + Int(input.littleEndian16(at: 32))
      guard try input.ensure(length) else { throw damaged("broken zip directory", at: offset) }
      members.append(try entry(in: input, nameCount: nameCount, extraCount: extraCount))
      input.take(length)
    }
    if input.offset != end { throw InputError(.truncated("the zip archive"), in: name, at: input.offset) }
    if members.count != place.memberCount {
      throw damaged("the zip directory has \(members.count) members, its end record says \(place.memberCount)", at: end)
    }
    return members
  }

  private func entry(in input: InputBuffer, nameCount: Int, extraCount: Int) throws(InputError) -> ZipMember {
    let name = input.bytes(at: Self.entryLength, count: nameCount)
    // What does not fit its field stands in the zip64 field, in this order, and only that.
    var wide = Zip64Field(in: input.bytes(at: Self.entryLength + nameCount, count: extraCount))
    let size = wide.value(for: input.littleEndian32(at: 24))
    let compressedSize = wide.value(for: input.littleEndian32(at: 20))
    let headerOffset = wide.value(for: input.littleEndian32(at: 42))
    guard let size, let compressedSize, let headerOffset else {
      throw damaged("broken zip64 field in the zip directory", at: input.offset)
    }
    let disk = input.littleEndian16(at: 34)
    if disk != 0, disk != .max { throw InputError(.unsupported("a zip archive in several parts"), in: self.name) }
    return ZipMember(
      nameBytes: name, flags: input.littleEndian16(at: 8), method: input.littleEndian16(at: 10),
      crc: input.littleEndian32(at: 16), compressedSize: compressedSize, size: size, headerOffset: headerOffset,
      limit: headerOffset)
  }

  /// Sets where each member must end at the latest: at the next one, or at the directory.
  private func withLimits(_ members: [ZipMember], directoryOffset: Int) throws(InputError) -> [ZipMember] {
    var members = members
    let order = members.indices.sorted { members[$0].headerOffset < members[$1].headerOffset }
    var limit = directoryOffset
    for index in order.reversed() {
      let member = members[index]
      guard let end = member.earliestEnd, end <= limit else {
        throw InputError(
          .damaged("the member overlaps another one or the zip directory"), in: member.name(in: name),
          at: member.headerOffset)
      }
      members[index].limit = limit
      limit = member.headerOffset
    }
    return members
  }
}

/// The extra field of zip64: numbers of eight bytes for those that do not fit an entry's four.
private struct Zip64Field {
  private var rest: ArraySlice<UInt8> = []

  /// Finds the field among the extra fields of an entry: each an identifier and a length of two bytes, then the value.
  init(in extra: [UInt8]) {
    var fields = extra[...]
    while fields.count >= 4 {
      let header = Array(fields.prefix(4))
      let value = fields.dropFirst(4).prefix(Int(header[2]) | Int(header[3]) << 8)
      if header[0] == 1, header[1] == 0 {
        rest = value
        return
      }
      fields = fields[value.endIndex...]
    }
  }

  /// The number that an entry's field stands for, `nil` when there is none.
  mutating func value(for field: UInt32) -> Int? {
    if field != .max { return Int(field) }
    guard rest.count >= 8 else { return nil }
    let value = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest = rest.dropFirst(8)
    return Int(exactly: value)
  }
}
