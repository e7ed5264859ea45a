import SourceText

/// Collects the entries of one mapping: refuses keys that come twice and resolves merge keys.
struct MappingBuilder {
  private var entries: [YAMLMapping.Entry] = []
  /// The keys so far, merge keys apart, and their lines.
  private var keys: [(name: String, line: Int)] = []
  /// The line of each key by the bytes of its text. Made when there are more keys than are quickly looked through.
  private var lines: [[UInt8]: Int] = [:]
  private static let fewKeys = 16
  /// Rules have about as many.
  private static let usualKeys = 8
  /// The value of the merge key, and the number of entries before it.
  private var merge: (mappings: [YAMLMapping], index: Int)?
  private var mergeLine: Int?

  init() {
    entries.reserveCapacity(Self.usualKeys)
    keys.reserveCapacity(Self.usualKeys)
  }

  /// Throws when `key`, used at `place`, cannot be a key here.
  mutating func check(key: YAMLNode, at place: SourcePosition) throws(YAMLError) {
    guard let scalar = key.scalar else { throw YAMLError("a key must be a text, not \(key.kind)", at: place) }
    if scalar.isPlain, scalar.text.isEmpty { throw YAMLError("a key is missing here", at: place) }
    if Self.isMergeKey(scalar) {
      if let mergeLine { throw duplicate(scalar, firstLine: mergeLine, at: place) }
      mergeLine = place.line
    } else {
      if let first = line(of: scalar.text) { throw duplicate(scalar, firstLine: first, at: place) }
      note(scalar.text, line: place.line)
    }
  }

  /// The line of the key whose text has the bytes of `name`: texts that are merely canonically equivalent are different
  /// keys in JSON.
  private func line(of name: String) -> Int? {
    guard keys.count <= Self.fewKeys else { return lines[Array(name.utf8)] }
    return keys.first { $0.name == name && $0.name.utf8.elementsEqual(name.utf8) }?.line
  }

  private mutating func note(_ name: String, line: Int) {
    keys.append((name, line))
    guard keys.count > Self.fewKeys else { return }
    for key in lines.isEmpty ? keys[...] : keys.suffix(1) { lines[Array(key.name.utf8)] = key.line }
  }

  /// Adds an entry whose key was checked. Throws when `value`, at `place`, cannot be merged but ought to.
  mutating func add(key: YAMLNode, value: YAMLNode, at place: SourcePosition) throws(YAMLError) {
    guard let scalar = key.scalar, Self.isMergeKey(scalar) else {
      entries.append(YAMLMapping.Entry(key: key, value: value, isMerged: false))
      return
    }
    var mappings: [YAMLMapping] = []
    for node in value.items ?? [value] {
      guard let mapping = node.mapping else {
        throw YAMLError("'<<' merges a mapping or a list of mappings, not \(node.kind)", at: place)
      }
      mappings.append(mapping)
    }
    merge = (mappings, entries.count)
  }

  /// The mapping: its own keys win over merged ones, earlier merged mappings over later ones.
  func mapping() -> YAMLMapping {
    guard let merge else { return YAMLMapping(entries: entries) }
    var taken = Set(keys.map { Array($0.name.utf8) })
    var merged: [YAMLMapping.Entry] = []
    for mapping in merge.mappings {
      for entry in mapping.entries where taken.insert(Array(entry.name.utf8)).inserted {
        merged.append(YAMLMapping.Entry(key: entry.key, value: entry.value, isMerged: true))
      }
    }
    return YAMLMapping(entries: Array(entries[..<merge.index] + merged + entries[merge.index...]))
  }

  private static func isMergeKey(_ scalar: YAMLScalar) -> Bool { scalar.isPlain && scalar.text == "<<" }

  private func duplicate(_ key: YAMLScalar, firstLine: Int, at place: SourcePosition) -> YAMLError {
    YAMLError("the key '\(key.text.excerpt)' is already on line \(firstLine)", at: place)
  }
}
