internal import CJSONIndex

/// A growing buffer of text with the spare bytes behind it that vector instructions may read.
///
/// One thread at a time: windows hand it from the thread that fills it to the one that judges it.
@safe public final class PaddedBytes: @unchecked Sendable {
  // May cross threads: it is owned by one window, and a window belongs to one thread at a time.
  /// The first byte. Moves when the buffer grows.
  @usableFromInline private(set) var base: UnsafeMutablePointer<UInt8>
  /// Bytes that fit, without the padding.
  public private(set) var capacity: Int
  /// Bytes in use.
  public private(set) var count = 0

  /// Bytes behind the text that are always there, and zero or left over from an earlier text.
  public static let padding = Int(CJSON_PADDING)

  /// An empty buffer with room for `capacity` bytes.
  public init(capacity: Int) {
    self.capacity = max(capacity, 1)
    unsafe base = .allocate(capacity: self.capacity + Self.padding)
  }

  /// A buffer that holds `text`.
  public convenience init(_ text: some Collection<UInt8>) {
    self.init(capacity: text.count)
    append(text)
    seal()
  }

  deinit { unsafe base.deallocate() }

  /// Makes room for `capacity` bytes in all; what is in use stays.
  public func reserve(_ capacity: Int) {
    guard capacity > self.capacity else { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    self.capacity = capacity
  }

  /// Appends `text`.
  public func append(_ text: some Collection<UInt8>) {
    reserve(count + text.count)
    // One copy where the bytes lie together: byte by byte, without the type, takes a hundred times as long.
    let isCopied: Void? = text.withContiguousStorageIfAvailable { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (base + count).update(from: start, count: bytes.count)
      count += bytes.count
    }
    if isCopied != nil { return }
    for byte in text {
      unsafe base[count] = byte
      count += 1
    }
  }

  /// Lets `fill` write behind the bytes in use, as many as fit; it returns how many it wrote.
  public func append<E>(_ fill: (UnsafeMutableRawBufferPointer) throws(E) -> Int) throws(E) -> Int {
    let room = unsafe UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
    let added = try unsafe fill(room)
    precondition(added >= 0 && added <= room.count, "more bytes written than there is room for")
    count += added
    return added
  }

  /// Makes it `count` bytes at least. Those that are new are left over from earlier texts, until they are overwritten.
  public func extend(to count: Int) {
    reserve(count)
    self.count = max(self.count, count)
  }

  /// Lends the bytes of `range` to be written.
  public func overwrite<R, E>(
    _ range: Range<Int>, _ fill: (UnsafeMutableRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes outside of the buffer")
    return try unsafe fill(UnsafeMutableRawBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// Replaces the content by bytes of another buffer.
  public func replace(with other: PaddedBytes, range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= other.count, "bytes outside of the buffer")
    precondition(other !== self, "a buffer cannot be replaced by itself")
    reserve(range.count)
    unsafe base.update(from: other.base + range.lowerBound, count: range.count)
    count = range.count
  }

  /// Keeps the first `count` bytes.
  public func truncate(to count: Int) { self.count = min(self.count, max(count, 0)) }

  /// Drops the first `count` bytes; the others move to the front.
  public func removeFirst(_ count: Int) {
    precondition(count >= 0 && count <= self.count, "more bytes than there are")
    unsafe base.update(from: base + count, count: self.count - count)
    self.count -= count
  }

  /// Fills the padding with zeros, which no grammar rule accepts: to be called before the text is indexed.
  public func seal() { unsafe (base + count).update(repeating: 0, count: Self.padding) }

  /// The byte at `offset`, 0 behind the end.
  @inlinable public subscript(offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? unsafe base[offset] : 0
  }

  /// Lends the bytes of `range`.
  public func withBytes<R, E>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes outside of the buffer")
    return try unsafe body(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The bytes of `range` as an array.
  public func bytes(_ range: Range<Int>) -> [UInt8] { unsafe withBytes(range) { unsafe Array($0) } }
}
