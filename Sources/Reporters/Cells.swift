extension Unicode.Scalar {
  /// How many columns of a terminal the scalar fills: 0, 1 or 2. Wide are emoji and the blocks of East Asian scripts
  /// that UAX #11 gives as wide; joined emoji are counted piece by piece.
  var cellCount: Int {
    switch value {
    case 0x20..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1B000...0x1B2FF,
      0x20000...0x3FFFD:
      return isMark ? 0 : 2
    case 0x1160...0x11FF: return 0  // Joins the Hangul letter before it.
    case 0x1F1E6...0x1F1FF: return 1  // Half a flag.
    default: return isMark ? 0 : properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// Whether the scalar sits on the one before it or shows nothing.
  private var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: false
    }
  }
}

extension String {
  /// How many columns of a terminal the text fills.
  var cellCount: Int { unicodeScalars.reduce(0) { $0 + $1.cellCount } }

  /// The text with spaces up to `width` columns, before or behind it.
  func padded(to width: Int, isNumber: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - cellCount))
    return isNumber ? space + self : self + space
  }

  /// The text cut to `width` columns, at least 1, with `…` where something is missing.
  func cut(to width: Int) -> String {
    guard cellCount > width else { return self }
    var kept = String.UnicodeScalarView()
    var filled = 1
    for scalar in unicodeScalars {
      filled += scalar.cellCount
      guard filled <= width else { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }
}
