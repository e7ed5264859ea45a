public import JSONReading
import SourceText

/// A chain of member names: `metadata.frameTotal`, or `` `labelDuration(ms)` `` for names that are no identifiers.
public struct MemberPath: Hashable, Sendable, CustomStringConvertible {
  /// The names, outermost first; never empty.
  public let keys: [JSONKey]
  /// The same in a form that is looked for without counting references; `nil` where one of them is too long.
  private let shortKeys: ContiguousArray<JSONShortKey>?

  /// The chain written as `text`; `nil` when it is none.
  init?(_ text: String) {
    var keys: [JSONKey] = []
    var rest = Substring(text)
    while true {
      if rest.first == "`" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "`"), end > rest.startIndex else { return nil }
        keys.append(JSONKey(String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        let name = rest.prefix { $0 != "." }
        guard Self.isIdentifier(name) else { return nil }
        keys.append(JSONKey(String(name)))
        rest = rest[name.endIndex...]
      }
      guard !rest.isEmpty else { break }
      guard rest.removeFirst() == ".", !rest.isEmpty else { return nil }
    }
    self.init(keys: keys)
  }

  /// The chain of `names`; `nil` when there are none.
  init?(_ names: [String]) {
    if names.isEmpty { return nil }
    self.init(keys: names.map { JSONKey($0) })
  }

  private init(keys: [JSONKey]) {
    self.keys = keys
    shortKeys = JSONShortKey.keys(keys.map(\.name))
  }

  /// A letter or underscore, then letters, digits and underscores, all of ASCII.
  private static func isIdentifier(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
  }

  /// As it is written.
  public var description: String { keys.map(Self.text).joined(separator: ".") }

  private static func text(of key: JSONKey) -> String { isIdentifier(Substring(key.name)) ? key.name : "`\(key.name)`" }

  /// Where a name stands in the UTF-8 of the text.
  func offset(ofKey position: Int) -> Int { keys[..<position].reduce(0) { $0 + Self.text(of: $1).utf8.count + 1 } }

  /// The value it leads to from `node`; `nil` when a member on the way is missing.
  public func value(from node: JSONNode) -> JSONNode? {
    if let shortKeys { return node.member(shortKeys) }
    var here = node
    for key in keys {
      guard let next = here.member(key) else { return nil }
      here = next
    }
    return here
  }
}
