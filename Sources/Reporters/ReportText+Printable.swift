import SourceText

/// How many scalars of a text of the data are printed; JSON has them all.
enum PrintLimit {
  /// Of a message, or of a reason why a run is incomplete.
  static let message = 1000
  /// Of an identity or a pointer.
  static let name = 200
}

extension ReportText {
  /// What is done with `&`, `<`, `>` and `"` of a printed text.
  enum Markup {
    /// They are printed.
    case none
    /// They become entities, as in the text and the attributes of XML.
    case xml
  }

  /// Appends text of the data for people to read, on one line: characters that do not print, that drive a terminal or
  /// that turn the direction of writing are shown as `\n` or `\u{1b}`. What is left is allowed in XML 1.0. More than
  /// `limit` scalars are cut, and the cut says how much is missing.
  mutating func appendPrintable(_ text: String, atMost limit: Int = .max, markup: Markup = .none) {
    let utf8 = text.utf8
    if utf8.count <= limit, utf8.allSatisfy({ isPlain($0, markup) }) {
      append(text)
      return
    }
    var scalarCount = 0
    var byteCount = 0
    for scalar in text.unicodeScalars {
      guard scalarCount < limit else {
        append("… (\(counted(utf8.count - byteCount, "byte")) more)")
        return
      }
      scalarCount += 1
      byteCount += UTF8.width(scalar)
      appendPrintable(scalar, markup)
    }
  }

  /// Appends one scalar as `appendPrintable` of a text does.
  mutating func appendPrintable(_ scalar: Unicode.Scalar, _ markup: Markup = .none) {
    if let escape = scalar.printableEscape {
      append(escape)
      return
    }
    switch (scalar, markup) {
    case ("&", .xml): append("&amp;")
    case ("<", .xml): append("&lt;")
    case (">", .xml): append("&gt;")
    case ("\"", .xml): append("&quot;")
    default:
      if scalar.isASCII {
        append(byte: UInt8(truncatingIfNeeded: scalar.value))
      } else {
        append(bytes: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private func isPlain(_ byte: UInt8, _ markup: Markup) -> Bool {
    guard byte >= 0x20, byte < 0x7F else { return false }
    guard markup == .xml else { return true }
    return byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
      && byte != UInt8(ascii: "\"")
  }
}

extension String {
  /// The text as people are shown it, on one line and cut behind `limit` scalars, as `appendPrintable` appends it.
  func shown(atMost limit: Int) -> String {
    var text = ReportText()
    text.appendPrintable(self, atMost: limit)
    return text.string
  }
}
