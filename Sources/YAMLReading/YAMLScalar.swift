/// A text, a number, a boolean or a null.
public struct YAMLScalar: Sendable, Hashable {
  /// The text: as written when plain, else without quotes, escapes, indentation and folds.
  public let text: String
  /// Whether it is written without quotes and not as a block.
  public let isPlain: Bool
  /// What it is in YAML's core schema (YAML 1.2.2, section 10.3). Only plain scalars are something else than texts,
  /// unless a tag such as `!!int` says so.
  public let kind: YAMLKind
  /// Where its characters stand in the file.
  let places: ScalarPlaces

  /// The value of a boolean; `nil` for other kinds.
  public var bool: Bool? { kind == .boolean ? text.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "t") : nil }
  /// The value of an integer that fits; `nil` for others and other kinds.
  public var int: Int? { kind == .integer ? CoreSchema.integer(text) : nil }
  /// The value of a number, correctly rounded; `nil` for other kinds.
  public var double: Double? { kind == .integer || kind == .float ? CoreSchema.double(text) : nil }
}
