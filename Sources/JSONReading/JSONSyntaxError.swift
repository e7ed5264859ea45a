/// Why a text is not JSON (RFC 8259), and where.
public struct JSONSyntaxError: Error, Hashable, Sendable {
  /// What kind of thing is wrong: reports give each its own rule.
  public enum Kind: Hashable, Sendable {
    /// The grammar is broken.
    case grammar
    /// The bytes are not UTF-8.
    case encoding
    /// The text ends too early.
    case truncated
    /// A limit was reached, see `JSONLimits`.
    case limit
    /// `NaN` or an infinity stands where a value should.
    case notANumber
  }

  /// What kind of thing is wrong.
  public var kind: Kind
  /// One clause in lower case, without a final full stop.
  public var message: String
  /// Where, in bytes from the start of the text.
  public var offset: Int

  /// A break of the grammar at `offset`.
  public init(_ message: String, at offset: Int) { self.init(.grammar, message, at: offset) }

  /// An error at `offset`.
  public init(_ kind: Kind, _ message: String, at offset: Int) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }
}
