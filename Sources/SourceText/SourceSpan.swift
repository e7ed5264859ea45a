/// A half-open range of UTF-8 bytes, counted from 0 at the start of a text.
public struct SourceSpan: Hashable, Sendable {
  /// The first byte.
  public var start: Int
  /// The byte behind the last one; equal to `start` for a point.
  public var end: Int

  /// The bytes from `start` up to, not including, `end`.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of bytes.
  public var count: Int { end - start }

  /// The same bytes, counted from a place `distance` bytes earlier.
  public func shifted(by distance: Int) -> SourceSpan { SourceSpan(start: start + distance, end: end + distance) }
}
