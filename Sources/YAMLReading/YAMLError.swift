public import SourceText

/// Why a YAML text cannot be used, and where.
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One clause in lower case, without a final full stop.
  public var message: String
  /// Where the trouble is. A byte order mark takes no column.
  public var position: SourcePosition

  /// The error that says `message` about `position`.
  public init(_ message: String, at position: SourcePosition) {
    self.message = message
    self.position = position
  }

  /// `line:column: message`.
  public var description: String { "\(position): \(message)" }
}

extension String {
  /// The text as messages quote it: no more than 80 scalars of it.
  var excerpt: String {
    let start = unicodeScalars.prefix(80)
    return start.endIndex == endIndex ? self : String(start) + "…"
  }
}
