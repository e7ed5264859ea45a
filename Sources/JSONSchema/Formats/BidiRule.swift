/// Which directions of writing may go together in a host name (RFC 5893, section 2).
///
/// Swift knows no bidirectional classes. Those that matter here follow from scripts and general categories: letters of the
/// scripts that are written from right to left, two kinds of digits, marks without a width, and all the rest.
enum BidiRule {
  private enum Direction {
    case left, right, europeanDigit, arabicDigit, mark, neutral
  }

  /// Whether the rule holds for all `labels` of a name. Names without letters from right to left are left alone.
  static func holds(_ labels: [[Unicode.Scalar]]) -> Bool {
    let directions = labels.map { $0.map(direction) }
    guard directions.contains(where: { $0.contains(.right) || $0.contains(.arabicDigit) }) else { return true }
    return directions.allSatisfy(isGood)
  }

  private static func isGood(_ label: [Direction]) -> Bool {
    let last = label.last { $0 != .mark }
    switch label.first {
    case .right:
      return !label.contains(.left) && (last == .right || last == .europeanDigit || last == .arabicDigit)
        && !(label.contains(.europeanDigit) && label.contains(.arabicDigit))
    case .left:
      return !label.contains(.right) && !label.contains(.arabicDigit) && (last == .left || last == .europeanDigit)
    default: return false
    }
  }

  private static func direction(_ scalar: Unicode.Scalar) -> Direction {
    switch scalar.value {
    case 0x30...0x39, 0x6F0...0x6F9: return .europeanDigit
    case 0x660...0x669, 0x66B...0x66C, 0x6DD, 0x8E2, 0x10D30...0x10D39, 0x10E60...0x10E7E: return .arabicDigit
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
      .decimalNumber, .letterNumber:
      return isFromRightToLeft(scalar) ? .right : .left
    default: return .neutral
    }
  }

  /// Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic and the blocks kept for such scripts.
  private static func isFromRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
