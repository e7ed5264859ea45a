/// Checks a pattern of ECMA-262 (section 22.2, with the `u` flag) and writes it in RE2's syntax.
///
/// Two things are taken that strict engines refuse, since people write them and they have one meaning only: needless
/// backslashes before punctuation, and `{`, `}`, `]` and `-` where they can only be characters.
struct ECMA262Translator {
  /// `\s`: white space and line ends.
  private static let space = CharacterSet.anyOf(#"\t-\r\x{a0}\x{feff}\x{2028}\x{2029}\p{Zs}"#)

  private var scanner: PatternScanner
  private var output = RE2Text()
  /// Whether what cannot be had in linear time is taken, too; the translation then means nothing.
  private let takesAll: Bool

  init(_ pattern: String, takesAll: Bool = false) {
    scanner = PatternScanner(pattern)
    self.takesAll = takesAll
  }

  /// The pattern in RE2's syntax. Throws when it is malformed, or asks for what cannot be had in linear time.
  mutating func translate() throws(LinearRegexError) -> String {
    while true {
      let offset = scanner.offset
      guard let scalar = scanner.next() else { return try output.finished() }
      switch scalar {
      case "(": try openGroup(at: offset)
      case ")": try output.closeGroup(at: offset)
      case "|", "^": output.append(assertion: String(scalar))
      case "$": output.append(assertion: #"\z"#)
      case "*": try repeatAtom(0, nil, at: offset)
      case "+": try repeatAtom(1, nil, at: offset)
      case "?": try repeatAtom(0, 1, at: offset)
      case "{": try translateCounts(at: offset)
      case ".": output.append(atom: #"[^\n\r\x{2028}\x{2029}]"#)
      case "[": try translateClass(at: offset)
      case "\\":
        if scanner.take("b") {
          output.append(assertion: #"\b"#)
        } else if scanner.take("B") {
          output.append(assertion: #"\B"#)
        } else {
          switch try escape(at: offset) {
          case .character(let scalar): output.append(atom: scalar.asRE2Literal)
          case .set(let set): output.append(atom: set.text)
          }
        }
      default: output.append(atom: scalar.asRE2Literal)
      }
    }
  }

  /// A group, behind its parenthesis.
  private mutating func openGroup(at offset: Int) throws(LinearRegexError) {
    if scanner.take("?") {
      for (start, name) in [("=", "look-ahead"), ("!", "look-ahead"), ("<=", "look-behind"), ("<!", "look-behind")]
      where scanner.take(start) {
        if takesAll { return output.openGroup(at: offset) }
        throw LinearRegexError("\(name) is not supported: it cannot be matched in linear time", offset: offset)
      }
      if scanner.take("<") {
        var length = 0
        while let letter = scanner.next(), letter != ">" {
          guard letter.canBeInName(first: length == 0) else {
            throw LinearRegexError("a group's name is made of letters and digits", offset: offset)
          }
          length += 1
        }
        guard length > 0 else { throw LinearRegexError("the group's name is empty", offset: offset) }
      } else if !scanner.take(":") {
        throw LinearRegexError("unknown kind of group; known are '(?:' and '(?<name>'", offset: offset)
      }
    }
    output.openGroup(at: offset)
  }

  /// Repeats what came before. Whether as much or as little as possible is tried first makes no difference here.
  private mutating func repeatAtom(_ least: Int, _ most: Int?, at offset: Int) throws(LinearRegexError) {
    _ = scanner.take("?")
    try output.repeatAtom(least, most, at: offset)
  }

  /// `{2}`, `{2,}` or `{2,5}`, behind its brace; anything else makes the brace a character.
  private mutating func translateCounts(at offset: Int) throws(LinearRegexError) {
    let start = scanner
    if let least = scanner.number() {
      var most: Int? = least
      if scanner.take(",") { most = scanner.number() }
      if scanner.take("}") { return try repeatAtom(least, most, at: offset) }
    }
    scanner = start
    output.append(atom: #"\{"#)
  }

  private enum Escape {
    case character(Unicode.Scalar)
    case set(CharacterSet)
  }

  /// What follows a backslash, which stands at `offset`.
  private mutating func escape(at offset: Int) throws(LinearRegexError) -> Escape {
    guard let scalar = scanner.next() else { throw LinearRegexError("the escape is not complete", offset: offset) }
    switch scalar {
    case "d": return .set(CharacterSet.digits)
    case "D": return .set(CharacterSet.digits.inverted)
    case "w": return .set(CharacterSet.wordCharacters)
    case "W": return .set(CharacterSet.wordCharacters.inverted)
    case "s": return .set(Self.space)
    case "S": return .set(Self.space.inverted)
    case "t": return .character("\t")
    case "n": return .character("\n")
    case "v": return .character("\u{B}")
    case "f": return .character("\u{C}")
    case "r": return .character("\r")
    case "x": return .character(try hexadecimal(digits: 2, at: offset))
    case "u": return .character(try codePoint(at: offset))
    case "p", "P":
      let set = try property(at: offset)
      return .set(scalar == "p" ? set : set.inverted)
    case "c":
      guard let letter = scanner.next(), letter.isASCII, letter.properties.isAlphabetic else {
        throw LinearRegexError("a letter must follow '\\c'", offset: offset)
      }
      return .character(Unicode.Scalar(UInt8(letter.value & 31)))
    case "0":
      if let next = scanner.peek(), ("0"..."9").contains(next) {
        throw LinearRegexError("octal escapes are not supported", offset: offset)
      }
      return .character("\0")
    case "1"..."9", "k":
      if takesAll, let reference = backReference(scalar) { return reference }
      throw LinearRegexError(
        "back-references are not supported: they cannot be matched in linear time", offset: offset)
    case _ where scalar.isASCII && !scalar.properties.isAlphabetic && scalar.value > 0x20:
      return .character(scalar)
    default: throw LinearRegexError("ECMA-262 has no escape '\\\(scalar)'", offset: offset)
    }
  }

  /// The rest of a back-reference that starts with `scalar`, as something that can be repeated. Whether there is such a
  /// group is not looked at.
  private mutating func backReference(_ scalar: Unicode.Scalar) -> Escape? {
    if scalar == "k" {
      guard scanner.take("<") else { return nil }
      while let letter = scanner.next(), letter != ">" {}
    } else {
      while let digit = scanner.peek(), ("0"..."9").contains(digit) { _ = scanner.next() }
    }
    return .set(CharacterSet.wordCharacters)
  }

  private mutating func hexadecimal(digits: Int, at offset: Int) throws(LinearRegexError) -> Unicode.Scalar {
    let value = try hexadecimalValue(digits: digits, at: offset)
    guard let scalar = Unicode.Scalar(value) else {
      throw LinearRegexError("half of a surrogate pair is no character", offset: offset)
    }
    return scalar
  }

  private mutating func hexadecimalValue(digits: Int, at offset: Int) throws(LinearRegexError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = scanner.next()?.hexadecimalValue else {
        throw LinearRegexError("\(digits) hexadecimal digits must follow", offset: offset)
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// `00e9`, `{1f600}`, or a surrogate pair `d83d\ude00`, behind `\u`.
  private mutating func codePoint(at offset: Int) throws(LinearRegexError) -> Unicode.Scalar {
    if scanner.take("{") {
      var value: UInt32?
      while let digit = scanner.peek()?.hexadecimalValue {
        value = min((value ?? 0) << 4 | UInt32(digit), 0x11_0000)
        _ = scanner.next()
      }
      guard let value, scanner.take("}"), let scalar = Unicode.Scalar(value) else {
        throw LinearRegexError("'\\u{…}' must hold the number of a character", offset: offset)
      }
      return scalar
    }
    let start = scanner
    let high = try hexadecimalValue(digits: 4, at: offset)
    if (0xD800..<0xDC00).contains(high), scanner.take("\\u") {
      let low = try hexadecimalValue(digits: 4, at: offset)
      if (0xDC00..<0xE000).contains(low) {
        let value = (high - 0xD800) << 10 + (low - 0xDC00) + 0x10000
        if let scalar = Unicode.Scalar(value) { return scalar }
      }
    }
    scanner = start
    return try hexadecimal(digits: 4, at: offset)
  }

  /// `{Letter}` or `{Script=Greek}`, behind `\p`.
  private mutating func property(at offset: Int) throws(LinearRegexError) -> CharacterSet {
    guard let name = scanner.braced() else {
      throw LinearRegexError("a property's name in braces must follow", offset: offset)
    }
    guard let set = CharacterSet.property(name) else {
      throw LinearRegexError("'\(name)' is no supported property of Unicode", offset: offset)
    }
    return set
  }

  /// A set in brackets, behind the first of them.
  private mutating func translateClass(at start: Int) throws(LinearRegexError) {
    var set = RE2Class()
    set.isNegated = scanner.take("^")
    while !scanner.take("]") {
      let offset = scanner.offset
      switch try classCharacter(at: start) {
      case .set(let escape): set.insert(escape)
      case .character(let first):
        guard scanner.peek() == "-", let next = scanner.peek(1), next != "]" else {
          set.insert(first...first)
          continue
        }
        _ = scanner.next()
        switch try classCharacter(at: start) {
        case .character(let last):
          guard first <= last else { throw LinearRegexError("the range is out of order", offset: offset) }
          set.insert(first...last)
        case .set(let escape):
          set.insert(first...first)
          set.insert("-"..."-")
          set.insert(escape)
        }
      }
    }
    guard let text = set.text else {
      throw LinearRegexError("a negated set cannot have a negated escape beside others", offset: start)
    }
    output.append(atom: text)
  }

  private mutating func classCharacter(at start: Int) throws(LinearRegexError) -> Escape {
    let offset = scanner.offset
    guard let scalar = scanner.next() else { throw LinearRegexError("'[' without ']'", offset: start) }
    if scalar != "\\" { return .character(scalar) }
    return scanner.take("b") ? .character("\u{8}") : try escape(at: offset)
  }
}

extension Unicode.Scalar {
  /// The value of a hexadecimal digit. `Character` has wide digits, too, which the standard does not mean.
  fileprivate var hexadecimalValue: Int? { isASCII ? Character(self).hexDigitValue : nil }

  /// Whether a group's name may have this character, or start with it.
  fileprivate func canBeInName(first: Bool) -> Bool {
    self == "_" || self == "$" || (first ? properties.isIDStart : properties.isIDContinue)
  }
}
