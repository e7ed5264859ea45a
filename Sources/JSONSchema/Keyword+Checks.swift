import JSONReading
import LinearRegex

// Checks that keywords hold what the meta-schema asks for, in words instead of by the meta-schema.
extension Keyword {
  /// What is wrong, and with which value.
  struct Problem {
    var message: String
    var node: JSONNode
  }

  /// What is wrong with `value` as the value of this keyword; `nil` when nothing is. Schemas in it are not looked at, nor
  /// are patterns compiled.
  func problem(with value: JSONNode) -> Problem? {
    func not(_ wanted: String) -> Problem {
      Problem(message: "is \(SchemaText.value(value)), not \(wanted)", node: value)
    }
    switch form {
    case .schema, .any: return nil
    case .text, .pattern: return value.kind == .string ? nil : not("a text")
    case .boolean: return value.boolean == nil ? not("true or false") : nil
    case .list: return value.kind == .array ? nil : not("an array")
    case .uri, .uriReference:
      guard let text = value.string else { return not("a text") }
      guard form == .uriReference ? URISyntax.isReference(text) : URISyntax.isURI(text) else { return not("a URI") }
      return nil
    case .anchor:
      guard let text = value.string, Self.isAnchor(text) else {
        return not("a name of letters, digits, '-', '_' and '.' that starts with a letter or '_'")
      }
      return nil
    case .schemaList:
      guard value.kind == .array else { return not("an array of schemas") }
      return value.count == 0 ? Problem(message: "is empty, which is not allowed", node: value) : nil
    case .schemaMap, .patternMap: return value.kind == .object ? nil : not("an object of schemas")
    case .vocabularies:
      guard value.kind == .object else { return not("an object") }
      return value.members.first { $0.value.boolean == nil }.map { member in
        Problem(message: "has \(SchemaText.value(member.value)), not true or false", node: member.value)
      }
    case .count: return Self.count(value) == nil ? not("a whole number from 0") : nil
    case .number: return value.kind == .number ? nil : not("a number")
    case .divisor:
      guard let text = value.numberText, case let number = JSONDecimal(text), number.isPositive else {
        return not("a number above 0")
      }
      guard number.significantDigitCount <= JSONDecimal.longestDivisor else {
        return not("a number of at most \(JSONDecimal.longestDivisor) digits")
      }
      return nil
    case .typeNames: return Self.problem(withTypes: value)
    case .nameList: return Self.problem(withNames: value)
    case .nameListMap:
      guard value.kind == .object else { return not("an object of arrays of names") }
      return value.members.lazy.compactMap { Self.problem(withNames: $0.value) }.first
    case .dependencies:
      guard value.kind == .object else { return not("an object of schemas and arrays of names") }
      return value.members.lazy.filter { $0.value.kind == .array }.compactMap { Self.problem(withNames: $0.value) }
        .first
    }
  }

  /// The schemas in `value`, which has no problem.
  func subschemas(in value: JSONNode) -> [JSONNode] {
    switch form {
    case .schema: [value]
    case .schemaList: Array(value.elements)
    case .schemaMap, .patternMap: value.members.map(\.value)
    case .dependencies: value.members.map(\.value).filter { $0.kind != .array }
    default: []
    }
  }

  /// The whole number from 0 that `value` is, however it is written; what is too large for an `Int` is its maximum.
  static func count(_ value: JSONNode) -> Int? {
    if let integer = value.integer { return integer < 0 ? nil : Int(integer) }
    guard let text = value.numberText, case let number = JSONDecimal(text), number.isInteger,
      number == JSONDecimal("0") || number.isPositive
    else { return nil }
    return value.double.flatMap { Int(exactly: $0) } ?? .max
  }

  private static func isAnchor(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == UInt8(ascii: "_") || ASCII.isLetter(first) else { return false }
    return text.utf8.allSatisfy { byte in
      ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: ".")
    }
  }

  private static func problem(withTypes value: JSONNode) -> Problem? {
    let names = value.kind == .array ? Array(value.elements) : [value]
    guard !names.isEmpty else { return Problem(message: "is empty, which is not allowed", node: value) }
    var seen: Set<String> = []
    for name in names {
      guard let text = name.string, SchemaText.typeNames.keys.contains(text) else {
        let near = SchemaText.near(name, among: SchemaText.typeNames.keys)
        return Problem(
          message: "is \(SchemaText.value(name)), not the name of a type" + SchemaText.didYouMean(near), node: name)
      }
      guard seen.insert(text).inserted else { return Problem(message: "names '\(text)' twice", node: name) }
    }
    return nil
  }

  private static func problem(withNames value: JSONNode) -> Problem? {
    guard value.kind == .array else {
      return Problem(message: "is \(SchemaText.value(value)), not an array of names", node: value)
    }
    var seen: Set<[UInt8]> = []
    for name in value.elements {
      guard name.kind == .string, let text = name.string else {
        return Problem(message: "has \(SchemaText.value(name)), not a name", node: name)
      }
      guard seen.insert(Array(text.utf8)).inserted else { return Problem(message: "names '\(text)' twice", node: name) }
    }
    return nil
  }
}

/// Bytes as letters and digits.
enum ASCII {
  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }
  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") <= 25 }
  @inline(__always) static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") <= 5
  }
}
