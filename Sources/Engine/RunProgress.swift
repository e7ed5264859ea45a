/// How far a run has come.
public struct RunProgress: Hashable, Sendable {
  /// Bytes of content judged so far, decompressed.
  public var byteCount: Int
  /// Records judged so far.
  public var recordCount: Int
  /// Findings so far.
  public var findingCount: Int
  /// Bytes of the inputs as they are stored that have been used so far.
  public var storedByteCount: Int
  /// Bytes of all inputs as they are stored; `nil` when nobody knows, as of a pipe.
  public var storedByteTotal: Int?

  /// A stage of a run.
  public init(
    byteCount: Int, recordCount: Int, findingCount: Int, storedByteCount: Int, storedByteTotal: Int?
  ) {
    self.byteCount = byteCount
    self.recordCount = recordCount
    self.findingCount = findingCount
    self.storedByteCount = storedByteCount
    self.storedByteTotal = storedByteTotal
  }
}
