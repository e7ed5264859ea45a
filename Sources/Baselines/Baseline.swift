/// The findings that a project has accepted: each is known by its fingerprint, so it stays known when an export is made
/// again, in another order or another form.
public struct Baseline: Hashable, Sendable {
  /// Findings with one fingerprint.
  public struct Entry: Hashable, Sendable {
    /// 32 hexadecimal digits, as a number.
    public var fingerprint: UInt128
    /// The rule that found them.
    public var rule: String
    /// How many there are, 1 or more: of the places with one key, say.
    public var count: Int
    /// What they are about, for whoever reads the file: the outermost identity and the pointer; may be empty.
    public var identity, pointer: String

    /// The fingerprint as reports write it.
    public var fingerprintText: String { fingerprint.fingerprint }

    /// Findings of `rule`.
    public init(fingerprint: UInt128, rule: String, count: Int = 1, identity: String = "", pointer: String = "") {
      self.fingerprint = fingerprint
      self.rule = rule
      self.count = count
      self.identity = identity
      self.pointer = pointer
    }
  }

  /// The version of the file's format that this reads and writes.
  public static let version = 1

  /// By rule, then by what they are about, then by fingerprint: what belongs together stands together in a review, and the
  /// order of the export makes no difference.
  public private(set) var entries: [Entry]

  /// A baseline of `entries`, no two of which have one fingerprint.
  public init(_ entries: [Entry]) {
    self.entries = entries.sorted {
      ($0.rule, $0.identity, $0.fingerprint) < ($1.rule, $1.identity, $1.fingerprint)
    }
  }
}

extension UInt128 {
  /// The number of a fingerprint; `nil` when `text` is none.
  init?(fingerprint text: String) {
    guard text.utf8.count == 32, text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
      return nil
    }
    self.init(text, radix: 16)
  }

  /// As 32 hexadecimal digits.
  var fingerprint: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 32 - digits.utf8.count) + digits
  }
}
