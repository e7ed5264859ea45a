/// The content of gzip members that follow one another (RFC 1952), each checked against its sum and length.
///
///      0  1f 8b  magic      ┐
///      2  08     deflate    │
///      3  flags             ├ header; behind it, as the flags say: extra field, name, comment, CRC-16 of the header
///      4  time, 4 bytes     │
///      8  hints, 2 bytes    ┘
///     10  deflate data, then CRC-32 and length of the content, 4 bytes each, little-endian
@safe final class GzipStream: ByteStream {
  private enum Flag {
    static let headerSum: UInt8 = 1 << 1
    static let extra: UInt8 = 1 << 2
    static let name: UInt8 = 1 << 3
    static let comment: UInt8 = 1 << 4
    static let reserved: UInt8 = 0b1110_0000
  }

  private let input: InputBuffer
  private let inflater: Inflater
  private var isInMember = false
  private var memberCount = 0
  private var headerSum: UInt32 = 0

  /// Reads `input`, which stands at the first member.
  init(_ input: InputBuffer) throws(InputError) {
    self.input = input
    inflater = try Inflater(for: input.name)
  }

  var storedByteCount: Int { input.takenByteCount }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while true {
      if !isInMember {
        if memberCount > 0, try !input.fill() { return 0 }
        try readHeader()
        inflater.reset()
        isInMember = true
        memberCount += 1
      }
      let count = try unsafe inflater.read(from: input, into: buffer)
      if count > 0 { return count }
      try checkTrailer()
      isInMember = false
    }
  }

  private func readHeader() throws(InputError) {
    let start = input.offset
    headerSum = 0
    let first = try headerByte()
    guard first == 0x1F, try headerByte() == 0x8B else {
      throw input.failure(.damaged("bytes behind the end of the gzip data"), at: start)
    }
    guard try headerByte() == 8 else {
      throw input.failure(.unsupported("gzip data of another method than deflate"), at: start)
    }
    let flags = try headerByte()
    if flags & Flag.reserved != 0 { throw input.failure(.damaged("unknown flags in the gzip header"), at: start) }
    for _ in 0..<6 { _ = try headerByte() }
    if flags & Flag.extra != 0 {
      let low = try headerByte()
      let high = try headerByte()
      for _ in 0..<(Int(low) | Int(high) << 8) { _ = try headerByte() }
    }
    if flags & Flag.name != 0 { while try headerByte() != 0 {} }
    if flags & Flag.comment != 0 { while try headerByte() != 0 {} }
    if flags & Flag.headerSum != 0 {
      let expected = UInt8(truncatingIfNeeded: headerSum)
      let expectedHigh = UInt8(truncatingIfNeeded: headerSum >> 8)
      let low = try headerByte()
      let high = try headerByte()
      if (low, high) != (expected, expectedHigh) {
        throw input.failure(.damaged("the gzip header does not match its checksum"), at: start)
      }
    }
  }

  private func headerByte() throws(InputError) -> UInt8 {
    guard try input.fill() else { throw input.failure(.truncated("a gzip header")) }
    unsafe headerSum = CRC32.update(headerSum, with: UnsafeRawBufferPointer(rebasing: input.available[..<1]))
    let byte = input[0]
    input.take(1)
    return byte
  }

  private func checkTrailer() throws(InputError) {
    guard try input.ensure(8) else { throw input.failure(.truncated("the gzip data"), at: input.offset + input.count) }
    let (crc, count) = (input.littleEndian32(at: 0), input.littleEndian32(at: 4))
    if crc != inflater.crc { throw input.failure(.damaged("the content does not match its gzip checksum")) }
    if count != UInt32(truncatingIfNeeded: inflater.byteCount) {
      throw input.failure(.damaged("the content does not have the length that its gzip trailer says"))
    }
    input.take(8)
  }
}
