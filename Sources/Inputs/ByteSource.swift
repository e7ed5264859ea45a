/// The bytes of one document, decompressed, checked and in order.
///
/// What stands before a damaged place is given out first; then the error is thrown, on every call. So a document is
/// complete exactly when 0 was returned.
public final class ByteSource: @unchecked Sendable {
  // May cross threads, but is used by one at a time; nothing in it belongs to a thread.
  private let stream: any ByteStream
  /// Looked at already, but still to be given out.
  private var ahead: ArraySlice<UInt8> = []
  private var hasEnded = false
  private var failure: InputError?

  /// What messages call the document: `export.json`, `export.zip!/part-1.json`, `<stdin>`.
  public let name: String
  /// The bytes of content, where the file or the archive says so; not checked until the end is reached.
  public let byteCount: Int?
  /// Whether giving out bytes is more work than copying them.
  let isCompressed: Bool
  /// Whether its bytes are those of a file, so that a place among them is one in that.
  public let isPlainFile: Bool

  init(
    _ stream: any ByteStream, name: String, byteCount: Int? = nil, isCompressed: Bool = false, isPlainFile: Bool = false
  ) {
    self.stream = stream
    self.isCompressed = isCompressed
    self.isPlainFile = isPlainFile
    self.name = name
    self.byteCount = byteCount
  }

  /// How many bytes of the file, as it is stored, were used so far.
  public var storedByteCount: Int { stream.storedByteCount }

  /// Fills `buffer`, which must not be empty, from its beginning and returns how many bytes it wrote: fewer than its
  /// size only at the end or before an error, 0 only at the end. Waits for slow pipes.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    precondition(unsafe !buffer.isEmpty, "an empty buffer cannot tell the end from more")
    var filled = min(ahead.count, buffer.count)
    if filled > 0 {
      unsafe buffer.copyBytes(from: ahead.prefix(filled))
      ahead = ahead.dropFirst(filled)
    }
    try unsafe fill(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]), after: &filled)
    return filled
  }

  /// The first bytes that `read` will give out, at most `count` of them: fewer only if the document is shorter or
  /// damaged there.
  func peek(_ count: Int) throws(InputError) -> [UInt8] {
    if ahead.count < count {
      var room = [UInt8](repeating: 0, count: count - ahead.count)
      var filled = ahead.count
      let known = filled
      let result: Result<Void, InputError> = unsafe room.withUnsafeMutableBytes { buffer in
        do throws(InputError) { return .success(try unsafe fill(buffer, after: &filled)) } catch {
          return .failure(error)
        }
      }
      try result.get()
      ahead += room.prefix(filled - known)
    }
    return Array(ahead.prefix(count))
  }

  /// Fills `buffer` from the stream and adds to `filled` what was written. An error is thrown if nothing is filled at
  /// all, else kept for the next call.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, after filled: inout Int) throws(InputError) {
    var rest = unsafe buffer
    while unsafe !rest.isEmpty, !hasEnded, failure == nil {
      do throws(InputError) {
        let count = try unsafe stream.read(into: rest)
        hasEnded = count == 0
        filled += count
        unsafe rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
      } catch {
        failure = error
      }
    }
    if filled == 0, let failure { throw failure }
  }
}
