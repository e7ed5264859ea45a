import SourceText

/// Reads the values of indexed texts, one after the other, into memory that is used again for each.
///
/// A node is valid until the reader reads its next value. One thread at a time.
@safe public final class JSONReader: @unchecked Sendable {
  // May cross threads: belongs to one worker.
  private var walker: RecordWalker
  /// `nil` for a reader whose nodes go to several threads.
  private var places: MemberPlaces?
  private var text = PaddedBytes([])
  private var index = StructuralIndex()

  /// What is refused.
  public let limits: JSONLimits

  /// A reader that has read nothing yet.
  public convenience init(limits: JSONLimits = JSONLimits()) {
    self.init(limits: limits, keyCount: .max, isShared: false)
  }

  /// A reader for records that have `keyCount` keys together at most. With `isShared`, several threads may look into the
  /// value at once.
  init(limits: JSONLimits, keyCount: Int, isShared: Bool) {
    self.limits = limits
    walker = RecordWalker(limits: limits, keyCount: keyCount)
    if !isShared {
      let places = MemberPlaces()
      unsafe walker.tree.pointee.places = places.entries
      self.places = consume places
    }
  }

  /// Makes `text`, of which `index` was built, the text to read from. The reader keeps both.
  public func begin(_ text: PaddedBytes, index: StructuralIndex) {
    self.text = text
    self.index = index
    walker.begin(text, index)
  }

  /// Reads the value whose first token is at `position` of the index, and moves `position` behind it. `nil` when it is
  /// not JSON or goes beyond a limit: `position` stays, and `JSONSyntaxChecker` tells why.
  public func value(at position: inout Int) -> JSONNode? {
    guard position < index.count, let end = walker.walk(from: position) else { return nil }
    position = end
    return root
  }

  /// Reads the value whose tokens are all those at `positions` of the index and which ends before the byte at `end`,
  /// behind which the next token stands.
  public func value(at positions: Range<Int>, before end: Int) -> JSONNode? {
    guard !positions.isEmpty, positions.upperBound <= index.count,
      walker.walk(from: positions.lowerBound, limit: positions.upperBound, limitOffset: end) == positions.upperBound
    else { return nil }
    return root
  }

  /// The value that was read last.
  private var root: JSONNode {
    unsafe places?.follow(walker.tree.pointee.numbering)
    return unsafe JSONNode(tree: walker.tree, index: 0)
  }

  /// What of the last value other readers may understand differently, in the order of the text. Empty nearly always.
  public var ambiguities: [JSONAmbiguity] {
    walker.ambiguities.isEmpty ? [] : walker.ambiguities.sorted { $0.span.start < $1.span.start }
  }

  /// Keys so far that had to be searched for: new ones, those of more than 29 bytes, and where a guess was wrong. Work that no
  /// clock shows reliably.
  public var keyLookUpCount: Int { walker.keyLookUpCount }
}
