/// Lays records out anew.
enum JSONLayout {
  private struct LimitReached: Error {}

  /// Writes the records of the NDJSON file `lines` as an array: at most `limit` of them.
  static func writeArray(of lines: String, to path: String, isPretty: Bool, limit: Int = .max) throws {
    let file = try OutputFile(path)
    try file.write("[".utf8)
    var count = 0
    do {
      try InputFile.forEachLine(of: lines) { line in
        if count == limit { throw LimitReached() }
        if count > 0 { try file.write(",".utf8) }
        if isPretty {
          try file.write("\n  ".utf8)
          try file.write(indented(line, depth: 1))
        } else {
          try file.write(line)
        }
        count += 1
      }
    } catch is LimitReached {}
    try file.write(isPretty ? "\n]\n".utf8 : "]\n".utf8)
    try file.close()
  }

  /// Writes the records of the NDJSON file `lines` pretty-printed, one after the other.
  static func writeIndented(_ lines: String, to path: String) throws {
    let file = try OutputFile(path)
    try InputFile.forEachLine(of: lines) { line in
      try file.write(indented(line, depth: 0))
      try file.write("\n".utf8)
    }
    try file.close()
  }

  /// Compact JSON with two blanks for each of its levels, of which `depth` lie around it.
  static func indented(_ text: some Collection<UInt8>, depth: Int) -> [UInt8] {
    var (depth, isInString, isEscaped, last) = (depth, false, false, UInt8(0))
    var output: [UInt8] = []
    func breakLine() {
      output.append(UInt8(ascii: "\n"))
      for _ in 0..<depth * 2 { output.append(UInt8(ascii: " ")) }
    }
    for byte in text {
      defer { last = byte }
      if isInString {
        output.append(byte)
        if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      let isClosing = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      let wasOpening = last == UInt8(ascii: "{") || last == UInt8(ascii: "[")
      if isClosing { depth -= 1 }
      if wasOpening != isClosing { breakLine() }
      output.append(byte)
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ":"): output.append(UInt8(ascii: " "))
      case UInt8(ascii: ","): breakLine()
      default: break
      }
    }
    return output
  }
}
