/// A set of characters as it is put together, written as RE2's brackets in the end.
struct RE2Class {
  var isNegated = false
  /// What is within, as it stands between brackets.
  private var items = ""
  /// More that is within: whatever is *not* between these brackets. RE2 has no sets within sets.
  private var complements: [String] = []

  mutating func insert(_ scalars: ClosedRange<Unicode.Scalar>) {
    items += scalars.lowerBound.asRE2Literal
    if scalars.upperBound > scalars.lowerBound { items += "-" + scalars.upperBound.asRE2Literal }
  }

  mutating func insert(_ characters: CharacterSet) {
    switch characters {
    case .anyOf(let text): items += text
    case .noneOf(let text):
      if let escape = characters.invertedEscape { items += escape } else { complements.append(text) }
    }
  }

  /// The set in RE2's syntax; `nil` when RE2 has no way to say it.
  var text: String? {
    let everything = #"\x{0}-\x{10ffff}"#
    if complements.isEmpty {
      if items.isEmpty { return isNegated ? "[\(everything)]" : "[^\(everything)]" }
      return isNegated ? "[^\(items)]" : "[\(items)]"
    }
    if isNegated { return items.isEmpty && complements.count == 1 ? "[\(complements[0])]" : nil }
    let parts = (items.isEmpty ? [] : ["[\(items)]"]) + complements.map { "[^\($0)]" }
    return parts.count == 1 ? parts[0] : "(?:\(parts.joined(separator: "|")))"
  }
}

/// The characters that an escape such as `\p{Lu}` stands for, as they are written between RE2's brackets.
enum CharacterSet: Hashable {
  case anyOf(String)
  case noneOf(String)

  /// All characters that are not in this set.
  var inverted: CharacterSet {
    switch self {
    case .anyOf(let text): .noneOf(text)
    case .noneOf(let text): .anyOf(text)
    }
  }

  /// The set with brackets around it.
  var text: String {
    switch self {
    case .anyOf(let text): "[\(text)]"
    case .noneOf(let text): "[^\(text)]"
    }
  }

  /// What RE2 has between brackets for this set of all characters but some; `nil` when it has nothing.
  fileprivate var invertedEscape: String? {
    guard case .noneOf(let text) = self else { return nil }
    if self == Self.digits.inverted { return #"\D"# }
    if self == Self.wordCharacters.inverted { return #"\W"# }
    return text.hasPrefix(#"\p{"#) && text.utf8.count { $0 == UInt8(ascii: "\\") } == 1
      ? #"\P"# + text.dropFirst(2) : nil
  }

  /// `0` to `9`.
  static let digits = CharacterSet.anyOf("0-9")
  /// What ECMA-262 calls word characters.
  static let wordCharacters = CharacterSet.anyOf("0-9A-Za-z_")

  /// A general category of Unicode by its short name: `L`, `Lu`; `nil` when there is none of that name.
  static func generalCategory(_ name: String) -> CharacterSet? {
    // RE2 knows no unassigned characters: neither by themselves nor as a part of `C`.
    if name == "C" { return .noneOf(#"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}"#) }
    if name == "Cn" { return .noneOf(#"\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{C}"#) }
    return categories.contains(name) ? .anyOf("\\p{\(name)}") : nil
  }

  private static let categories: Set<String> = [
    "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi",
    "Po", "Ps", "Z", "Zl", "Zp", "Zs", "S", "Sc", "Sk", "Sm", "So", "Cc", "Cf", "Cs", "Co",
  ]
}
