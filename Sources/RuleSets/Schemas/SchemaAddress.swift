/// The addresses of schema files, by which they refer to one another: `file` URIs (RFC 8089).
///
/// References are resolved as URIs are, and those know no folder above the topmost one. A relative path therefore lies
/// many folders below the root, so that `..` leads out of the folder of a rule set as it does on disk.
enum SchemaAddress {
  /// The host of relative paths; absolute ones have none.
  private static let relative = "file://working-folder/"
  private static let absolute = "file:///"
  /// A folder above the working folder. No name in an address is so written: colons are encoded.
  private static let parent = ":/"
  private static let parentCount = 16

  /// The address of the file at `path`.
  static func address(ofPath path: String) -> String {
    var rest = RuleFilePath.normalized(path)[...]
    if rest.hasPrefix("/") { return absolute + encoded(rest.dropFirst()) }
    var parents = parentCount
    while parents > 1, rest.hasPrefix("../") {
      rest = rest.dropFirst(3)
      parents -= 1
    }
    return relative + String(repeating: parent, count: parents) + encoded(rest)
  }

  /// The path of the file at `address`; `nil` when that is no address of a file.
  static func path(of address: String) -> String? {
    if address.hasPrefix(absolute) { return decoded(address.dropFirst(absolute.count)).map { "/" + $0 } }
    guard address.hasPrefix(relative) else { return nil }
    var rest = address.dropFirst(relative.count)
    var parents = parentCount
    while parents > 0, rest.hasPrefix(parent) {
      rest = rest.dropFirst(parent.count)
      parents -= 1
    }
    // A reference that begins with a slash leads past all of them.
    let start = parents == parentCount ? "/" : String(repeating: "../", count: parents)
    return decoded(rest).map { start + $0 }
  }

  /// `path` with all bytes encoded that do not stand for themselves in a path (RFC 3986, section 3.3), and colons.
  private static func encoded(_ path: Substring) -> String {
    var text: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        text.append(byte)
      case _ where "/-._~!$&'()*+,;=@".utf8.contains(byte): text.append(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += ("%" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The path that `text`, a part of an address, encodes; `nil` when it encodes none.
  static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), code != 0
      else { return nil }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
