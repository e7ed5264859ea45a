/// JSON texts by chance, rich in what readers stumble over.
public struct RandomJSON {
  /// Where the chance comes from.
  public var generator: SeededGenerator

  /// The texts of `seed`.
  public init(seed: Int) { generator = SeededGenerator(seed: seed) }

  /// A number from `range`.
  public mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  /// One of `choices`, which are not empty.
  public mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[number(in: 0...choices.count - 1)] }

  /// A value with blanks around it, with up to `depth` arrays and objects within each other.
  public mutating func value(depth: Int) -> String { blanks() + bareValue(depth: depth) + blanks() }

  /// A value without blanks around it.
  public mutating func bareValue(depth: Int) -> String {
    switch number(in: 0...(depth > 0 ? 9 : 5)) {
    case 0: pick(["true", "false", "null"])
    case 1, 2: numberText()
    case 3, 4, 5: string()
    case 6, 7: array(depth: depth)
    default: object(depth: depth)
    }
  }

  /// An object whose keys differ.
  public mutating func object(depth: Int) -> String {
    let count = number(in: 0...4)
    let members = (0..<count).map { member in
      blanks() + key(member) + blanks() + ":" + value(depth: depth - 1)
    }
    return "{" + (members.isEmpty ? blanks() : members.joined(separator: ",")) + "}"
  }

  private mutating func array(depth: Int) -> String {
    let count = number(in: 0...4)
    let elements = (0..<count).map { _ in value(depth: depth - 1) }
    return "[" + (elements.isEmpty ? blanks() : elements.joined(separator: ",")) + "]"
  }

  private mutating func key(_ member: Int) -> String {
    let name = pick(["", "a", "key", "eight678", "a-key-of-more-than-sixteen-bytes", "é", "\\u0061\\n", "😀"])
    return "\"\(name)\(member)\""
  }

  /// A string of up to twelve pieces.
  public mutating func string() -> String {
    let pieces = [
      "a", "word", " ", "},{", "]", "[", "{\\\"", "\\\\", "\\\"", "\\/", "\\b\\f\\n\\r\\t", "\\u0000", "\\u00e9", "é",
      "\\ud83d\\ude00", "😀", "漢", "\u{7F}", "\u{2028}", "//", "'", ":", ",", "more than sixteen bytes of plain text",
    ]
    return "\"" + (0..<number(in: 0...12)).map { _ in pick(pieces) }.joined() + "\""
  }

  /// A number within the range of a double.
  public mutating func numberText() -> String {
    let whole = pick(["0", "1", "7", "10", "255", "65536", "9007199254740993", "123456789012345678"])
    let fraction = pick(["", "", "", ".0", ".5", ".125", ".1", ".30000000000000004"])
    let exponent = pick(["", "", "", "e0", "E5", "e-7", "e+12"])
    return pick(["", "-"]) + whole + fraction + exponent
  }

  /// Nothing, mostly, or blanks.
  public mutating func blanks() -> String { pick(["", "", "", " ", "\n", "\t\r\n  "]) }

  /// `text` with up to three bytes changed, dropped, doubled or cut off.
  public mutating func damaged(_ text: [UInt8]) -> [UInt8] {
    var bytes = text
    for _ in 0..<number(in: 1...3) where !bytes.isEmpty {
      let place = number(in: 0...bytes.count - 1)
      switch number(in: 0...5) {
      case 0: bytes[place] ^= 1 << UInt8(number(in: 0...7))
      case 1: bytes[place] = pick(Array("\"\\[]{},:0-.eE+tfn \n\0".utf8) + [0x80, 0xC3, 0xED, 0xFF])
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(bytes[place], at: place)
      case 4: bytes.insert(pick(Array("\"\\[]{},:0-.u \0".utf8)), at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }
}
