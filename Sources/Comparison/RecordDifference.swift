public import Findings
public import JSONReading
import Secrets
public import SourceText

/// A record that was read again, with its text.
public struct ReadRecord {
  let text: [UInt8]
  let root: JSONNode
  /// Keeps what `root` is a place in.
  private let document: JSONDocument

  /// The record that `text` is.
  public init(_ text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONSyntaxError) {
    self.text = text
    document = try JSONDocument(text, limits: limits)
    root = document.root
  }
}

/// Finds the values that two versions of a record do not share.
///
/// Members are matched by their keys. Elements of arrays are matched by their place, behind those that are equal at both
/// ends: what was put in or taken out somewhere is named alone. Values are equal as `JSONNode` has it.
public struct RecordDifference {
  /// The most changes that are kept of a record; all are counted.
  public let limit: Int
  private let revealsSecrets: Bool
  private let old, new: ReadRecord

  /// The values that differ, in the order of the first version, what it does not have behind what it has.
  public private(set) var changes: [ValueChange] = []
  /// How many there are.
  public private(set) var count = 0
  /// The parts of the record that hold them, each once.
  public private(set) var parts: Set<JSONPointer> = []
  private var tokens: [String] = []

  /// The difference of `old` and `new`, of which at most `limit` changes are kept.
  public init(of old: ReadRecord, and new: ReadRecord, limit: Int, revealsSecrets: Bool = false) {
    self.limit = limit
    self.revealsSecrets = revealsSecrets
    (self.old, self.new) = (old, new)
    compare(old.root, new.root)
    // Digests are exact where equality is not: of integers beyond 2^53 that one side writes with a fraction.
    if count == 0 { note(old.root, new.root) }
  }

  private mutating func compare(_ old: JSONNode, _ new: JSONNode) {
    if isSameText(old, new) { return }
    switch (old.kind, new.kind) {
    case (.object, .object): compareMembers(old, new)
    case (.array, .array): compareElements(old, new)
    default: if old != new { note(old, new) }
    }
  }

  /// Whether both are written alike: nearly all of a record is, and to look into it takes many times as long.
  private func isSameText(_ left: JSONNode, _ right: JSONNode) -> Bool {
    let (mine, theirs) = (left.span, right.span)
    return mine.count == theirs.count
      && old.text[mine.start..<mine.end].elementsEqual(new.text[theirs.start..<theirs.end])
  }

  private mutating func compareMembers(_ old: JSONNode, _ new: JSONNode) {
    // Usually both have the same keys in the same order.
    if old.count == new.count, zip(old.members, new.members).allSatisfy({ $0.key.isSameString(as: $1.key) }) {
      for (mine, theirs) in zip(old.members, new.members) where !isSameText(mine.value, theirs.value) {
        within(mine.key.string ?? "") { $0.compare(mine.value, theirs.value) }
      }
      return
    }
    let (mine, theirs) = (Self.values(of: old), Self.values(of: new))
    var seen: Set<Key> = []
    for (key, value) in old.members where seen.insert(Key(key)).inserted {
      let mine = mine[Key(key)] ?? value
      guard let other = theirs[Key(key)] else {
        within(key.string ?? "") { $0.note(mine, nil) }
        continue
      }
      within(key.string ?? "") { $0.compare(mine, other) }
    }
    for (key, value) in new.members where seen.insert(Key(key)).inserted {
      within(key.string ?? "") { $0.note(nil, theirs[Key(key)] ?? value) }
    }
  }

  /// The values of an object by key: of a key that occurs several times the last one, as equality has it.
  private static func values(of object: JSONNode) -> [Key: JSONNode] {
    var values: [Key: JSONNode] = [:]
    for (key, value) in object.members { values[Key(key)] = value }
    return values
  }

  private mutating func compareElements(_ old: JSONNode, _ new: JSONNode) {
    if old.count == new.count {
      for (place, (mine, theirs)) in zip(old.elements, new.elements).enumerated() where !isSameText(mine, theirs) {
        within(String(place)) { $0.compare(mine, theirs) }
      }
      return
    }
    let (mine, theirs) = (Array(old.elements), Array(new.elements))
    var start = 0
    while start < min(mine.count, theirs.count), isEqual(mine[start], theirs[start]) { start += 1 }
    var (end, theirEnd) = (mine.count, theirs.count)
    while end > start, theirEnd > start, isEqual(mine[end - 1], theirs[theirEnd - 1]) {
      end -= 1
      theirEnd -= 1
    }
    let shared = min(end, theirEnd)
    for place in start..<shared { within(String(place)) { $0.compare(mine[place], theirs[place]) } }
    for place in shared..<end { within(String(place)) { $0.note(mine[place], nil) } }
    for place in shared..<theirEnd { within(String(place)) { $0.note(nil, theirs[place]) } }
  }

  private func isEqual(_ old: JSONNode, _ new: JSONNode) -> Bool { isSameText(old, new) || old == new }

  private mutating func within(_ token: String, _ body: (inout Self) -> Void) {
    tokens.append(token)
    body(&self)
    tokens.removeLast()
  }

  private mutating func note(_ old: JSONNode?, _ new: JSONNode?) {
    count += 1
    parts.insert(shown(JSONPointer(Array(tokens.prefix(2).prefix { Int($0) == nil }))))
    guard changes.count < limit else { return }
    changes.append(ValueChange(pointer: shown(JSONPointer(tokens)), old: old.map(text), new: new.map(text)))
  }

  private func shown(_ pointer: JSONPointer) -> JSONPointer {
    revealsSecrets ? pointer : JSONPointer(pointer.tokens.map { SecretMask.masked($0) })
  }

  /// What is shown of the value at the place at hand, whose name may tell that it is secret.
  private func text(of node: JSONNode) -> String {
    switch node.kind {
    case .object: return node.count == 0 ? "{}" : "{…}"
    case .array: return node.count == 0 ? "[]" : "[…]"
    default:
      if revealsSecrets { return node.sourceText }
      let name = JSONText.quoted(tokens.last ?? "") + ":"
      // A name may hold a secret itself; what stands for it is as long.
      return String(SecretMask.masked(name + node.sourceText).unicodeScalars.dropFirst(name.unicodeScalars.count))
    }
  }

  /// The content of a key, by bytes: to Unicode "é" and "e\u{301}" are one text, to JSON they are two keys.
  private struct Key: Hashable {
    private let bytes: [UInt8]
    init(_ key: JSONNode) { bytes = key.withStringBytes { Array($0) } ?? [] }
  }
}
