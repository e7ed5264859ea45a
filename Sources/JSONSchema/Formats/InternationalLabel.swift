/// Labels of international host names (RFC 5891, section 4.2.3; RFC 5892).
enum InternationalLabel {
  /// Whether a label may have these scalars in this order. Normalisation is not looked at; `BidiRule`
  /// looks at the directions of writing.
  static func isGood(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first, first != "-", label.last != "-" else { return false }
    if label.count >= 4, label[2] == "-", label[3] == "-" { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    return label.indices.allSatisfy { isAllowed(label[$0], at: $0, in: label) }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar, at place: Int, in label: [Unicode.Scalar]) -> Bool {
    let before = place > 0 ? label[place - 1] : nil
    let after = place + 1 < label.count ? label[place + 1] : nil
    switch scalar.value {
    // Section 2.6 with appendix A: allowed, allowed in context, not allowed.
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
    case 0xB7: return before == "l" && after == "l"
    case 0x375: return after.map { isGreek($0) } ?? false
    case 0x5F3, 0x5F4: return before.map { 0x590...0x5FF ~= $0.value } ?? false
    case 0x30FB: return label.contains { isJapanese($0) }
    case 0x660...0x669: return !label.contains { 0x6F0...0x6F9 ~= $0.value }
    case 0x6F0...0x6F9: return !label.contains { 0x660...0x669 ~= $0.value }
    case 0x200C: return before.map { isVirama($0) } ?? false || joins(label, around: place)
    case 0x200D: return before.map { isVirama($0) } ?? false
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: return false
    case UInt32(UInt8(ascii: "-")): return true
    default: break
    }
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || "0"..."9" ~= scalar
    }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber:
      // What folds or decomposes to something else is written in that other form.
      return String(scalar).lowercased().unicodeScalars.elementsEqual([scalar])
        && !scalar.properties.isDefaultIgnorableCodePoint && !isCompatibility(scalar)
    default: return false
    }
  }

  /// Letters and digits that are variants of others: full and half width, presentation forms.
  private static func isCompatibility(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFB00...0xFB4F, 0xFB50...0xFDFF, 0xFE70...0xFEFF, 0xFF00...0xFFEF: true
    default: false
    }
  }

  private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    0x370...0x3FF ~= scalar.value || 0x1F00...0x1FFF ~= scalar.value
  }

  /// Hiragana, Katakana or Han.
  private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0x3005, 0x3007: true
    default: scalar.properties.isIdeographic
    }
  }

  private static func isVirama(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass == .virama
  }

  /// Whether the scalar at `place` stands between letters of scripts whose letters join (appendix A.1). The joining types
  /// themselves are not at hand; these scripts are those that have them.
  private static func joins(_ label: [Unicode.Scalar], around place: Int) -> Bool {
    func isJoining(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x620...0x64A, 0x66E...0x6D3, 0x6FA...0x6FC, 0x710...0x74F, 0x750...0x77F, 0x8A0...0x8C9, 0x840...0x858,
        0x1820...0x1878, 0xA840...0xA871:
        true
      default: false
      }
    }
    guard let before = label[..<place].last(where: { $0.properties.generalCategory != .nonspacingMark }),
      let after = label[(place + 1)...].first(where: { $0.properties.generalCategory != .nonspacingMark })
    else { return false }
    return isJoining(before) && isJoining(after)
  }
}
