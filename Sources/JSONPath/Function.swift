/// A function of RFC 9535, section 2.4.
enum Function: String, CaseIterable {
  case length, count, match, search, value

  /// What a parameter takes (RFC 9535, section 2.4.1).
  enum Parameter { case value, nodes }

  var parameters: [Parameter] {
    switch self {
    case .length: [.value]
    case .count, .value: [.nodes]
    case .match, .search: [.value, .value]
    }
  }

  /// Whether the result is true or false, which is no value that could be compared.
  var isLogical: Bool { self == .match || self == .search }
}
