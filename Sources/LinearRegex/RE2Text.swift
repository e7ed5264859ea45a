/// A pattern in RE2's syntax as it is put together, piece by piece. Refuses what is out of place, with the place in
/// the pattern that is being translated.
struct RE2Text {
  /// RE2 repeats nothing more often than this; larger counts are written out.
  private static let largestCount = 1000
  /// The bytes that a translation may have: written-out counts, one within the other, multiply.
  private static let largestSize = 100_000

  private var bytes: [UInt8] = []
  /// Where the piece starts that a quantifier would repeat; `nil` when there is none.
  private var atom: Int?
  /// The open groups: where each starts here, and in the pattern.
  private var groups: [(start: Int, offset: Int)] = []

  /// Appends something that matches text and can be repeated.
  mutating func append(atom text: String) {
    atom = bytes.count
    bytes += text.utf8
  }

  /// Appends something that holds at a place, and cannot be repeated.
  mutating func append(assertion text: String) {
    atom = nil
    bytes += text.utf8
  }

  /// Opens a group, which captures nothing: who asks whether a text matches has no use for its parts.
  mutating func openGroup(at offset: Int) {
    groups.append((bytes.count, offset))
    append(assertion: "(?:")
  }

  /// Closes the group that was opened last.
  mutating func closeGroup(at offset: Int) throws(LinearRegexError) {
    guard let group = groups.popLast() else { throw LinearRegexError("')' without '('", offset: offset) }
    append(assertion: ")")
    atom = group.start
  }

  /// Repeats the last piece between `least` and `most` times; `nil` is without end.
  mutating func repeatAtom(_ least: Int, _ most: Int?, at offset: Int) throws(LinearRegexError) {
    guard let start = atom else { throw LinearRegexError("there is nothing to repeat", offset: offset) }
    if let most, most < least { throw LinearRegexError("the counts are out of order", offset: offset) }
    let piece = bytes[start...]
    bytes.removeSubrange(start...)
    var (least, optional) = (least, most.map { $0 - least })
    while least > Self.largestCount {
      try append(piece, "{\(Self.largestCount)}", at: offset)
      least -= Self.largestCount
    }
    while let more = optional, more > Self.largestCount {
      try append(piece, "{0,\(Self.largestCount)}", at: offset)
      optional = more - Self.largestCount
    }
    switch (least, optional) {
    case (0, nil): try append(piece, "*", at: offset)
    case (1, nil): try append(piece, "+", at: offset)
    case (_, nil): try append(piece, "{\(least),}", at: offset)
    case (0, 1): try append(piece, "?", at: offset)
    case (_, let more?) where least + more > Self.largestCount:
      try append(piece, "{\(least)}", at: offset)
      try append(piece, "{0,\(more)}", at: offset)
    case (_, let more?): try append(piece, "{\(least),\(least + more)}", at: offset)
    }
    atom = nil
  }

  private mutating func append(_ piece: ArraySlice<UInt8>, _ quantifier: String, at offset: Int)
    throws(LinearRegexError)
  {
    guard bytes.count + piece.count <= Self.largestSize else {
      throw LinearRegexError("the pattern repeats too much", offset: offset)
    }
    bytes += piece
    bytes += quantifier.utf8
  }

  /// The whole pattern. Throws when a group is still open.
  func finished() throws(LinearRegexError) -> String {
    if let group = groups.last { throw LinearRegexError("'(' without ')'", offset: group.offset) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
