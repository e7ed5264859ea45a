/// The lines of a text that is held as a whole, such as a rule set: from byte offsets to positions and back to text.
public struct LineMap: Sendable {
  private let bytes: [UInt8]
  /// The offset of each line's first byte, ascending; the first is 0.
  private let starts: [Int]

  /// Maps `text`. Linear in its length.
  public init(_ text: [UInt8]) {
    bytes = text
    var starts = [0]
    while true {
      let end = text.offset(of: UInt8(ascii: "\n"), from: starts[starts.count - 1])
      guard end < text.count else { break }
      starts.append(end + 1)
    }
    self.starts = starts
  }

  /// The place of the byte at `offset`, which is clamped to the text. Logarithmic in the number of lines.
  public func position(of offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = (0..<starts.count).partitioningIndex { starts[$0] > offset }
    return SourcePosition(
      line: line, column: TextStep(over: bytes[starts[line - 1]..<offset]).scalarsInLastLine + 1)
  }

  /// The text of `line`, counted from 1, without its line feed; empty when there is no such line.
  public func text(ofLine line: Int) -> String {
    guard line >= 1, line <= starts.count else { return "" }
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    let text = bytes[starts[line - 1]..<end]
    return String(decoding: text.last == UInt8(ascii: "\r") ? text.dropLast() : text, as: UTF8.self)
  }
}
