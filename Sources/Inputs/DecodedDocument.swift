/// A document that is being decompressed by one thread while another reads it.
final class DecodedDocument: @unchecked Sendable {
  // Crosses threads: `source` belongs to the thread that decompresses, the rest is behind the lock of `Decoders`.
  let source: ByteSource
  let lane: Lane
  /// Decompressed and not yet read, in order.
  var pieces: [Piece] = []
  /// What comes behind the last piece, once it is known.
  var end: Result<Void, InputError>?
  /// Whether nobody reads it any more.
  var isAbandoned = false
  /// Whether no other document may follow; set before another thread sees it.
  var isLastLikely = false

  init(_ source: ByteSource, lane: Lane) {
    self.source = source
    self.lane = lane
  }
}

/// The memory of one thread that decompresses: a bounded number of pieces, used again and again.
final class Lane: @unchecked Sendable {
  // Crosses threads: behind the lock of `Decoders`.
  private let capacity: Int
  private var count = 0
  /// Used last, used first: it is still in the processor's caches.
  private var free: [Piece] = []

  init(capacity: Int) { self.capacity = capacity }

  /// A piece to fill; `nil` while all are in use.
  func take() -> Piece? {
    if let piece = free.popLast() { return piece }
    guard count < capacity else { return nil }
    count += 1
    return Piece()
  }

  func giveBack(_ piece: Piece) { free.append(piece) }
}

/// Some content of a document.
@safe final class Piece: @unchecked Sendable {
  // Crosses threads: belongs to one at a time.

  /// 256 KiB stay in the cache of a core together with the tables of the decompression; larger ones are no faster.
  static let byteCount = 1 << 18

  let bytes: UnsafeMutableRawBufferPointer
  /// Bytes in use.
  var count = 0
  /// How many bytes of the file were used up to the end of this piece.
  var storedByteCount = 0

  init() { unsafe bytes = .allocate(byteCount: Self.byteCount, alignment: 64) }

  deinit { unsafe bytes.deallocate() }
}
