/// E-mail addresses (RFC 5321, section 4.1.2) and international ones (RFC 6531, section 3.3).
enum MailSyntax {
  static func isAddress(_ text: Span<UInt8>, international: Bool) -> Bool {
    var at = 0
    guard takeLocalPart(text, &at, international), at < text.count, text[at] == UInt8(ascii: "@") else { return false }
    return isDomain(text.extracting(at + 1..<text.count), international)
  }

  private static func takeLocalPart(_ text: Span<UInt8>, _ at: inout Int, _ international: Bool) -> Bool {
    if text.count > 0, text[0] == UInt8(ascii: "\"") { return takeQuoted(text, &at, international) }
    var isBehindCharacter = false
    while at < text.count, text[at] != UInt8(ascii: "@") {
      if text[at] == UInt8(ascii: ".") {
        guard isBehindCharacter else { return false }
        isBehindCharacter = false
      } else {
        guard isAtom(text[at]) || international && text[at] >= 0x80 else { return false }
        isBehindCharacter = true
      }
      at += 1
    }
    return isBehindCharacter
  }

  private static func takeQuoted(_ text: Span<UInt8>, _ at: inout Int, _ international: Bool) -> Bool {
    at += 1
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""):
        at += 1
        return true
      case UInt8(ascii: "\\"):
        at += 1
        guard at < text.count, 0x20...0x7E ~= text[at] else { return false }
      case 0x20...0x7E: break
      default: guard international, text[at] >= 0x80 else { return false }
      }
      at += 1
    }
    return false
  }

  private static func isAtom(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte)
      || ("!#$%&'*+-/=?^_`{|}~" as StaticString).withUTF8Buffer { $0.contains(byte) }
  }

  private static func isDomain(_ text: Span<UInt8>, _ international: Bool) -> Bool {
    guard text.count > 0 else { return false }
    guard text[0] == UInt8(ascii: "[") else { return HostSyntax.isHost(text, international: international) }
    guard text.count > 2, text[text.count - 1] == UInt8(ascii: "]") else { return false }
    let literal = text.extracting(1..<text.count - 1)
    let prefix: StaticString = "ipv6:"
    if literal.count > 5 {
      var isIPv6 = true
      for place in 0..<5 where literal[place] | (place < 3 ? 0x20 : 0) != prefix.withUTF8Buffer({ $0[place] }) {
        isIPv6 = false
      }
      if isIPv6 { return AddressSyntax.isIPv6(literal.extracting(5..<literal.count)) }
    }
    return AddressSyntax.isIPv4(literal)
  }
}
