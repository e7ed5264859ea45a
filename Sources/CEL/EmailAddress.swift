/// E-mail addresses as web forms take them: "valid e-mail address" of the HTML standard, a deliberate part of RFC 5322.
enum EmailAddress {
  /// Whether all of `text` is an address.
  static func isAddress(_ text: String.UnicodeScalarView) -> Bool {
    guard let at = text.firstIndex(of: "@") else { return false }
    let name = text[..<at]
    return !name.isEmpty && name.allSatisfy(\.isOfMailbox) && isDomain(text[text.index(after: at)...])
  }

  /// Whether an address whose domain has a dot is part of `text`, which is UTF-8, as in running text.
  static func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = text.startIndex
    while let at = text[rest...].firstIndex(of: UInt8(ascii: "@")) {
      let start = at + 1
      var stop = start
      while stop < text.count, isOfDomain[Int(text[stop])] { stop += 1 }
      // A full stop or a hyphen behind an address belongs to the sentence.
      var end = stop
      while end > start, !isOfLabel(text[end - 1]) { end -= 1 }
      if at > 0, isOfMailbox[Int(text[at - 1])], text[at - 1] != UInt8(ascii: "."), isDomain(text, start..<end) {
        return true
      }
      rest = stop
    }
    return false
  }

  private static let isOfMailbox = (0..<256).map { Unicode.Scalar(UInt8($0)).isOfMailbox }
  private static let isOfDomain = (0..<256).map { isOfLabel(UInt8($0)) || $0 == 0x2D || $0 == 0x2E }

  private static func isOfLabel(_ byte: UInt8) -> Bool { Unicode.Scalar(byte).isOfLabel }

  /// Whether `range`, which has letters, digits, hyphens and dots only, holds several labels.
  private static func isDomain(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var (start, labelCount) = (range.lowerBound, 0)
    for place in range.lowerBound...range.upperBound {
      guard place == range.upperBound || text[place] == UInt8(ascii: ".") else { continue }
      guard place > start, place - start <= 63, text[start] != UInt8(ascii: "-"), text[place - 1] != UInt8(ascii: "-")
      else { return false }
      labelCount += 1
      start = place + 1
    }
    return labelCount > 1
  }

  /// Labels of letters, digits and inner hyphens, 63 at most each, with dots between them.
  private static func isDomain(_ text: Substring.UnicodeScalarView) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
      return first.isOfLabel && last.isOfLabel && label.allSatisfy { $0.isOfLabel || $0 == "-" }
    }
  }
}

extension Unicode.Scalar {
  /// A letter or digit of ASCII.
  fileprivate var isOfLabel: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// What may stand before the `@`.
  fileprivate var isOfMailbox: Bool { isOfLabel || ".!#$%&'*+/=?^_`{|}~-".unicodeScalars.contains(self) }
}
