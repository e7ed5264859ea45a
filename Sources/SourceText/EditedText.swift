/// A text with what has been replaced in it: every byte of it is one of the original, at a known place there, or new.
///
///     original   ⟨…"width": ⟩⟨"1920"⟩⟨, "height": …⟩
///     pieces     ⟨   0..<40 ⟩  new 1920  ⟨ 46..<98  ⟩
public struct EditedText: Hashable, Sendable {
  /// The text as it was.
  public let original: [UInt8]
  /// The text as it is now.
  public private(set) var bytes: [UInt8]
  private var pieces: [Piece]

  private struct Piece: Hashable {
    /// Where it starts in the text as it is now.
    var start: Int
    var count: Int
    /// Where its first byte stands in the original; `nil` when it is new.
    var origin: Int?

    var end: Int { start + count }
  }

  /// `original`, of which nothing is replaced yet.
  public init(_ original: [UInt8]) {
    self.original = original
    bytes = original
    pieces = [Piece(start: 0, count: original.count, origin: 0)]
  }

  /// Replaces what `edits` say; their spans count in the text as it is now. No two of them may overlap.
  public mutating func apply(_ edits: [TextEdit]) {
    // Of two at one place, one is empty and belongs before the bytes that the other replaces.
    let edits = edits.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    var (next, text): ([Piece], [UInt8]) = ([], [])
    text.reserveCapacity(bytes.count)
    var at = 0
    for edit in edits {
      precondition(edit.span.start >= at && edit.span.end <= bytes.count, "edits overlap, or lie outside the text")
      keep(at..<edit.span.start, &next, &text)
      let new = Array(edit.text.utf8)
      if !new.isEmpty { next.append(Piece(start: text.count, count: new.count, origin: nil)) }
      text += new
      at = edit.span.end
    }
    keep(at..<bytes.count, &next, &text)
    (pieces, bytes) = (next, text)
  }

  /// Adds the pieces of `range` to those of the next text.
  private func keep(_ range: Range<Int>, _ next: inout [Piece], _ text: inout [UInt8]) {
    guard !range.isEmpty else { return }
    for piece in pieces[position(of: range.lowerBound)...] {
      let (start, end) = (max(piece.start, range.lowerBound), min(piece.end, range.upperBound))
      guard start < end else { break }
      next.append(
        Piece(start: text.count, count: end - start, origin: piece.origin.map { $0 + start - piece.start }))
      text += bytes[start..<end]
    }
  }

  /// The piece that the byte at `offset` is in; the last one behind the end. Logarithmic in the number of pieces.
  private func position(of offset: Int) -> Int {
    max(0, (0..<pieces.count).partitioningIndex { pieces[$0].start > offset } - 1)
  }

  /// Where the byte at `offset` stood in the original; for a new one, where what it stands for did.
  public func origin(of offset: Int) -> Int {
    guard offset < bytes.count, !pieces.isEmpty else { return original.count }
    let position = position(of: offset)
    if let origin = pieces[position].origin { return origin + offset - pieces[position].start }
    // New pieces may follow one another.
    let before = pieces[..<position].last { $0.origin != nil }
    return before.flatMap { piece in piece.origin.map { $0 + piece.count } } ?? 0
  }

  /// What has been replaced all in all, by its place in the original, in order. What was replaced by the same bytes again
  /// is not among it.
  public var edits: [TextEdit] {
    var edits: [TextEdit] = []
    var (at, new): (Int, [UInt8]) = (0, [])
    func close(before origin: Int) {
      if origin > at || !new.isEmpty, !new.elementsEqual(original[at..<origin]) {
        edits.append(TextEdit(SourceSpan(start: at, end: origin), String(decoding: new, as: UTF8.self)))
      }
      new = []
    }
    for piece in pieces {
      guard let origin = piece.origin else {
        new += bytes[piece.start..<piece.end]
        continue
      }
      close(before: origin)
      at = origin + piece.count
    }
    close(before: original.count)
    return edits
  }
}
