extension JSONNode {
  /// The value as it is written, without the blanks between its parts: always one line.
  public var compactText: String {
    var bytes: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in sourceText.utf8 {
      if isInString {
        bytes.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte > 0x20 {
        bytes.append(byte)
        isInString = byte == UInt8(ascii: "\"")
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
