extension Unicode.Scalar {
  /// What is shown in place of a scalar that must not reach a terminal or a page of text: `\\n`, `\\u{1b}`. `nil` for all
  /// others.
  public var printableEscape: String? {
    switch value {
    case 0x20...0x7E: nil
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0..<0x20, 0x7F...0x9F,  // control characters
      0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F,  // the direction of writing
      0x2028, 0x2029,  // line and paragraph ends
      0x200B, 0x2060...0x2065, 0xFEFF,  // nothing to see
      0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE007F:  // annotations, what is no character, tags
      "\\u{\(String(value, radix: 16))}"
    default: nil
    }
  }
}

extension String {
  /// The text on one line, without what drives a terminal, turns the direction of writing or cannot be seen.
  public var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var text = ""
    for scalar in unicodeScalars {
      if let escape = scalar.printableEscape { text += escape } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
