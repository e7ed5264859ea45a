/// The beginning of a document, made whole: enough to tell what the document is.
public enum DocumentHead {
  /// Bytes that are looked at. What tells the format of a document stands before them.
  public static let byteCount = 256 << 10

  /// The JSON text that `bytes`, the first of a document, are the beginning of: without the values that are cut through,
  /// and with the brackets that are open closed. Of an array, only the first element; of lines, the first. `nil` when there is
  /// nothing whole in them. What is no JSON may stay none.
  ///
  ///     {"images": [{"id": 1}, {"id": 2   becomes   {"images": [{"id": 1}, {}]}
  public static func completed(_ bytes: [UInt8]) -> [UInt8]? {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = at
    /// Closing brackets of what is open.
    var open: [UInt8] = []
    var whole: (end: Int, open: [UInt8])?
    func isDelimiter(_ byte: UInt8) -> Bool { FormDetection.isBlank(byte) || ",:]}".utf8.contains(byte) }
    func skipBlanks() { while at < bytes.count, FormDetection.isBlank(bytes[at]) { at += 1 } }
    scan: while true {
      skipBlanks()
      guard at < bytes.count else { break }
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open.append(bytes[at] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        at += 1
        whole = (at, open)
        continue scan
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open.popLast() != nil else { break scan }
        at += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        at += 1
        continue scan
      case UInt8(ascii: "\""):
        guard let end = stringEnd(in: bytes, from: at) else { break scan }
        at = end
        skipBlanks()
        // What ends here may be a key.
        guard at < bytes.count else { break scan }
        if bytes[at] == UInt8(ascii: ":") { continue scan }
      default:
        guard let end = bytes[at...].firstIndex(where: isDelimiter), end > at else { break scan }
        at = end
      }
      // Behind a value.
      whole = (at, open)
      if open.isEmpty || open == [UInt8(ascii: "]")] { break }
    }
    return whole.map { Array(bytes[start..<$0.end]) + $0.open.reversed() }
  }

  /// Behind the string that starts at `start`; `nil` when it is cut through.
  private static func stringEnd(in bytes: [UInt8], from start: Int) -> Int? {
    var at = start + 1
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""): return at + 1
      case UInt8(ascii: "\\"): at += 2
      default: at += 1
      }
    }
    return nil
  }
}
