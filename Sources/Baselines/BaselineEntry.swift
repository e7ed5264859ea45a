public import Findings
import JSONReading
import SourceText

/// A line of a baseline: findings that a project has accepted, all with one fingerprint.
public struct BaselineEntry: Hashable, Sendable {
  /// 32 hexadecimal digits, as a number.
  public var fingerprint: UInt128
  /// The rule that found them.
  public var rule: String
  /// How much they mattered when they were accepted, for whoever reads the file; `nil` when it does not say.
  public var severity: Severity?
  /// How many there are, 1 or more: of the places with one key, say.
  public var count: Int
  /// What they are about, for whoever reads the file: the outermost identity and the pointer; may be empty.
  public var identity, pointer: String

  /// Findings of `rule`.
  public init(
    fingerprint: UInt128, rule: String, severity: Severity? = nil, count: Int = 1, identity: String = "",
    pointer: String = ""
  ) {
    self.fingerprint = fingerprint
    self.rule = rule
    self.severity = severity
    self.count = count
    self.identity = identity
    self.pointer = pointer
  }

  /// The fingerprint as reports write it.
  public var fingerprintText: String { Self.text(of: fingerprint) }

  static func text(of fingerprint: UInt128) -> String {
    let digits = String(fingerprint, radix: 16)
    return String(repeating: "0", count: 32 - digits.utf8.count) + digits
  }
}

// MARK: Writing

extension BaselineEntry {
  /// Scalars of an identity or a pointer at most: enough to find the place, and names of the data may have no end.
  private static let longestText = 200

  /// The line, with its line feed.
  var line: [UInt8] {
    Self.line(rule: rule, severity: severity, fingerprint, count: count, about: about[...])
  }

  /// The members that tell what it is about, each with a comma before it.
  var about: [UInt8] {
    var bytes: [UInt8] = []
    for (key, text) in [("identity", identity), ("pointer", pointer)] where !text.isEmpty {
      var start = String(text.unicodeScalars.prefix(Self.longestText))
      if start.utf8.count < text.utf8.count { start += "…" }
      bytes += ", \"\(key)\": \(JSONText.quoted(start))".utf8
    }
    return bytes
  }

  /// The line of findings with `fingerprint`, which are `about` something.
  static func line(
    rule: String, severity: Severity?, _ fingerprint: UInt128, count: Int, about: ArraySlice<UInt8>
  ) -> [UInt8] {
    var bytes = Array("{\"rule\": \(JSONText.quoted(rule))".utf8)
    if let severity { bytes += ", \"severity\": \"\(severity.description)\"".utf8 }
    bytes += ", \"fingerprint\": \"\(text(of: fingerprint))\"".utf8
    if count > 1 { bytes += ", \"count\": \(count)".utf8 }
    bytes += about
    bytes += "}\n".utf8
    return bytes
  }
}

// MARK: Reading

extension BaselineEntry {
  /// What is wrong with a line of a baseline, and where in its text.
  struct Problem: Error {
    var message: String
    var offset: Int

    init(_ message: String, at node: JSONNode) {
      self.message = message
      offset = node.span.start
    }
  }

  /// Reads a line. Throws at whatever nobody who writes baselines would write: what is not understood could accept too
  /// much.
  init(_ node: JSONNode) throws(Problem) {
    guard node.kind == .object else { throw Problem("a finding is an object", at: node) }
    self.init(fingerprint: 0, rule: "")
    var hasFingerprint = false
    for (key, value) in node.members {
      switch key.string {
      case "fingerprint":
        guard let number = value.string.flatMap(UInt128.init(fingerprint:)) else {
          throw Problem("a fingerprint has 32 hexadecimal digits", at: value)
        }
        fingerprint = number
        hasFingerprint = true
      case "count":
        guard let number = value.integer, number >= 1, number <= Int64(Int32.max) else {
          throw Problem("count is a whole number from 1 up", at: value)
        }
        count = Int(number)
      case "severity":
        guard let named = value.string.flatMap(Severity.init(name:)) else {
          throw Problem("severity is error, warning or info", at: value)
        }
        severity = named
      case "rule": rule = try Self.text(value, "rule")
      case "identity": identity = try Self.text(value, "identity")
      case "pointer": pointer = try Self.text(value, "pointer")
      default: throw Problem("unknown key '\(key.string ?? "")'", at: key)
      }
    }
    guard hasFingerprint else { throw Problem("a finding without a fingerprint", at: node) }
    guard !rule.isEmpty else { throw Problem("a finding without a rule", at: node) }
  }

  private static func text(_ value: JSONNode, _ key: String) throws(Problem) -> String {
    guard let text = value.string else { throw Problem("\(key) is a text", at: value) }
    return text
  }
}

extension UInt128 {
  /// The number of a fingerprint; `nil` when `text` is none.
  init?(fingerprint text: String) {
    guard text.utf8.count == 32 else { return nil }
    var number: UInt128 = 0
    for byte in text.utf8 {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      number = number << 4 | UInt128(digit)
    }
    self = number
  }
}
