/// The host of a URL (RFC 3986, section 3.2.2), and from where it can be reached.
struct URLHost {
  /// From where a host can be reached.
  enum Kind: String {
    /// There is none.
    case none = ""
    /// A name that the whole world may know.
    case name
    /// An address that the whole world may know.
    case address
    /// The machine itself: `localhost`, 127.0.0.0/8, `::1`.
    case loopback
    /// Addresses of networks of one's own: RFC 1918, RFC 4193, RFC 6598.
    case privateAddress = "private"
    /// Addresses of one cable: 169.254.0.0/16, `fe80::/10`.
    case linkLocal = "link-local"
    /// No address at all: `0.0.0.0`, `::`.
    case unspecified
    /// A name that only a network of one's own knows: without a dot, or below `.local` (RFC 6762) and its like.
    case local
  }

  private let bytes: Slice<UnsafeBufferPointer<UInt8>>

  /// Reads `bytes`, with brackets around an IPv6 address.
  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) { self.bytes = bytes }

  var kind: Kind {
    guard let first = bytes.first else { return .none }
    if first == UInt8(ascii: "[") { return address6.map(Self.kind(of:)) ?? .name }
    if bytes.contains(UInt8(ascii: "%")) {
      return URLText.decoded(bytes).withUnsafeBufferPointer { URLHost($0[...]).kindOfName }
    }
    return kindOfName
  }

  private var kindOfName: Kind {
    // A dot at the end means the same name.
    let name = bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes
    if let address = Self.address4(name) { return Self.kind(of: address) }
    if Self.ends(name, with: "localhost") || Self.ends(name, with: "localdomain") { return .loopback }
    guard name.contains(UInt8(ascii: ".")) else { return .local }
    return Self.localDomains.contains { Self.ends(name, with: $0) } ? .local : .name
  }

  /// Names at the top that networks of one's own use: RFC 6762 (section 3 and appendix G), RFC 8375, and the one that ICANN
  /// keeps for them.
  private static let localDomains = [
    "local", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa",
  ]

  /// Whether `name` is `domain` or lies below it.
  private static func ends(_ name: Slice<UnsafeBufferPointer<UInt8>>, with domain: String) -> Bool {
    let domain = domain.utf8
    guard name.count >= domain.count else { return false }
    let start = name.endIndex - domain.count
    guard zip(name[start...], domain).allSatisfy({ ($0.isUpperASCII ? $0 | 0x20 : $0) == $1 }) else { return false }
    return start == name.startIndex || name[start - 1] == UInt8(ascii: ".")
  }

  // MARK: IPv4

  /// The address that clients take `name` for: one to four numbers, in decimal, octal or hexadecimal digits, of which the last
  /// one fills what is left (WHATWG URL, section 3.5). `nil` for names.
  private static func address4(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
    guard let first = name.first, first.isDigit else { return nil }
    var (address, partCount): (UInt64, UInt64) = (0, 0)
    var rest = name
    while true {
      let end = rest.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
      guard let number = number(rest[..<end]), partCount < 4 else { return nil }
      partCount += 1
      if end == rest.endIndex {
        let width = 8 * (5 - partCount)
        guard number < 1 << width else { return nil }
        return UInt32(truncatingIfNeeded: address << width | number)
      }
      guard number < 256 else { return nil }
      address = address << 8 | number
      rest = rest[(end + 1)...]
    }
  }

  private static func number(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64? {
    guard let first = text.first else { return nil }
    var (base, digits): (UInt64, Slice<UnsafeBufferPointer<UInt8>>) = (10, text)
    if first == UInt8(ascii: "0"), digits.count > 1 {
      let isHexadecimal = digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "x")
      (base, digits) = (isHexadecimal ? 16 : 8, digits.dropFirst(isHexadecimal ? 2 : 1))
    }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = byte.hexValue, digit < base else { return nil }
      // Larger than any address can be.
      value = min(value * base + UInt64(digit), 1 << 40)
    }
    return value
  }

  private static func kind(of address: UInt32) -> Kind {
    switch (address >> 24, address >> 16 & 0xFF) {
    case (127, _): .loopback
    case (0, _): .unspecified
    case (10, _), (172, 16...31), (192, 168), (100, 64...127): .privateAddress
    case (169, 254): .linkLocal
    default: .address
    }
  }

  // MARK: IPv6

  /// The address between the brackets (RFC 4291, section 2.2), with or without a zone (RFC 6874); `nil` when it is none.
  var address6: UInt128? {
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count > 2 else { return nil }
    var text = bytes.dropFirst().dropLast()
    if let zone = text.firstIndex(of: UInt8(ascii: "%")) { text = text[..<zone] }
    var (groups, groupCount): (UInt128, Int) = (0, 0)
    var behindGap: Int?
    if text.starts(with: "::".utf8) {
      behindGap = 0
      text = text.dropFirst(2)
    }
    while !text.isEmpty {
      let end = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
      let part = text[..<end]
      if end == text.endIndex, part.contains(UInt8(ascii: ".")) {
        guard let address = Self.dottedDecimal(part) else { return nil }
        groups = groups << 32 | UInt128(address)
        groupCount += 2
        text = text[end...]
        break
      }
      guard (1...4).contains(part.count) else { return nil }
      var group: UInt128 = 0
      for byte in part {
        guard let digit = byte.hexValue else { return nil }
        group = group << 4 | UInt128(digit)
      }
      groups = groups << 16 | group
      groupCount += 1
      guard groupCount <= 8 else { return nil }
      let hasColon = end < text.endIndex
      text = text[end...].dropFirst()
      guard hasColon else { break }
      if text.first == UInt8(ascii: ":") {
        guard behindGap == nil else { return nil }
        behindGap = groupCount
        text = text.dropFirst()
      } else if text.isEmpty {
        return nil
      }
    }
    guard let behindGap else { return groupCount == 8 ? groups : nil }
    guard groupCount <= 7 else { return nil }
    let width = UInt128(16 * (groupCount - behindGap))
    let low = groups & ((1 << width) - 1)
    let high = groups >> width
    return behindGap == 0 ? low : high << UInt128(16 * (8 - behindGap)) | low
  }

  /// Four numbers from 0 to 255 with dots between them, as RFC 3986 has an IPv4 address within another: without the other
  /// spellings that clients take for one alone.
  private static func dottedDecimal(_ text: some Collection<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy(\.isDigit), part.count == 1 || part.first != UInt8(ascii: "0")
      else { return nil }
      let number = part.reduce(0) { $0 * 10 + UInt32($1 - UInt8(ascii: "0")) }
      guard number < 256 else { return nil }
      address = address << 8 | number
    }
    return address
  }

  private static func kind(of address: UInt128) -> Kind {
    switch address {
    case 0: return .unspecified
    case 1: return .loopback
    default: break
    }
    // An IPv4 address in other clothes: mapped, compatible (RFC 4291), translated (RFC 6052).
    let upper = address >> 32
    if upper == 0xFFFF || upper == 0 || upper == 0x0064_FF9B_0000_0000_0000_0000 {
      return kind(of: UInt32(truncatingIfNeeded: address))
    }
    switch UInt16(truncatingIfNeeded: address >> 112) {
    case 0xFE80...0xFEBF: return .linkLocal
    case 0xFC00...0xFDFF, 0xFEC0...0xFEFF: return .privateAddress
    default: return .address
    }
  }
}
