/// The credentials that stand in texts.
///
/// A text is looked through as it stands, without JSON's escapes, and without percent-encoding, up to three times: an
/// address within a parameter of an address is encoded once more than it is itself.
public enum Secrets {
  private static let percentLevels = 3

  /// The credentials in `text`, which is UTF-8, in the order of their places at each level. The same one may be found at
  /// several levels.
  public static func all(in text: UnsafeBufferPointer<UInt8>) -> [Secret] {
    var found: [Secret] = []
    search(text) { secret in
      found.append(secret)
      return false
    }
    return found
  }

  /// Whether there is a credential in `text`, which is UTF-8: one of `kind` with
  /// `leastCount` bytes or more, if that is said. User and password may have any number.
  public static func isFound(
    in text: UnsafeBufferPointer<UInt8>, of kind: Secret.Kind? = nil, leastCount: Int = 0
  ) -> Bool {
    search(text) {
      (kind == nil || kind == $0.kind) && ($0.range.count >= leastCount || $0.kind == .userinfo)
    }
  }

  /// The kinds of the credentials in `text`, which is UTF-8, of those with `leastCount` bytes or more. User and password may
  /// have any number.
  public static func kinds(in text: UnsafeBufferPointer<UInt8>, leastCount: Int = 0) -> Secret.Kinds {
    var kinds: Secret.Kinds = []
    search(text) { secret in
      if secret.range.count >= leastCount || secret.kind == .userinfo { kinds.insert(Secret.Kinds(secret.kind)) }
      return false
    }
    return kinds
  }

  /// Visits the credentials level by level, until `visit` says that it has seen enough. Whether it said so.
  @discardableResult
  private static func search(_ text: UnsafeBufferPointer<UInt8>, _ visit: (Secret) -> Bool) -> Bool {
    let span = text.span
    if SecretSearch.search(span, visit) { return true }
    guard DecodedText.tellsMore(text) else { return false }
    func look(into decoded: DecodedText) -> Bool {
      SecretSearch.search(decoded.bytes.span) { visit(Secret($0.kind, at: decoded.origin(of: $0.range))) }
    }
    let unescaped = DecodedText.withoutJSONEscapes(span)
    if let unescaped, look(into: unescaped) { return true }
    var level = unescaped ?? DecodedText(span)
    for _ in 0..<percentLevels {
      guard let next = level.withoutPercentEncoding() else { break }
      if look(into: next) { return true }
      level = next
    }
    return false
  }
}
