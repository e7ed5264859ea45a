public import JSONReading

extension JSONNode {
  /// This string, or the strings in this array or object, keys left out.
  public var strings: [JSONNode] {
    switch kind {
    case .string: [self]
    case .array: elements.flatMap(\.strings)
    case .object: members.flatMap(\.value.strings)
    default: []
    }
  }
}
