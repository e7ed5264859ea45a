/// A credential that stands in a text.
public struct Secret: Hashable, Sendable {
  /// What a credential is good for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The signature of an address: whoever has it can fetch what the address leads to, until it expires.
    case signature
    /// The name of an account's key, which is no secret by itself: `AKIA…`, `ASIA…`, the credential of a signed address.
    case keyID = "key-id"
    /// What stands for somebody who has logged in: `X-Amz-Security-Token`, `Bearer …`, a JSON Web Token.
    case sessionToken = "session-token"
    /// A key, a token or a password: `apikey=`, `password=`, tokens of well-known shapes, private keys.
    case apiKey = "api-key"
    /// User and password in an address.
    case userinfo
  }

  /// Some kinds.
  public struct Kinds: OptionSet, Sendable {
    /// One bit for each kind.
    public let rawValue: UInt8

    /// The kinds with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// One kind.
    public init(_ kind: Kind) {
      rawValue =
        switch kind {
        case .signature: 1 << 0
        case .keyID: 1 << 1
        case .sessionToken: 1 << 2
        case .apiKey: 1 << 3
        case .userinfo: 1 << 4
        }
    }

    /// Whether `kind` is one of them.
    public func contains(_ kind: Kind) -> Bool { contains(Kinds(kind)) }
  }

  /// What it is good for.
  public var kind: Kind
  /// Where it stands, in bytes from the start of the text.
  public var range: Range<Int>

  /// A credential in a text.
  public init(_ kind: Kind, at range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
