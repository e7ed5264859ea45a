public import SourceText

/// The way from the root to one node, written so that no other query selects just that node (RFC 9535, section 2.7).
public struct NormalizedPath: Hashable, Sendable, CustomStringConvertible {
  /// One step down.
  public enum Element: Hashable, Sendable {
    /// To the member of that name.
    case name(String)
    /// To the element at that place, from 0.
    case index(Int)
  }

  /// The steps, from the root on.
  public var elements: [Element]

  /// The path that takes `elements`.
  public init(_ elements: [Element] = []) { self.elements = elements }

  /// The same way as a JSON Pointer.
  public var pointer: JSONPointer {
    JSONPointer(
      elements.map { element in
        switch element {
        case .name(let name): name
        case .index(let index): String(index)
        }
      })
  }

  /// As RFC 9535 writes it: `$['tools'][0]`.
  public var description: String {
    var text = "$"
    for element in elements {
      switch element {
      case .index(let index): text += "[\(index)]"
      case .name(let name):
        text += "['"
        for scalar in name.unicodeScalars { text += Self.escaped(scalar) }
        text += "']"
      }
    }
    return text
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\u{8}": return "\\b"
    case "\t": return "\\t"
    case "\n": return "\\n"
    case "\u{C}": return "\\f"
    case "\r": return "\\r"
    case "'": return "\\'"
    case "\\": return "\\\\"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return String(scalar)
    }
  }
}
