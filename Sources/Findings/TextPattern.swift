/// A text in which `*` stands for any run of characters, none included. It describes a text as a whole.
public struct TextPattern: Hashable, Sendable {
  /// As it was written.
  public let text: String
  /// What stands between the asterisks, as bytes: of UTF-8, a part that starts a scalar matches only where one starts.
  private let parts: [[UInt8]]

  /// The pattern `text`.
  public init(_ text: String) {
    self.text = text
    parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether it describes every text.
  public var matchesAll: Bool { parts.count > 1 && parts.allSatisfy(\.isEmpty) }

  /// Whether it describes one text alone.
  public var isLiteral: Bool { parts.count == 1 }

  /// Whether it describes `text`. At most the product of the two lengths in steps.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = parts.first, let last = parts.last, parts.count > 1 else {
        return bytes.elementsEqual(parts.first ?? [])
      }
      guard bytes.count >= first.count + last.count, bytes.starts(with: first),
        bytes.suffix(last.count).elementsEqual(last)
      else { return false }
      // Of what stands between, the leftmost place is as good as any: it leaves the most for what follows.
      var place = first.count
      let end = bytes.count - last.count
      for part in parts.dropFirst().dropLast() where !part.isEmpty {
        guard part.count <= end - place,
          let found = (place...end - part.count).first(where: { bytes[$0..<$0 + part.count].elementsEqual(part) })
        else { return false }
        place = found + part.count
      }
      return true
    }
  }
}
