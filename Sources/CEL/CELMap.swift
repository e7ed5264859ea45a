import JSONReading

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A map, in the order in which its entries were written.
public struct CELMap: Sendable {
  /// One key and its value.
  public struct Entry: Sendable {
    /// A boolean, an integer or a string.
    public var key: CELValue
    /// Anything.
    public var value: CELValue

    /// A key and its value.
    public init(key: CELValue, value: CELValue) {
      self.key = key
      self.value = value
    }
  }

  /// In the order of insertion, keys distinct.
  public private(set) var entries: [Entry] = []
  // Numbers that are equal have equal keys here, whatever their types.
  private var positions: [CELMapKey: Int] = [:]

  /// No entries.
  public init() {}

  /// Strings and their values; a later value replaces an earlier one of the same name.
  public init(_ members: KeyValuePairs<String, CELValue>) {
    for (name, value) in members { self[name] = value }
  }

  /// Adds an entry; `false` when the key is there already or cannot be one.
  mutating func insert(_ value: CELValue, for key: CELValue) -> Bool {
    guard let name = CELMapKey(key), positions[name] == nil else { return false }
    positions[name] = entries.count
    entries.append(Entry(key: key, value: value))
    return true
  }

  /// The value of a key, where `1`, `1u` and `1.0` are the same key.
  public func value(for key: CELValue) -> CELValue? {
    CELMapKey(key).flatMap { positions[$0] }.map { entries[$0].value }
  }

  /// The value of a name.
  public subscript(name: String) -> CELValue? {
    get { value(for: .string(name)) }
    set {
      guard let newValue else { return }
      if let position = positions[.string(ByteString(name))] {
        entries[position].value = newValue
      } else {
        _ = insert(newValue, for: .string(name))
      }
    }
  }
}

/// What makes two keys the same.
enum CELMapKey: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  /// Only above the range of `int`.
  case uint(UInt64)
  case string(ByteString)

  /// The identity of `key`; `nil` when no map can have it.
  init?(_ key: CELValue) {
    switch key {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map(CELMapKey.int) ?? .uint(value)
    case .double(let value):
      if let whole = Int64(exactly: value) {
        self = .int(whole)
      } else if let whole = UInt64(exactly: value) {
        self = .uint(whole)
      } else {
        return nil
      }
    case .string(let text): self = .string(ByteString(text))
    case .json(let node):
      guard let text = node.string else { return nil }
      self = .string(ByteString(text))
    default: return nil
    }
  }
}

/// A text compared by its bytes. Swift's own comparison takes texts for equal that Unicode calls equivalent; CEL, like
/// JSON, does not.
struct ByteString: Hashable, Comparable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: Self, right: Self) -> Bool {
    guard left.text.utf8.count == right.text.utf8.count else { return false }
    var (left, right) = (left.text, right.text)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return memcmp(first, second, left.count) == 0
      }
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
