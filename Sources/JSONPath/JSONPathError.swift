/// Why a text is no JSONPath query, and where.
public struct JSONPathError: Error, Hashable, Sendable {
  /// One clause in lower case, without a final full stop.
  public var message: String
  /// Where in the query, in UTF-8 bytes from its start.
  public var offset: Int

  /// An error at `offset`, in UTF-8 bytes.
  public init(_ message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}
