public import JSONReading
public import SourceText

/// What stands around a value, told by the bytes beside it: however many elements or members it has beside it, that takes
/// a few steps.
public struct JSONSurroundings {
  private let record: JSONNode
  private let byte: (Int) -> UInt8

  /// The surroundings of values in `record`, of whose text `byte` gives the bytes.
  public init(in record: JSONNode, byte: @escaping (Int) -> UInt8) {
    self.record = record
    self.byte = byte
  }

  /// Takes `node` out of the array or object around it, with its key and a comma; `nil` when it is the record itself.
  public func removing(_ node: JSONNode) -> TextEdit? {
    guard record.contains(node), !record.isSame(as: node) else { return nil }
    let (start, end) = (key(of: node)?.span.start ?? node.span.start, node.span.end)
    let before = lastToken(before: start)
    if byte(before) == UInt8(ascii: ",") {
      return TextEdit(SourceSpan(start: lastToken(before: before) + 1, end: end), "")
    }
    let next = firstToken(from: end)
    return byte(next) == UInt8(ascii: ",")
      ? TextEdit(SourceSpan(start: start, end: firstToken(from: next + 1)), "")
      : TextEdit(SourceSpan(start: before + 1, end: next), "")
  }

  /// Calls the member of which `node` is the value `name`; `nil` when it is none.
  public func renaming(_ node: JSONNode, to name: String) -> TextEdit? {
    key(of: node).map { TextEdit($0.span, JSONText.quoted(name)) }
  }

  /// The key of the member of which `node` is the value.
  private func key(of node: JSONNode) -> JSONNode? {
    guard record.contains(node), !record.isSame(as: node) else { return nil }
    let colon = lastToken(before: node.span.start)
    guard byte(colon) == UInt8(ascii: ":") else { return nil }
    return record.descendant(at: lastToken(before: colon))
  }

  private func lastToken(before offset: Int) -> Int {
    var at = offset - 1
    while isBlank(byte(at)) { at -= 1 }
    return at
  }

  private func firstToken(from offset: Int) -> Int {
    var at = offset
    while isBlank(byte(at)) { at += 1 }
    return at
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
