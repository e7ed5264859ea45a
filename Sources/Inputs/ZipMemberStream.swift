/// The content of one member, checked against the size and the sum in the directory.
final class ZipMemberStream: ByteStream {
  private let input: InputBuffer
  private let member: ZipMember
  /// `nil` for content that is stored as it is.
  private let inflater: Inflater?
  private var crc: UInt32 = 0
  private var byteCount = 0

  /// Reads `input`, which holds the member's data and no more.
  init(_ input: InputBuffer, member: ZipMember) throws(InputError) {
    self.input = input
    self.member = member
    inflater = member.method == 8 ? try Inflater(for: input.name) : nil
  }

  var storedByteCount: Int { input.takenByteCount }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count: Int
    if let inflater {
      count = try unsafe inflater.read(from: input, into: buffer)
      crc = inflater.crc
    } else {
      count = try unsafe input.read(into: buffer)
      unsafe crc = CRC32.update(crc, with: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    byteCount += count
    if byteCount > member.size {
      throw input.failure(.damaged("the content is longer than the \(member.size) bytes that the zip directory says"))
    }
    if count == 0 { try checkEnd() }
    return count
  }

  private func checkEnd() throws(InputError) {
    if try input.fill() { throw input.failure(.damaged("bytes behind the end of the compressed data")) }
    if byteCount < member.size {
      throw input.failure(.damaged("the content ends after \(byteCount) of \(member.size) bytes"))
    }
    if crc != member.crc { throw input.failure(.damaged("the content does not match its zip checksum")) }
  }
}
