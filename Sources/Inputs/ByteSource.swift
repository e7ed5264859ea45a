/// The bytes of one document, decompressed, checked and in order.
///
/// What stands before a damaged place is given out first; then the error is thrown, on every call. So a document is
/// complete exactly when 0 was returned.
public final class ByteSource: @unchecked Sendable {
  // May cross threads, but is used by one at a time; nothing in it belongs to a thread.
  private let stream: any ByteStream
  /// The same, when it is a plain file.
  private let plainFile: InputBuffer?
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
  public var isPlainFile: Bool { plainFile != nil }
  /// The file, when its bytes are those of one.
  var file: OpenFile? { plainFile?.file }

  /// The bytes of `stream`.
  init(_ stream: any ByteStream, name: String, byteCount: Int? = nil, isCompressed: Bool = false) {
    self.stream = stream
    plainFile = nil
    self.isCompressed = isCompressed
    self.name = name
    self.byteCount = byteCount
  }

  /// The text that is a file from its beginning to its end.
  init(text input: InputBuffer) {
    stream = input
    plainFile = input.file.isPlain ? input : nil
    isCompressed = false
    name = input.name
    byteCount = input.file.size
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

  /// Whether bytes may be passed over: those of a plain file, of which none has been looked at.
  var canSkip: Bool { plainFile?.count == 0 && ahead.isEmpty && failure == nil }

  /// Passes over `count` bytes, which somebody else reads. Only where that may be done, and where the file has so many.
  func skip(_ count: Int) { plainFile?.skip(count) }

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
