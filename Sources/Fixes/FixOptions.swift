public import Engine

/// How files are put right.
public struct FixOptions: Sendable {
  /// How they are judged. Policy, excerpts and summaries make no difference.
  public var check: CheckOptions
  /// Whether unsafe fixes are applied, too.
  public var includesUnsafe = false

  /// As `check` judges.
  public init(check: CheckOptions) { self.check = check }
}
