/// Addresses of hosts: IPv4 (RFC 2673, section 3.2) and IPv6 (RFC 4291, section 2.2).
enum AddressSyntax {
  static func isIPv4(_ text: Span<UInt8>) -> Bool {
    var at = 0
    for part in 0..<4 {
      if part > 0 {
        guard at < text.count, text[at] == UInt8(ascii: ".") else { return false }
        at += 1
      }
      let start = at
      var value = 0
      while at < text.count, at - start < 3, ASCII.isDigit(text[at]) {
        value = value * 10 + Int(text[at] - UInt8(ascii: "0"))
        at += 1
      }
      // A leading zero would make it octal to some readers.
      guard at > start, value <= 255, at - start == 1 || text[start] != UInt8(ascii: "0") else { return false }
    }
    return at == text.count
  }

  static func isIPv6(_ text: Span<UInt8>) -> Bool {
    var (groups, at) = (0, 0)
    var hasGap = false
    if startsWithColons(text, 0) {
      hasGap = true
      at = 2
      if at == text.count { return true }
    }
    while true {
      let start = at
      while at < text.count, ASCII.isHexadecimal(text[at]) { at += 1 }
      if at < text.count, text[at] == UInt8(ascii: ".") {
        guard isIPv4(text.extracting(start..<text.count)) else { return false }
        groups += 2
        break
      }
      guard 1...4 ~= at - start else { return false }
      groups += 1
      if at == text.count { break }
      guard text[at] == UInt8(ascii: ":") else { return false }
      if startsWithColons(text, at) {
        guard !hasGap else { return false }
        hasGap = true
        at += 2
        if at == text.count { break }
      } else {
        at += 1
      }
    }
    return hasGap ? groups <= 7 : groups == 8
  }

  private static func startsWithColons(_ text: Span<UInt8>, _ at: Int) -> Bool {
    at + 1 < text.count && text[at] == UInt8(ascii: ":") && text[at + 1] == UInt8(ascii: ":")
  }
}
