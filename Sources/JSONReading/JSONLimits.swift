/// How large and how deep a record may be. What goes beyond is refused with a clear error, never tried.
public struct JSONLimits: Hashable, Sendable {
  /// How many arrays and objects may lie within each other, 1 or more.
  public var depth: Int
  /// The bytes of one record, up to `largestRecord`.
  public var recordByteCount: Int

  /// Just below 512 MiB: offsets within a record have 29 bits.
  public static let largestRecord = 1 << 29 - 1

  /// Limits as given, cut to what the reader can hold.
  public init(depth: Int = 512, recordByteCount: Int = JSONLimits.largestRecord) {
    self.depth = min(max(depth, 1), 1 << 16)
    self.recordByteCount = min(max(recordByteCount, 1), JSONLimits.largestRecord)
  }
}
