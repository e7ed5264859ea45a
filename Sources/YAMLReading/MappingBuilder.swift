import SourceText

/// Collects the entries of one mapping: refuses keys that come twice and resolves merge keys.
struct MappingBuilder {
  private var entries: [YAMLMapping.Entry] = []
  /// The line of each key, merge keys apart, by the bytes of its text: texts that are merely canonically equivalent are
  /// different keys in JSON.
  private var lines: [[UInt8]: Int] = [:]
  /// The value of the merge key, and the number of entries before it.
  private var merge: (mappings: [YAMLMapping], index: Int)?
  private var mergeLine: Int?

  /// Throws when `key`, used at `place`, cannot be a key here.
  mutating func check(key: YAMLNode, at place: SourcePosition) throws(YAMLError) {
    guard let scalar = key.scalar else { throw YAMLError("a key must be a text, not \(key.kind)", at: place) }
    if scalar.isPlain, scalar.text.isEmpty { throw YAMLError("a key is missing here", at: place) }
    if Self.isMergeKey(scalar) {
      if let mergeLine { throw duplicate(scalar, firstLine: mergeLine, at: place) }
      mergeLine = place.line
    } else {
      let bytes = Array(scalar.text.utf8)
      if let first = lines[bytes] { throw duplicate(scalar, firstLine: first, at: place) }
      lines[bytes] = place.line
    }
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
    var taken = Set(lines.keys)
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
