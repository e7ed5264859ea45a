/// How much a finding matters. Ordered: `.info < .warning < .error`.
public enum Severity: Int, CaseIterable, Comparable, Sendable, CustomStringConvertible {
  case info, warning, error

  /// The severity called `name`: `info`, `warning` or `error`.
  public init?(name: String) {
    guard let match = Severity.allCases.first(where: { $0.description == name }) else { return nil }
    self = match
  }

  /// Compares by weight.
  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

  /// `info`, `warning` or `error`.
  public var description: String {
    switch self {
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
