/// The entries of a mapping: no two keys have the same text, and merge keys (`<<`) are resolved.
public struct YAMLMapping: Sendable, Hashable {
  /// A key and its value.
  public struct Entry: Sendable, Hashable {
    /// A scalar.
    public var key: YAMLNode
    /// What the key stands for.
    public var value: YAMLNode
    /// Whether it came through a merge key, from the mapping where its places are.
    public var isMerged: Bool
    /// The text of the key.
    public var name: String { key.text ?? "" }
  }

  /// In the order of the text; merged ones stand where the merge key stood.
  public var entries: [Entry]

  /// The value of the key whose text is `name`, scalar by scalar. Linear in the number of entries.
  public subscript(name: String) -> YAMLNode? {
    entries.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }
}
