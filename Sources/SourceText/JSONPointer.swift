/// A JSON Pointer (RFC 6901): the way from the root of a document to one of its values.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The member names and array indices on the way, unescaped; empty for the root.
  public var tokens: [String]

  /// The pointer that follows `tokens`, which are not escaped.
  public init(_ tokens: [String] = []) { self.tokens = tokens }

  /// The pointer written as `text`: empty, or `/` before each token, with `~0` for `~` and `~1` for `/`
  /// (RFC 6901, section 3). `nil` when `text` is not one.
  public init?(text: String) {
    guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
      var token: [UInt8] = []
      var bytes = part.makeIterator()
      while let byte = bytes.next() {
        guard byte == UInt8(ascii: "~") else {
          token.append(byte)
          continue
        }
        switch bytes.next() {
        case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
        case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
        default: return nil
        }
      }
      tokens.append(String(decoding: token, as: UTF8.self))
    }
    self.init(tokens)
  }

  /// The root of a document.
  public static let root = JSONPointer()

  /// The pointer to the member or element `token` of this value.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  /// The pointer that follows this one, then `other`.
  public func appending(_ other: JSONPointer) -> JSONPointer { JSONPointer(tokens + other.tokens) }

  /// As RFC 6901 writes it: `/metadata/width`; empty for the root.
  public var description: String {
    var text: [UInt8] = []
    for token in tokens {
      text.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): text += "~0".utf8
        case UInt8(ascii: "/"): text += "~1".utf8
        default: text.append(byte)
        }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
