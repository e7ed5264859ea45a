/// What plain scalars mean in YAML's core schema (YAML 1.2.2, section 10.3.2).
enum CoreSchema {
  /// What the plain scalar `text` is.
  static func kind(of text: String) -> YAMLKind {
    // Most texts are words: their first byte tells, or that they are longer than `false`.
    switch text.utf8.first {
    case UInt8(ascii: "~"): break
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"):
      if text.utf8.count > 5 { return .text }
    case let first? where first > UInt8(ascii: "9"): return .text
    default: break
    }
    return switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE", "false", "False", "FALSE": .boolean
    case ".nan", ".NaN", ".NAN": .float
    default:
      switch Number(text)?.isInteger {
      case nil: .text
      case true?: .integer
      case false?: .float
      }
    }
  }

  /// The value of an integer, `nil` when it does not fit.
  static func integer(_ text: String) -> Int? {
    switch Number(text) {
    case .decimal(let digits): Int(digits)
    case .based(let digits, let radix): Int(digits, radix: radix)
    default: nil
    }
  }

  /// The value of an integer or float, `nil` when `text` is neither.
  static func double(_ text: String) -> Double? {
    switch Number(text) {
    case .decimal(let digits), .float(let digits): Double(digits)
    case .based(let digits, let radix): digits.reduce(0.0) { $0 * Double(radix) + Double($1.hexDigitValue ?? 0) }
    case .infinity(let isNegative): isNegative ? -.infinity : .infinity
    case nil: kind(of: text) == .float ? .nan : nil
    }
  }

  /// The number as JSON writes it; `nil` when JSON cannot.
  static func json(_ text: String) -> String? {
    switch Number(text) {
    case .decimal(let digits), .float(let digits): digits
    case .based(let digits, let radix): UInt64(digits, radix: radix).map { String($0) }
    case .infinity, nil: nil
    }
  }

  /// A number apart from "not a number".
  private enum Number {
    /// As JSON writes it.
    case decimal(String)
    /// The digits of `0o17` or `0x1F`.
    case based(digits: String, radix: Int)
    /// As JSON writes it.
    case float(String)
    case infinity(isNegative: Bool)

    var isInteger: Bool {
      switch self {
      case .decimal, .based: true
      case .float, .infinity: false
      }
    }

    init?(_ text: String) {
      // Most texts are words: their first byte tells.
      guard let first = text.utf8.first, first < UInt8(ascii: ":") else { return nil }
      for (prefix, radix) in [("0o", 8), ("0x", 16)] where text.hasPrefix(prefix) {
        let digits = text.dropFirst(2)
        guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
          digits.utf8.allSatisfy({ Self.isDigit($0, radix: radix) })
        else { return nil }
        self = .based(digits: String(digits), radix: radix)
        return
      }
      var rest = text.utf8[...]
      let isNegative = first == UInt8(ascii: "-")
      if isNegative || first == UInt8(ascii: "+") { rest.removeFirst() }
      if [".inf", ".Inf", ".INF"].contains(String(rest) ?? "") {
        self = .infinity(isNegative: isNegative)
        return
      }
      let whole = Self.digits(&rest)
      var fraction: String?
      if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        fraction = Self.digits(&rest)
      }
      guard !whole.isEmpty || fraction?.isEmpty == false else { return nil }
      var exponent = ""
      if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
        rest.removeFirst()
        exponent = "e"
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
          exponent.unicodeScalars.append(Unicode.Scalar(sign))
          rest.removeFirst()
        }
        let digits = Self.digits(&rest)
        guard !digits.isEmpty else { return nil }
        exponent += digits
      }
      guard rest.isEmpty else { return nil }
      let significant = String(whole.drop { $0 == "0" })
      let number = (isNegative ? "-" : "") + (significant.isEmpty ? "0" : significant)
      if fraction == nil && exponent.isEmpty {
        self = .decimal(number)
      } else {
        // A float stays one in JSON: `5.` is written `5.0`.
        let part = fraction.map { "." + ($0.isEmpty ? "0" : $0) } ?? ""
        self = .float(number + part + exponent)
      }
    }

    private static func digits(_ rest: inout Substring.UTF8View) -> String {
      let run = rest.prefix { isDigit($0, radix: 10) }
      rest = rest[run.endIndex...]
      return String(run) ?? ""
    }

    private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "7"): true
      case UInt8(ascii: "8")...UInt8(ascii: "9"): radix >= 10
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): radix == 16
      default: false
      }
    }
  }
}
