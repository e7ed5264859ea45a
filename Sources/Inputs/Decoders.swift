import Threads

/// Threads that open documents in order and decompress them ahead of whoever reads them.
///
///     opened, in order   [ a.zip!/1 ][ a.zip!/2 ][ b.json ][ a.gz ]
///     thread 1             ▓▓▓░                              ▓░        ▓ decompressed pieces, ░ being decompressed
///     thread 2                         ▓▓▓▓▓▓░
///
/// A thread takes the first document that nobody has opened, decompresses it to the end, and takes another one. Its
/// pieces are its own, so one that is far ahead cannot take the memory of the one that is waited for.
final class Decoders: @unchecked Sendable {
  // Crosses threads: `sequence` is behind `opening`, everything else that changes behind `monitor`.

  /// Pieces of all threads together: 16 MiB.
  private static let pieceCount = 64
  /// Documents that are open and not yet asked for.
  private static let largestOpenedCount = 32
  /// More threads have too few pieces each to be of use.
  static let largestCount = 16

  private let limit: Int
  private let opening = Monitor()
  private var sequence: InputSequence

  private let monitor = Monitor()
  private var opened: [Result<Opened, InputError>] = []
  private var count = 0
  private var isAtEnd = false
  private var isCancelled = false

  /// What was opened.
  enum Opened {
    case plain(ByteSource)
    case decoded(DecodedDocument)
    /// Behind the last one.
    case none
  }

  /// Threads for the documents of `sequence`, `limit` at most; none is started yet.
  init(_ sequence: InputSequence, limit: Int) {
    self.sequence = sequence
    self.limit = limit
  }

  // MARK: For whoever reads

  /// Opens the next document on this thread: only before any other was started.
  func open() throws(InputError) -> ByteSource? {
    try opening.alone { () throws(InputError) in try sequence.next() }
  }

  /// Starts a thread that decompresses the rest of `source`, and then what comes behind it. `nil` when there can be no
  /// thread.
  func start(with source: ByteSource) -> DecodedDocument? {
    let document = DecodedDocument(source, lane: newLane())
    document.isLastLikely = opening.alone { !sequence.hasMore }
    return grow(from: document) ? document : nil
  }

  /// The next document, once a thread was started.
  func next() throws(InputError) -> Opened {
    let result: Result<Opened, InputError> = monitor.alone {
      while opened.isEmpty {
        if isAtEnd { return .success(.none) }
        monitor.wait()
      }
      monitor.wakeAll()
      return opened.removeFirst()
    }
    return try result.get()
  }

  /// The next content of `document`, `nil` at its end.
  func nextPiece(of document: DecodedDocument) throws(InputError) -> Piece? {
    let result: Result<Piece?, InputError> = monitor.alone {
      while document.pieces.isEmpty {
        if let end = document.end { return end.map { nil } }
        monitor.wait()
      }
      return .success(document.pieces.removeFirst())
    }
    return try result.get()
  }

  /// Lets a piece that was read be filled again.
  func giveBack(_ piece: Piece, of document: DecodedDocument) {
    monitor.alone {
      document.lane.giveBack(piece)
      monitor.wakeAll()
    }
  }

  /// Lets go of `document`, of which nothing more will be read.
  func abandon(_ document: DecodedDocument) {
    monitor.alone {
      document.isAbandoned = true
      for piece in document.pieces { document.lane.giveBack(piece) }
      document.pieces = []
      monitor.wakeAll()
    }
  }

  /// Whether there may be another document.
  var hasMore: Bool {
    let isKnown = monitor.alone { count > 0 ? !opened.isEmpty || !isAtEnd : nil }
    return isKnown ?? opening.alone { sequence.hasMore }
  }

  /// Members of archives that were passed over.
  var skipped: [String] { opening.alone { sequence.skipped } }

  /// Makes all threads end soon; nobody reads any more.
  func cancel() {
    monitor.alone {
      isCancelled = true
      monitor.wakeAll()
    }
  }

  // MARK: For the threads

  private func newLane() -> Lane { Lane(capacity: max(4, Self.pieceCount / max(1, limit))) }

  /// Starts another thread, which begins with `document`, unless there are enough. It is not waited for: it may hang in
  /// a pipe that never ends.
  @discardableResult
  private func grow(from document: DecodedDocument? = nil) -> Bool {
    let mayGrow = monitor.alone {
      guard count < limit else { return false }
      count += 1
      return true
    }
    guard mayGrow else { return false }
    if runDetached({ self.work(document?.lane ?? self.newLane(), document) }) { return true }
    monitor.alone { count -= 1 }
    return false
  }

  private func work(_ lane: Lane, _ first: DecodedDocument?) {
    var document = first ?? openNext(for: lane)
    while let current = document {
      if !current.isLastLikely { grow() }
      guard decompress(current) else { return }
      document = openNext(for: lane)
    }
  }

  /// Opens documents until one has to be decompressed. `nil` behind the last and when nobody reads any more.
  private func openNext(for lane: Lane) -> DecodedDocument? {
    // Never with `opening` held: who waits for room waits for the reader, and the reader may wait for another thread.
    while waitForRoom() {
      let (document, mayGoOn): (DecodedDocument?, Bool) = opening.alone {
        do throws(InputError) {
          guard let source = try sequence.next() else {
            append(nil)
            return (nil, false)
          }
          if source.isCompressed {
            let document = DecodedDocument(source, lane: lane)
            document.isLastLikely = !sequence.hasMore
            append(.success(.decoded(document)))
            return (document, false)
          }
          append(.success(.plain(source)))
        } catch {
          append(.failure(error))
        }
        return (nil, true)
      }
      if document != nil || !mayGoOn { return document }
    }
    return nil
  }

  /// Waits until another document may be opened. False when nobody reads any more.
  private func waitForRoom() -> Bool {
    monitor.alone {
      while opened.count >= Self.largestOpenedCount, !isCancelled { monitor.wait() }
      return !isCancelled
    }
  }

  /// Adds what was opened; `nil`: there is nothing more.
  private func append(_ result: Result<Opened, InputError>?) {
    monitor.alone {
      if let result { opened.append(result) } else { isAtEnd = true }
      monitor.wakeAll()
    }
  }

  /// Decompresses all of `document`. False when nobody reads any more.
  private func decompress(_ document: DecodedDocument) -> Bool {
    while let piece = takePiece(of: document.lane) {
      var end: Result<Void, InputError>?
      do throws(InputError) {
        piece.count = try unsafe document.source.read(into: piece.bytes)
        if piece.count == 0 { end = .success(()) }
      } catch {
        end = .failure(error)
      }
      piece.storedByteCount = document.source.storedByteCount
      let hasEnded = monitor.alone {
        let isWanted = end == nil && !document.isAbandoned
        if isWanted { document.pieces.append(piece) } else { document.lane.giveBack(piece) }
        document.end = end
        monitor.wakeAll()
        return !isWanted
      }
      if hasEnded { return true }
    }
    return false
  }

  /// A piece to fill. Waits while all are in use; `nil` when nobody reads any more.
  private func takePiece(of lane: Lane) -> Piece? {
    monitor.alone {
      while !isCancelled {
        if let piece = lane.take() { return piece }
        monitor.wait()
      }
      return nil
    }
  }
}
