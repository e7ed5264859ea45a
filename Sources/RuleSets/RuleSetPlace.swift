public import SourceText

/// A place in a rule set or a format definition.
public struct RuleSetPlace: Hashable, Sendable {
  /// The file, or the name of a built-in one.
  public var path: String
  /// Where it is.
  public var position: SourcePosition
  /// The line of the file at that place.
  public var line: String

  /// A place in the file at `path`.
  public init(path: String, position: SourcePosition, line: String) {
    self.path = path
    self.position = position
    self.line = line
  }
}
