/// Checks an I-Regexp (RFC 9485, section 4) and writes it in RE2's syntax.
struct IRegexpTranslator {
  private var scanner: PatternScanner
  private var output = RE2Text()

  init(_ pattern: String) { scanner = PatternScanner(pattern) }

  /// The pattern in RE2's syntax. Throws when it is not an I-Regexp.
  mutating func translate() throws(LinearRegexError) -> String {
    while true {
      let offset = scanner.offset
      guard let scalar = scanner.next() else { return try output.finished() }
      switch scalar {
      case "(": output.openGroup(at: offset)
      case ")": try output.closeGroup(at: offset)
      case "|", "^", "$": output.append(assertion: String(scalar))
      case "*": try output.repeatAtom(0, nil, at: offset)
      case "+": try output.repeatAtom(1, nil, at: offset)
      case "?": try output.repeatAtom(0, 1, at: offset)
      case "{": try translateCounts(at: offset)
      case ".": output.append(atom: #"[^\n\r]"#)
      case "[": try translateClass(at: offset)
      case "]", "}": throw LinearRegexError("'\(scalar)' must be written as '\\\(scalar)'", offset: offset)
      case "\\":
        switch try escape(at: offset) {
        case .character(let scalar): output.append(atom: scalar.asRE2Literal)
        case .set(let set): output.append(atom: set.text)
        }
      default: output.append(atom: scalar.asRE2Literal)
      }
    }
  }

  /// `{2}`, `{2,}` or `{2,5}`, behind its brace.
  private mutating func translateCounts(at offset: Int) throws(LinearRegexError) {
    guard let least = scanner.number() else { throw LinearRegexError("a count must follow '{'", offset: offset) }
    var most: Int? = least
    if scanner.take(",") { most = scanner.number() }
    guard scanner.take("}") else { throw LinearRegexError("'{' without '}'", offset: offset) }
    try output.repeatAtom(least, most, at: offset)
  }

  private enum Escape {
    case character(Unicode.Scalar)
    case set(CharacterSet)
  }

  /// What follows a backslash, which stands at `offset`.
  private mutating func escape(at offset: Int) throws(LinearRegexError) -> Escape {
    switch scanner.next() {
    case "n": return .character("\n")
    case "r": return .character("\r")
    case "t": return .character("\t")
    case let scalar? where "()*+-.?[\\]^{|}".unicodeScalars.contains(scalar): return .character(scalar)
    case let scalar? where scalar == "p" || scalar == "P":
      guard let name = scanner.braced() else { break }
      guard let set = CharacterSet.generalCategory(name), name != "Cs" else {
        throw LinearRegexError("'\(name)' is no general category of Unicode", offset: offset)
      }
      return .set(scalar == "p" ? set : set.inverted)
    case let scalar?: throw LinearRegexError("an I-Regexp has no escape '\\\(scalar)'", offset: offset)
    case nil: break
    }
    throw LinearRegexError("the escape is not complete", offset: offset)
  }

  /// A set in brackets, behind the first of them.
  private mutating func translateClass(at start: Int) throws(LinearRegexError) {
    var set = RE2Class()
    set.isNegated = scanner.take("^")
    if scanner.take("-") { set.insert("-"..."-") } else { try translateClassItem(into: &set, at: start) }
    while !scanner.take("]") {
      if scanner.peek() == "-", scanner.peek(1) == "]" {
        _ = scanner.next()
        set.insert("-"..."-")
      } else {
        try translateClassItem(into: &set, at: start)
      }
    }
    guard let text = set.text else {
      throw LinearRegexError("a negated set cannot have '\\p{C}' or '\\p{Cn}' beside others", offset: start)
    }
    output.append(atom: text)
  }

  /// A character, a range of characters or an escape.
  private mutating func translateClassItem(into set: inout RE2Class, at start: Int) throws(LinearRegexError) {
    let offset = scanner.offset
    switch try classCharacter(at: start) {
    case .set(let escape): set.insert(escape)
    case .character(let first):
      guard scanner.peek() == "-", scanner.peek(1) != "]" else { return set.insert(first...first) }
      _ = scanner.next()
      guard case .character(let last) = try classCharacter(at: start) else {
        throw LinearRegexError("a range must end with a character", offset: offset)
      }
      guard first <= last else { throw LinearRegexError("the range is out of order", offset: offset) }
      set.insert(first...last)
    }
  }

  private mutating func classCharacter(at start: Int) throws(LinearRegexError) -> Escape {
    let offset = scanner.offset
    switch scanner.next() {
    case "\\": return try escape(at: offset)
    case let scalar? where scalar == "-" || scalar == "[":
      throw LinearRegexError("'\(scalar)' must be written as '\\\(scalar)' in a set", offset: offset)
    case "]": throw LinearRegexError("the set is empty", offset: start)
    case let scalar?: return .character(scalar)
    case nil: throw LinearRegexError("'[' without ']'", offset: start)
    }
  }
}
