internal import CJSONIndex
public import SourceText

/// Where the structure of a text is: its tokens, which are the brackets, the strings and the other scalars. Found by
/// vector instructions at gigabytes a second, and the nodes of the records that are read from it.
@safe public final class StructuralIndex: @unchecked Sendable {
  // May cross threads: belongs to one window, and a window belongs to one thread at a time.

  /// Why a text has no index.
  public enum Failure: Error, Hashable, Sendable {
    /// Not one token.
    case empty
    /// The text ends inside a string.
    case unclosedString
    /// Invalid UTF-8 or a control character in a string: read on with `JSONSyntaxChecker` to learn where.
    case invalidText
    /// No memory for the tokens.
    case outOfMemory
  }

  /// A line feed outside of strings.
  public struct LineFeed: Hashable, Sendable {
    /// Where it is.
    public var offset: Int
    /// How many tokens stand before it.
    public var position: Int
  }

  /// Bytes that have been scanned for this index so far. Work that no clock shows reliably.
  public private(set) var scannedByteCount = 0
  private let handle: OpaquePointer
  /// The number of tokens.
  public private(set) var count = 0
  /// How far the text that was indexed leads in lines and columns.
  public private(set) var step = TextStep.none
  /// The tokens, which the walks over records make nodes of, and a few behind them that start where the text ends.
  private(set) var nodes: UnsafeMutablePointer<RawNode>

  /// Ascending: the positions of tokens that hold escapes.
  private(set) var escapes = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
  private var lines = unsafe UnsafeBufferPointer<CJSONLine>(start: nil, count: 0)
  private var wideBlocks = unsafe UnsafeBufferPointer<CJSONWideBlock>(start: nil, count: 0)
  /// The line feeds before each stretch of the text, from `start` on.
  private var lineCounts = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
  /// Where the text begins that was indexed.
  private var start = 0
  /// What the nodes are before the first text.
  private let none: UnsafeMutablePointer<RawNode>

  /// What scans texts for this index and the records in them.
  let kernel: ScanKernel

  /// An index of nothing yet.
  public init(kernel: ScanKernel = .best) {
    self.kernel = kernel
    guard let handle = unsafe cjson_index_create(kernel.handle) else {
      preconditionFailure("no memory for a structural index")
    }
    unsafe self.handle = handle
    unsafe none = .allocate(capacity: Int(CJSON_SPARE_TOKENS))
    unsafe none.initialize(repeating: RawNode(head: RawNode.behindLast, link: 0), count: Int(CJSON_SPARE_TOKENS))
    unsafe nodes = none
  }

  deinit {
    unsafe cjson_index_destroy(handle)
    unsafe none.deallocate()
  }

  /// Indexes `range` of `text`, which ends before `JSONLimits.largestRecord`. Offsets count from the start of the text.
  /// The line feeds outside of strings are listed if `wantsLineFeeds`.
  public func build(_ text: PaddedBytes, _ range: Range<Int>, wantsLineFeeds: Bool = false) throws(Failure) {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "a range outside of the text")
    precondition(range.upperBound <= JSONLimits.largestRecord, "a text that is too long for an index")
    count = 0
    start = range.lowerBound
    scannedByteCount += range.count
    let status = unsafe cjson_index_build(handle, text.base, range.lowerBound, range.count, wantsLineFeeds)
    guard status == .OK, let tokens = unsafe cjson_index_tokens(handle) else {
      unsafe nodes = none
      switch status {
      case .empty: throw .empty
      case .unclosedString: throw .unclosedString
      case .outOfMemory: throw .outOfMemory
      default: throw .invalidText
      }
    }
    count = unsafe cjson_index_count(handle)
    let totals = unsafe cjson_index_totals(handle)
    step = TextStep(lineFeeds: Int(totals.lineFeeds), scalarsInLastLine: Int(totals.scalarsInLastLine))
    unsafe nodes = UnsafeMutableRawPointer(tokens).assumingMemoryBound(to: RawNode.self)
    unsafe escapes = Self.list(cjson_index_escapes, handle)
    unsafe lines = Self.list(cjson_index_lines, handle)
    unsafe wideBlocks = Self.list(cjson_index_wide_blocks, handle)
    unsafe lineCounts = Self.list(cjson_index_line_counts, handle)
  }

  private static func list<T>(
    _ get: (OpaquePointer, UnsafeMutablePointer<Int>) -> UnsafePointer<T>?, _ handle: OpaquePointer
  ) -> UnsafeBufferPointer<T> {
    var count = 0
    let values = unsafe get(handle, &count)
    return unsafe UnsafeBufferPointer(start: values, count: values == nil ? 0 : count)
  }

  /// Where the token at `position` starts; behind the last one, where the text ends.
  public subscript(position: Int) -> Int {
    precondition(position >= 0 && position <= count, "a position outside of the index")
    return unsafe nodes[position].start
  }

  /// Whether `step(over:in:)` looks at little of the text, however long the range.
  public var knowsSteps: Bool { unsafe lines.count == step.lineFeeds || lineCounts.count > 0 }

  /// How far the text of `range` leads in lines and columns; `text` is what the index was built of.
  public func step(over range: Range<Int>, in text: PaddedBytes) -> TextStep {
    // Most arrays are one line, and then nobody needs to look for its end.
    if step.lineFeeds == 0 { return TextStep(lineFeeds: 0, scalarsInLastLine: scalarCount(range, in: text)) }
    if unsafe lines.count == step.lineFeeds {
      // All are listed: within strings there is none.
      let (before, upTo) = (lineNumber(behind: range.lowerBound), lineNumber(behind: range.upperBound))
      let line = unsafe upTo > before ? Int(lines[upTo - 1].offset) + 1 : range.lowerBound
      return TextStep(
        lineFeeds: upTo - before, scalarsInLastLine: scalarCount(line..<range.upperBound, in: text))
    }
    guard unsafe lineCounts.count > 0, range.lowerBound >= start else { return text.step(over: range) }
    let lineFeeds =
      lineFeedCount(before: range.upperBound, in: text) - lineFeedCount(before: range.lowerBound, in: text)
    let last = lineFeeds == 0 ? nil : text.lastOffset(of: UInt8(ascii: "\n"), in: range)
    let line = (last.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound
    return TextStep(lineFeeds: lineFeeds, scalarsInLastLine: scalarCount(line, in: text))
  }

  /// How many of the listed line feeds are before `offset`.
  private func lineNumber(behind offset: Int) -> Int {
    (0..<lineFeedCount).partitioningIndex { unsafe Int(lines[$0].offset) >= offset }
  }

  /// How many line feeds there are from `start` up to `offset`.
  private func lineFeedCount(before offset: Int, in text: PaddedBytes) -> Int {
    let stretch = unsafe min((offset - start) / Int(CJSON_STRETCH), lineCounts.count - 1)
    return unsafe Int(lineCounts[stretch]) + text.lineFeedCount(start + stretch * Int(CJSON_STRETCH)..<offset)
  }

  /// The number of Unicode scalars that start in `range` of `text`, of which the index was built. What is ASCII only is not
  /// looked at.
  public func scalarCount(_ range: Range<Int>, in text: PaddedBytes) -> Int {
    range.count - continuationCount(before: range.upperBound, in: text)
      + continuationCount(before: range.lowerBound, in: text)
  }

  /// How many bytes before `offset` continue a scalar.
  private func continuationCount(before offset: Int, in text: PaddedBytes) -> Int {
    let behind = unsafe (0..<wideBlocks.count).partitioningIndex { unsafe Int(wideBlocks[$0].offset) >= offset }
    guard behind > 0 else { return 0 }
    let block = unsafe wideBlocks[behind - 1]
    let part = Int(block.offset)..<min(offset, Int(block.offset) + 64)
    return Int(block.continuations) + part.count - text.scalarCount(part)
  }

  /// The number of listed line feeds.
  public var lineFeedCount: Int { unsafe lines.count }

  /// One of the listed line feeds.
  public func lineFeed(_ number: Int) -> LineFeed {
    precondition(number >= 0 && number < lineFeedCount, "a line feed that is not there")
    let line = unsafe lines[number]
    return LineFeed(offset: Int(line.offset), position: Int(line.tokenCount))
  }

  /// The last comma that stands outside of all brackets that were opened within the text, and the position of the token
  /// behind it; `nil` when there is none. `text` is what the index was built of.
  public func lastOutermostComma(in text: PaddedBytes) -> (offset: Int, position: Int)? {
    // The depth at the end is known, and back from there the comma is near.
    var depth = unsafe cjson_index_totals(handle).depth
    var position = count
    while position > 0 {
      // The token before the place between two of them.
      let before = unsafe nodes[position - 1]
      if depth == 0 {
        // Only blanks and the comma are there; a string before it may hold others.
        var offset = self[position] - 1
        while offset > before.start, text[offset] <= 0x20 { offset -= 1 }
        if offset > before.start, text[offset] == UInt8(ascii: ",") { return (offset, position) }
      }
      if before.isClosing { depth += 1 } else if before.kind >= RawNode.array { depth -= 1 }
      position -= 1
    }
    return nil
  }

  /// Forgets the tokens from the one at `position` on: `text`, of which the index was built up to `oldEnd`, now ends at
  /// `end`. What was behind it must still be readable.
  public func truncate(to position: Int, _ text: PaddedBytes, from oldEnd: Int, to end: Int) {
    unsafe cjson_index_truncate(handle, position, end)
    count = min(count, position)
    let cut = text.step(over: end..<oldEnd)
    step.lineFeeds -= cut.lineFeeds
    if cut.lineFeeds == 0 {
      step.scalarsInLastLine -= cut.scalarsInLastLine
    } else {
      let line = text.lastOffset(of: UInt8(ascii: "\n"), in: 0..<end).map { $0 + 1 } ?? 0
      step.scalarsInLastLine = text.step(over: line..<end).scalarsInLastLine
    }
  }
}
