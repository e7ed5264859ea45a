extension CharacterSet {
  /// The characters of what ECMA-262 writes between the braces of `\p{…}`: a general category, a script, or one of the
  /// binary properties that RE2 can express. `nil` for all others.
  static func property(_ text: String) -> CharacterSet? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 { return binaryProperty(text) ?? anyCategory(text) }
    switch parts[0] {
    case "General_Category", "gc": return anyCategory(parts[1])
    case "Script", "sc": return script(parts[1])
    default: return nil
    }
  }

  private static func binaryProperty(_ name: String) -> CharacterSet? {
    switch name {
    case "Any": .anyOf(#"\x{0}-\x{10ffff}"#)
    case "ASCII": .anyOf(#"\x{0}-\x{7f}"#)
    case "ASCII_Hex_Digit", "AHex": .anyOf("0-9A-Fa-f")
    case "Assigned": generalCategory("Cn")?.inverted
    case "White_Space", "space": .anyOf(#"\t-\r\x{85}\p{Z}"#)
    default: nil
    }
  }

  private static func anyCategory(_ name: String) -> CharacterSet? {
    if name == "LC" || name == "Cased_Letter" { return .anyOf(#"\p{Lu}\p{Ll}\p{Lt}"#) }
    return generalCategory(longCategories[name] ?? name)
  }

  private static func script(_ name: String) -> CharacterSet? {
    let name = shortScripts[name] ?? name
    // RE2 knows the long names, and says so when one is unknown; two letters would be a category.
    guard name.utf8.count > 2, name.unicodeScalars.allSatisfy({ $0 == "_" || $0.properties.isAlphabetic }) else {
      return nil
    }
    return .anyOf("\\p{\(name)}")
  }

  private static let longCategories: [String: String] = [
    "Letter": "L", "Lowercase_Letter": "Ll", "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Titlecase_Letter": "Lt",
    "Uppercase_Letter": "Lu", "Mark": "M", "Combining_Mark": "M", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me",
    "Nonspacing_Mark": "Mn", "Number": "N", "Decimal_Number": "Nd", "digit": "Nd", "Letter_Number": "Nl",
    "Other_Number": "No", "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc", "Dash_Punctuation": "Pd",
    "Close_Punctuation": "Pe", "Final_Punctuation": "Pf", "Initial_Punctuation": "Pi", "Other_Punctuation": "Po",
    "Open_Punctuation": "Ps", "Separator": "Z", "Line_Separator": "Zl", "Paragraph_Separator": "Zp",
    "Space_Separator": "Zs", "Symbol": "S", "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Math_Symbol": "Sm",
    "Other_Symbol": "So", "Other": "C", "Control": "Cc", "cntrl": "Cc", "Format": "Cf", "Unassigned": "Cn",
    "Surrogate": "Cs", "Private_Use": "Co",
  ]

  private static let shortScripts: [String: String] = [
    "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Bopo": "Bopomofo", "Cyrl": "Cyrillic",
    "Deva": "Devanagari", "Ethi": "Ethiopic", "Geor": "Georgian", "Grek": "Greek", "Gujr": "Gujarati",
    "Guru": "Gurmukhi", "Hang": "Hangul", "Hani": "Han", "Hebr": "Hebrew", "Hira": "Hiragana", "Kana": "Katakana",
    "Khmr": "Khmer", "Knda": "Kannada", "Laoo": "Lao", "Latn": "Latin", "Mlym": "Malayalam", "Mong": "Mongolian",
    "Mymr": "Myanmar", "Sinh": "Sinhala", "Taml": "Tamil", "Telu": "Telugu", "Tibt": "Tibetan", "Zinh": "Inherited",
    "Zyyy": "Common",
  ]
}
