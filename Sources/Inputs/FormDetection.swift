import Findings
import JSONReading

/// Tells from a document's first bytes how its records lie.
struct FormDetection {
  /// `nil` when more bytes are needed.
  let form: InputForm?

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// Whether `text` begins with a brace, behind blanks and a byte order mark.
  static func beginsObject(_ text: PaddedBytes) -> Bool {
    var start = text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    while isBlank(text[start]) { start += 1 }
    return text[start] == UInt8(ascii: "{")
  }

  /// Looks at `text`, which is sealed; `isWhole` tells that the document ends with it.
  ///
  /// `[` starts an array. Anything else is one record when it fills the document, and NDJSON when a line is a whole
  /// value and something follows it. A first line that is no value is still a line when the next one starts an object and
  /// is a value, or when the first one is broken and not just cut.
  init(_ text: PaddedBytes, isWhole: Bool) {
    var start = 0
    if text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { start = 3 }
    while start < text.count, Self.isBlank(text[start]) { start += 1 }
    guard start < text.count else {
      form = isWhole ? .single : nil
      return
    }
    if text[start] == UInt8(ascii: "[") {
      form = .array
      return
    }
    guard let first = Self.line(of: text, from: start, isWhole: isWhole) else {
      form = nil
      return
    }
    var next = first.upperBound
    while next < text.count, Self.isBlank(text[next]) { next += 1 }
    if next == text.count {
      // Nothing but this line so far: an opening bracket alone on its line looks like this, too.
      form = isWhole ? .single : nil
      return
    }
    guard let error = Self.error(text, first) else {
      form = .ndjson
      return
    }
    guard let second = Self.line(of: text, from: next, isWhole: isWhole) else {
      form = nil
      return
    }
    // A first line that only ends too early may be the beginning of one record on several lines.
    let isOwnLine = error.kind != .truncated || Self.error(text, second) == nil
    form = text[next] == UInt8(ascii: "{") && isOwnLine ? .ndjson : .single
  }

  /// The line that starts at `start`, `nil` when its end has not been read.
  private static func line(of text: PaddedBytes, from start: Int, isWhole: Bool) -> Range<Int>? {
    if let end = text.firstOffset(of: UInt8(ascii: "\n"), in: start..<text.count) { return start..<end }
    return isWhole ? start..<text.count : nil
  }

  /// Why the bytes of `range` are no value; `nil` when they are one.
  private static func error(_ text: PaddedBytes, _ range: Range<Int>) -> JSONSyntaxError? {
    do throws(JSONSyntaxError) {
      try JSONSyntaxChecker().check(text, range)
      return nil
    } catch {
      return error
    }
  }
}
