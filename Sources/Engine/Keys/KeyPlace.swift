/// Where a key occurred.
package struct KeyPlace: Hashable, Sendable {
  /// The input, by its number in the run.
  package var input: Int
  /// The record, from 0 within its input.
  package var record: Int
  /// In the uncompressed text of the input.
  package var byteOffset: Int
  /// From 1.
  package var line, column: Int
  /// 64 bits that stand for the value that the key has there; 0 for keys without values.
  package var tag: UInt64

  /// A place in an input.
  package init(input: Int, record: Int, byteOffset: Int, line: Int, column: Int, tag: UInt64 = 0) {
    self.input = input
    self.record = record
    self.byteOffset = byteOffset
    self.line = line
    self.column = column
    self.tag = tag
  }

  /// The place before the first of an input.
  static func beginning(of input: Int) -> KeyPlace {
    KeyPlace(input: input, record: 0, byteOffset: 0, line: 1, column: 1)
  }
}
