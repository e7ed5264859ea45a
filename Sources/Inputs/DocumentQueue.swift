/// The documents of a list of inputs, decompressed ahead by threads of their own.
///
/// Until some compressed content has been read, everything is done by whoever reads: small inputs start no thread.
/// Then one thread decompresses the document at hand and goes on with the next; another one starts for every document
/// that it meets behind it. What was decompressed and not yet read is bounded (`Decoders`), whatever the documents.
/// They come in the same order, with the same bytes and the same errors at the same places, as from the sequence.
///
/// For one thread at a time.
public final class DocumentQueue: @unchecked Sendable {
  // May cross threads, but is used by one at a time.
  let decoders: Decoders
  private var hasStarted = false
  /// Content that may still be decompressed by whoever reads.
  private var budget: Int

  /// Bytes of content that are decompressed before a thread is started for more.
  public static let threadlessByteCount = 1 << 20

  /// The documents of `sequence`, decompressed by `decoderCount` threads at most; 0: by whoever reads.
  public init(
    _ sequence: InputSequence, decoderCount: Int, threadlessByteCount: Int = DocumentQueue.threadlessByteCount
  ) {
    decoders = Decoders(sequence, limit: min(decoderCount, Decoders.largestCount))
    budget = decoderCount > 0 ? threadlessByteCount : .max
  }

  deinit { decoders.cancel() }

  /// The next document; `nil` behind the last. Throws as `InputSequence` does, and goes on after errors as it does.
  public func next() throws(InputError) -> ByteSource? {
    guard hasStarted else {
      guard let source = try decoders.open() else { return nil }
      guard source.isCompressed, budget < .max else { return source }
      return ByteSource(AheadStream(source, self), name: source.name, byteCount: source.byteCount)
    }
    switch try decoders.next() {
    case .none: return nil
    case .plain(let source): return source
    case .decoded(let document):
      return ByteSource(AheadStream(document, self), name: document.source.name, byteCount: document.source.byteCount)
    }
  }

  /// Whether there may be another document.
  public var hasMore: Bool { decoders.hasMore }

  /// The members of archives that were passed over, as far as archives have been read.
  public var skipped: [String] { decoders.skipped }

  /// Reads from `source` until there is more to decompress than one thread should do; then hands it over.
  fileprivate func read(
    _ source: ByteSource, into buffer: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> (count: Int, document: DecodedDocument?) {
    if budget > 0 {
      let count = try unsafe source.read(into: buffer)
      budget -= budget == .max ? 0 : min(budget, count)
      return (count, nil)
    }
    if let document = decoders.start(with: source) {
      hasStarted = true
      return (0, document)
    }
    // There can be no other thread.
    budget = .max
    return (try unsafe source.read(into: buffer), nil)
  }

  fileprivate func nextPiece(of document: DecodedDocument) throws(InputError) -> Piece? {
    try decoders.nextPiece(of: document)
  }

  fileprivate func abandon(_ document: DecodedDocument) { decoders.abandon(document) }

  fileprivate func giveBack(_ piece: Piece, of document: DecodedDocument) { decoders.giveBack(piece, of: document) }
}

/// One document of a queue, as whoever reads it sees it.
private final class AheadStream: ByteStream {
  private enum Place {
    case here(ByteSource)
    case ahead(DecodedDocument)
  }

  private let queue: DocumentQueue
  private var place: Place
  /// Decompressed, and how much of it has been given out.
  private var piece: Piece?
  private var given = 0
  private(set) var storedByteCount = 0

  init(_ source: ByteSource, _ queue: DocumentQueue) {
    place = .here(source)
    self.queue = queue
  }

  init(_ document: DecodedDocument, _ queue: DocumentQueue) {
    place = .ahead(document)
    self.queue = queue
  }

  deinit {
    guard case .ahead(let document) = place else { return }
    if let piece { queue.giveBack(piece, of: document) }
    queue.abandon(document)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if case .here(let source) = place {
      let (count, document) = try unsafe queue.read(source, into: buffer)
      guard let document else {
        storedByteCount = source.storedByteCount
        return count
      }
      place = .ahead(document)
    }
    guard case .ahead(let document) = place else { return 0 }
    if piece == nil {
      piece = try queue.nextPiece(of: document)
      given = 0
    }
    guard let piece else { return 0 }
    let count = min(buffer.count, piece.count - given)
    unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece.bytes[given..<(given + count)]))
    given += count
    if given == piece.count {
      storedByteCount = piece.storedByteCount
      self.piece = nil
      queue.giveBack(piece, of: document)
    }
    return count
  }
}
