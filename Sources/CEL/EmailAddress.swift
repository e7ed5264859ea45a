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
    func scalar(_ place: Int) -> Unicode.Scalar { Unicode.Scalar(text[place]) }
    var rest = text.startIndex
    while let at = text[rest...].firstIndex(of: UInt8(ascii: "@")) {
      let start = at + 1
      let stop = text[start...].firstIndex { !(Unicode.Scalar($0).isOfLabel || $0 == 0x2D || $0 == 0x2E) } ?? text.count
      // A full stop or a hyphen behind an address belongs to the sentence.
      let end = text[start..<stop].lastIndex { Unicode.Scalar($0).isOfLabel }.map { $0 + 1 } ?? start
      if at > 0, scalar(at - 1).isOfMailbox, scalar(at - 1) != ".", text[start..<end].contains(UInt8(ascii: ".")),
        isDomain(text[start..<end])
      {
        return true
      }
      rest = stop
    }
    return false
  }

  /// The same of UTF-8 without a copy.
  private static func isDomain(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var start = text.startIndex
    while true {
      let end = text[start...].firstIndex(of: UInt8(ascii: ".")) ?? text.endIndex
      let label = text[start..<end]
      guard let first = label.first, let last = label.last, label.count <= 63, Unicode.Scalar(first).isOfLabel,
        Unicode.Scalar(last).isOfLabel, label.allSatisfy({ Unicode.Scalar($0).isOfLabel || $0 == UInt8(ascii: "-") })
      else { return false }
      if end == text.endIndex { return true }
      start = end + 1
    }
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
