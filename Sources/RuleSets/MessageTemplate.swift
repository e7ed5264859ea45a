/// A message with expressions in braces: `frame {tool.page} of {asset.metadata.frameTotal}`; `{{` and `}}` are braces.
struct MessageTemplate: Hashable {
  /// Plain text, or an expression with where it starts in the template's UTF-8.
  enum Part: Hashable {
    case text(String)
    case expression(String, offset: Int)
  }

  let parts: [Part]

  /// The most expressions of a message: each of them is compiled, and nobody reads more.
  static let expressionLimit = 100

  /// What is wrong with a template, and where in its UTF-8.
  struct Failure: Error {
    let message: String
    let offset: Int
  }

  init(_ text: String) throws(Failure) {
    var parts: [Part] = []
    var plain: [UInt8] = []
    var expressionCount = 0
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      if byte == UInt8(ascii: "}") {
        guard next == byte else {
          throw Failure(message: "'}' without a '{' before it; write '}}' for a brace", offset: at)
        }
        plain.append(byte)
        at += 2
      } else if byte != UInt8(ascii: "{") {
        plain.append(byte)
        at += 1
      } else if next == byte {
        plain.append(byte)
        at += 2
      } else {
        guard expressionCount < Self.expressionLimit else {
          throw Failure(message: "more than \(Self.expressionLimit) expressions in a message", offset: at)
        }
        expressionCount += 1
        guard let end = Self.end(of: bytes, from: at + 1) else {
          throw Failure(message: "'{' without a '}' behind it; write '{{' for a brace", offset: at)
        }
        if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
        parts.append(.expression(String(decoding: bytes[at + 1..<end], as: UTF8.self), offset: at + 1))
        at = end + 1
      }
    }
    if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
    self.parts = parts
  }

  /// The template that says `text` as it is.
  static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "{" || $0 == "}" ? [$0, $0] : [$0] })
  }

  /// The closing brace of the expression that starts at `start`: not one in a string or of a map.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { at += 1 } else if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): quote = byte
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}") where depth == 0: return at
        case UInt8(ascii: "}"): depth -= 1
        default: break
        }
      }
      at += 1
    }
    return nil
  }
}
