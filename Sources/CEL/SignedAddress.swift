/// Addresses that are valid only as they are written.
public enum SignedAddress {
  /// Whether `text` is a URL with the signature of a storage, as `url(text).signed` tells.
  public static func isSigned(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      // Nearly no text has a query.
      guard bytes.first(UInt8(ascii: "?"), from: 0) != nil else { return false }
      return if case .bool(true) = URLText(bytes).value(of: .signed) { true } else { false }
    }
  }
}
