/// Why a pattern cannot be used, and where.
public struct LinearRegexError: Error, Hashable, Sendable {
  /// One clause in lower case, without a final full stop.
  public var message: String
  /// Where in the pattern, in UTF-8 bytes from its start; `nil` when that is not known.
  public var offset: Int?

  /// An error at `offset`, in UTF-8 bytes.
  public init(_ message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }
}
