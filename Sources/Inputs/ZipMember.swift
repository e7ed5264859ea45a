/// A member of a zip archive, as the directory describes it.
struct ZipMember: Sendable {
  /// As stored; decoded as UTF-8 for people.
  var nameBytes: [UInt8]
  var flags: UInt16
  var method: UInt16
  /// Of the content.
  var crc: UInt32
  /// In bytes; as stored, and of the content.
  var compressedSize, size: Int
  /// Where the member's own header begins, in bytes from the beginning of the archive.
  var headerOffset: Int
  /// Where the member must end at the latest.
  var limit: Int

  private static let headerLength = 30
  private static let headerSignature: UInt32 = 0x0403_4B50

  private enum Flag {
    static let encrypted: UInt16 = 1 << 0
    static let sizesBehind: UInt16 = 1 << 3
    static let patch: UInt16 = 1 << 5
    static let stronglyEncrypted: UInt16 = 1 << 6
    static let maskedHeader: UInt16 = 1 << 13
    static let anyEncryption = encrypted | stronglyEncrypted | maskedHeader
  }

  /// What messages call it: `export.zip!/part-1.json`.
  func name(in archive: String) -> String {
    "\(archive)!/\(String(decoding: nameBytes, as: UTF8.self))"
  }

  /// What a member is for, as far as its name tells.
  enum Role {
    /// A folder, or what the macOS Finder adds about files: never content.
    case bookkeeping
    /// JSON, or a container that may hold some.
    case document
    /// A name without an ending: only the content can tell.
    case undecided
    /// A name that is not of JSON: the content may be all the same.
    case other
  }

  /// What its name says it is for.
  var role: Role {
    let components = nameBytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let last = Array(components.last ?? [])
    if last.isEmpty { return size == 0 ? .bookkeeping : .other }
    if components.first.map({ $0.elementsEqual("__MACOSX".utf8) }) == true { return .bookkeeping }
    if last.elementsEqual(".DS_Store".utf8) { return .bookkeeping }
    // Such files carry a Mac's extra attributes of the file they are named after.
    if last.starts(with: "._".utf8) { return .other }
    if InputName.ending(of: last) == nil { return .undecided }
    return InputName.isWanted(last) ? .document : .other
  }

  /// Where it ends if its own header has no extra fields; `nil` beyond all files.
  var earliestEnd: Int? {
    let (end, overflow) = headerOffset.addingReportingOverflow(Self.headerLength + nameBytes.count)
    let (whole, secondOverflow) = end.addingReportingOverflow(compressedSize)
    return overflow || secondOverflow ? nil : whole
  }

  /// The member's content, checked as it is read.
  func open(in file: OpenFile, archive: String) throws(InputError) -> any ByteStream {
    let name = name(in: archive)
    try checkKind(name)
    let header = InputBuffer(file, name: name, range: headerOffset..<limit)
    guard try header.ensure(Self.headerLength), header.littleEndian32(at: 0) == Self.headerSignature else {
      throw header.failure(.damaged("the member's header is not where the zip directory says"), at: headerOffset)
    }
    let nameCount = Int(header.littleEndian16(at: 26))
    let length = Self.headerLength + nameCount + Int(header.littleEndian16(at: 28))
    guard try header.ensure(length), length <= limit - headerOffset - compressedSize else {
      throw header.failure(.damaged("the member reaches into the next one"), at: headerOffset)
    }
    guard header.bytes(at: Self.headerLength, count: nameCount) == nameBytes, agrees(header) else {
      throw header.failure(.damaged("the member's header contradicts the zip directory"), at: headerOffset)
    }
    let start = headerOffset + length
    let data = InputBuffer(file, name: name, range: start..<(start + compressedSize))
    return try ZipMemberStream(data, member: self)
  }

  /// Whether the member is of a kind that is read.
  private func checkKind(_ name: String) throws(InputError) {
    if flags & Flag.anyEncryption != 0 {
      throw InputError(.unsupported("an encrypted member"), in: name, at: headerOffset)
    }
    if flags & Flag.patch != 0 {
      throw InputError(.unsupported("a member that is a patch"), in: name, at: headerOffset)
    }
    if method != 0, method != 8 {
      let kind = Self.methodNames[method].map { " (\($0))" } ?? ""
      throw InputError(.unsupported("a member of zip method \(method)\(kind)"), in: name, at: headerOffset)
    }
    if method == 0, compressedSize != size {
      throw InputError(.damaged("the member has two sizes, though it is not compressed"), in: name, at: headerOffset)
    }
  }

  /// Whether the member's own header says what the directory says, where it says anything.
  private func agrees(_ header: InputBuffer) -> Bool {
    let ownFlags = header.littleEndian16(at: 6)
    if header.littleEndian16(at: 8) != method || ownFlags & Flag.anyEncryption != 0 { return false }
    if ownFlags & Flag.sizesBehind != 0 { return true }
    func agrees(_ field: UInt32, _ value: Int) -> Bool { field == .max || Int(field) == value }
    return header.littleEndian32(at: 14) == crc && agrees(header.littleEndian32(at: 18), compressedSize)
      && agrees(header.littleEndian32(at: 22), size)
  }

  private static let methodNames: [UInt16: String] = [
    1: "shrink", 6: "implode", 9: "deflate64", 12: "bzip2", 14: "LZMA", 20: "zstd", 93: "zstd", 95: "xz", 98: "PPMd",
    99: "AES encryption",
  ]
}
