internal import CJSONIndex
public import SourceText

/// What a JSON value is.
public enum JSONKind: Hashable, Sendable, CaseIterable {
  case null, boolean, number, string, array, object
}

/// One value of a text that has been read: a place, not a copy. Nothing of it is decoded until somebody asks.
///
/// Valid as long as its document lives or, read from an export, until the reader reads its next record.
@safe public struct JSONNode: @unchecked Sendable {
  // May cross threads together with the memory it points into: it is only ever read through. What a reader remembers of
  // look-ups is written, so that its nodes are for one thread at a time, as the reader is; documents remember nothing.
  @usableFromInline let tree: UnsafeMutablePointer<JSONTree>
  @usableFromInline let index: Int

  @inlinable @inline(__always)
  init(tree: UnsafeMutablePointer<JSONTree>, index: Int) {
    unsafe self.tree = tree
    self.index = index
  }

  @inlinable @inline(__always) var raw: RawNode { unsafe tree.pointee.nodes[index] }
  @inlinable @inline(__always) func raw(_ index: Int) -> RawNode { unsafe tree.pointee.nodes[index] }
  @inlinable @inline(__always) var text: UnsafePointer<UInt8> { unsafe tree.pointee.text }

  /// The value's first byte in the text.
  @inlinable @inline(__always) var firstByte: UInt8 { unsafe text[raw.start] }

  /// Behind the last byte of a scalar: only blanks and separators stand between it and the next node.
  @inlinable @inline(__always) var end: Int {
    var end = raw(index &+ 1).start
    while case let byte = unsafe text[end &- 1],
      byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
    {
      end &-= 1
    }
    return end
  }

  /// The node behind this value and all that is in it.
  @inlinable @inline(__always) var nextIndex: Int {
    let raw = self.raw
    return raw.kind >= RawNode.array ? Int(raw.link) &+ 1 : index &+ 1
  }

  /// What the value is.
  @inlinable public var kind: JSONKind {
    switch raw.kind {
    case RawNode.string: .string
    case RawNode.array: .array
    case RawNode.object: .object
    default:
      switch firstByte {
      case UInt8(ascii: "n"): .null
      case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
      default: .number
      }
    }
  }

  /// Its bytes, with brackets and quotes, counted from the start of the text it was read from.
  public var span: SourceSpan {
    let raw = self.raw
    switch raw.kind {
    case RawNode.array, RawNode.object: return SourceSpan(start: raw.start, end: self.raw(Int(raw.link)).start + 1)
    default: return SourceSpan(start: raw.start, end: end)
    }
  }

  /// Whether it is `null`.
  @inlinable public var isNull: Bool { raw.kind == RawNode.scalar && firstByte == UInt8(ascii: "n") }

  /// Its truth, `nil` for other kinds.
  @inlinable public var boolean: Bool? {
    guard raw.kind == RawNode.scalar else { return nil }
    switch firstByte {
    case UInt8(ascii: "t"): return true
    case UInt8(ascii: "f"): return false
    default: return nil
    }
  }

  /// Whether this is the very same place as `other`, not just an equal value.
  @inlinable public func isSame(as other: JSONNode) -> Bool { unsafe tree == other.tree && index == other.index }

  /// Whether `other` is this value or lies in it.
  public func contains(_ other: JSONNode) -> Bool {
    unsafe tree == other.tree && other.index >= index && other.index < nextIndex
  }
}

// Numbers.
extension JSONNode {
  @inlinable var isNumber: Bool {
    guard raw.kind == RawNode.scalar else { return false }
    let byte = firstByte
    return byte <= UInt8(ascii: "9")
  }

  /// A number's value when it is written without fraction and exponent and fits; else `nil`.
  public var integer: Int64? {
    guard isNumber else { return nil }
    let raw = self.raw
    var at = raw.start
    let end = self.end
    let isNegative = unsafe text[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    guard end - at <= 19 else { return nil }
    var value: UInt64 = 0
    while at < end {
      let digit = unsafe text[at] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      // Nineteen digits are less than 2^64.
      value = value &* 10 &+ UInt64(digit)
      at += 1
    }
    return isNegative
      ? (value <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- value) : nil)
      : Int64(exactly: value)
  }

  /// Whether it is a number with an `integer` value.
  public var isInteger: Bool { integer != nil }

  /// The double nearest to a number, infinite when it is out of range; `nil` for other kinds.
  public var double: Double? {
    guard isNumber else { return nil }
    return unsafe cjson_double(text + raw.start, end - raw.start)
  }

  /// A number as it is written, `nil` for other kinds.
  public var numberText: String? { isNumber ? sourceText : nil }

  /// The value as it is written, blanks and all.
  public var sourceText: String {
    let span = self.span
    return unsafe String(decoding: UnsafeBufferPointer(start: text + span.start, count: span.count), as: UTF8.self)
  }
}

// Strings.
extension JSONNode {
  /// A string's content, `nil` for other kinds. Half a surrogate pair becomes U+FFFD.
  public var string: String? {
    let raw = self.raw
    guard raw.kind == RawNode.string else { return nil }
    guard raw.link & RawNode.escapes != 0 else {
      return unsafe withStringBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
    let span = self.span
    let content = unsafe UnsafeBufferPointer(start: text + span.start + 1, count: span.count - 2)
    return unsafe String(decoding: JSONEscape.decode(content, repairs: true), as: UTF8.self)
  }

  /// Lends the decoded UTF-8 of a string; `nil` for other kinds. Copies only when the string has escapes. Half a
  /// surrogate pair is written as WTF-8 does.
  @inlinable
  public func withStringBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R? {
    let raw = self.raw
    guard raw.kind == RawNode.string else { return nil }
    guard raw.link & RawNode.escapes == 0 else { return try unsafe decodedBytes.withUnsafeBufferPointer(body) }
    return try unsafe body(UnsafeBufferPointer(start: text + raw.start + 1, count: end - raw.start - 2))
  }

  /// The decoded UTF-8 of a string with escapes.
  @usableFromInline var decodedBytes: [UInt8] {
    let span = self.span
    return unsafe JSONEscape.decode(UnsafeBufferPointer(start: text + span.start + 1, count: span.count - 2))
  }

  /// Whether it is a string with the content of `key`.
  @inlinable public func isString(_ key: JSONKey) -> Bool {
    let raw = self.raw
    guard raw.kind == RawNode.string else { return false }
    guard raw.link & RawNode.escapes == 0 else { return decodedBytes == key.bytes }
    return unsafe key.matches(text + (raw.start &+ 1), end &- raw.start &- 2)
  }
}
