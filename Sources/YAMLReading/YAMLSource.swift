import SourceText

/// The bytes of a YAML text, known to be UTF-8, and the way from libyaml's marks to bytes and positions.
///
/// A mark's `index` counts Unicode scalars; its `line` is of no use here, because libyaml ends lines at carriage returns,
/// U+0085, U+2028 and U+2029 too.
struct YAMLSource: Sendable {
  /// The whole text, with its byte order mark.
  let bytes: [UInt8]
  /// Where the first scalar starts: 3 behind a byte order mark, else 0.
  let contentStart: Int
  /// The offset of every 64th scalar, the first one included, and the lines before it.
  private let checkpoints: [(offset: Int, line: Int)]
  private static let stride = 64
  /// The number of scalars before each line, ascending; the first is 0.
  private let lineStarts: [Int]
  /// Behind the byte order mark.
  private let scalarCount: Int

  /// Checks that `bytes` are UTF-8 text without control characters, within `limits`. Linear.
  init(_ bytes: [UInt8], limits: YAMLLimits) throws(YAMLError) {
    guard bytes.count <= limits.byteCount else {
      throw YAMLError("the text has \(bytes.count) bytes, more than the \(limits.byteCount) allowed", at: .start)
    }
    if let name = Self.otherEncoding(of: bytes) {
      throw YAMLError("the text is \(name); save it as UTF-8", at: .start)
    }
    let contentStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var (checkpoints, lineStarts, scalarCount, offset) = ([(offset: Int, line: Int)](), [0], 0, contentStart)
    while offset < bytes.count {
      if scalarCount % Self.stride == 0 { checkpoints.append((offset, lineStarts.count - 1)) }
      // Nearly all of a rule file: neither control characters nor beginnings of longer scalars, up to the next checkpoint.
      let limit = min(bytes.count, offset + Self.stride - scalarCount % Self.stride)
      let start = offset
      while offset < limit, bytes[offset] < 0x7F, bytes[offset] >= 0x20 { offset += 1 }
      scalarCount += offset - start
      if offset == limit { continue }
      let byte = bytes[offset]
      if byte == 0x0A {
        scalarCount += 1
        offset += 1
        lineStarts.append(scalarCount)
        continue
      }
      let length = UTF8Step.length(at: offset, in: bytes)
      if let problem = Self.problem(at: offset, length: length, in: bytes) {
        let column = scalarCount - (lineStarts.last ?? 0) + 1
        throw YAMLError(problem, at: SourcePosition(line: lineStarts.count, column: column))
      }
      scalarCount += 1
      offset += length ?? 1
    }
    self.bytes = bytes
    self.contentStart = contentStart
    self.checkpoints = checkpoints
    self.lineStarts = lineStarts
    self.scalarCount = scalarCount
  }

  /// The byte where the scalar number `index` starts, counted from 0 behind the byte order mark; the end when there are
  /// fewer.
  func offset(ofScalar index: Int) -> Int {
    guard index < scalarCount else { return bytes.count }
    let index = max(index, 0)
    let block = index / Self.stride
    var offset = checkpoints[block].offset
    // As many bytes as scalars: ASCII.
    if block + 1 < checkpoints.count, checkpoints[block + 1].offset - offset == Self.stride {
      return offset + index % Self.stride
    }
    for _ in 0..<index % Self.stride { offset += UTF8Step.length(at: offset, in: bytes) ?? 1 }
    return offset
  }

  /// The place of the scalar number `index`, clamped to the text.
  func position(ofScalar index: Int) -> SourcePosition {
    let index = min(max(index, 0), scalarCount)
    let block = index / Self.stride
    var line = block < checkpoints.count ? checkpoints[block].line : lineStarts.count - 1
    while line + 1 < lineStarts.count, lineStarts[line + 1] <= index { line += 1 }
    return SourcePosition(line: line + 1, column: index - lineStarts[line] + 1)
  }

  /// The name of the encoding when it is plainly another one: by its byte order mark, or by the zero bytes of ASCII.
  private static func otherEncoding(of bytes: [UInt8]) -> String? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF), (0xFF, 0xFE), (0, 1...), (1..., 0): return "UTF-16"
    case (0, 0) where bytes.count >= 4 && (bytes[2] == 0xFE || bytes[3] != 0): return "UTF-32"
    default: return nil
    }
  }

  /// What is wrong with the scalar of `length` bytes at `offset`; `nil` when nothing is. YAML allows no control
  /// characters but tab, line feed, carriage return and U+0085.
  private static func problem(at offset: Int, length: Int?, in bytes: [UInt8]) -> String? {
    let byte = bytes[offset]
    guard let length else { return "the byte 0x\(hexadecimal(byte, width: 2)) is not UTF-8" }
    switch length {
    case 1 where byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D, 1 where byte == 0x7F:
      return controlCharacter(byte)
    case 2 where byte == 0xC2 && bytes[offset + 1] < 0xA0 && bytes[offset + 1] != 0x85:
      return controlCharacter(bytes[offset + 1])
    default: return nil
    }
  }

  private static func controlCharacter(_ code: UInt8) -> String {
    "the control character U+\(hexadecimal(code, width: 4)) is not allowed; write it as an escape in double quotes"
  }

  private static func hexadecimal(_ byte: UInt8, width: Int) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
