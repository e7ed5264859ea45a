import JSONReading
import LinearRegex
import SourceText

// Conditions (RFC 9535, section 2.3.5) and functions (section 2.4).
extension QueryParser {
  /// A condition: parts with `||` between them.
  mutating func filter() throws(JSONPathError) -> Filter {
    var parts = [try conjunction()]
    while try takeOperator("||", insteadOf: ["|", "or "]) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  /// Parts with `&&` between them.
  private mutating func conjunction() throws(JSONPathError) -> Filter {
    var parts = [try condition()]
    while try takeOperator("&&", insteadOf: ["&", "and "]) { parts.append(try condition()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  /// Passes over `symbol` with the blanks around it, if it comes next. Throws when other languages' words for it do.
  private mutating func takeOperator(_ symbol: String, insteadOf others: [String]) throws(JSONPathError) -> Bool {
    let end = scanner.offset
    scanner.skipBlanks()
    if scanner.take(symbol) {
      scanner.skipBlanks()
      return true
    }
    if others.contains(where: { scanner.starts(with: $0) }) { throw scanner.error("expected '\(symbol)'") }
    scanner.offset = end
    return false
  }

  private mutating func condition() throws(JSONPathError) -> Filter {
    if scanner.peek() == UInt8(ascii: "!"), scanner.peek(1) != UInt8(ascii: "=") {
      scanner.offset += 1
      scanner.skipBlanks()
      if scanner.peek() == UInt8(ascii: "(") { return .not(try parenthesized()) }
      let start = scanner.offset
      let term = try term()
      if comparisonFollows() { throw JSONPathError("'!' before a comparison needs parentheses: !(…)", offset: start) }
      return .not(try test(term, at: start))
    }
    if scanner.peek() == UInt8(ascii: "(") { return try parenthesized() }
    let start = scanner.offset
    let left = try term()
    guard let comparison = try takeComparison() else { return try test(left, at: start) }
    let leftOperand = try operand(left, at: start)
    let rightStart = scanner.offset
    let right = try operand(try term(), at: rightStart)
    return .comparison(leftOperand, comparison, right)
  }

  private mutating func parenthesized() throws(JSONPathError) -> Filter {
    try enter()
    defer { depth -= 1 }
    let start = scanner.offset
    scanner.offset += 1
    scanner.skipBlanks()
    let inner = try filter()
    scanner.skipBlanks()
    guard scanner.take(")") else {
      throw scanner.isAtEnd
        ? JSONPathError("'(' without ')'", offset: start)
        : scanner.error("expected ')', found \(scanner.found)")
    }
    return inner
  }

  // MARK: Comparisons

  private func comparisonFollows() -> Bool {
    var copy = self
    return (try? copy.takeComparison()) != nil
  }

  /// Passes over a comparison with the blanks around it, if it comes next.
  private mutating func takeComparison() throws(JSONPathError) -> Comparison? {
    let end = scanner.offset
    scanner.skipBlanks()
    for symbol in ["==", "!=", "<=", ">=", "<", ">"] where scanner.take(symbol) {
      scanner.skipBlanks()
      return Comparison(rawValue: symbol)
    }
    if scanner.peek() == UInt8(ascii: "=") {
      throw scanner.error(scanner.starts(with: "=~") ? "there is no '=~'; use match() or search()" : "expected '=='")
    }
    scanner.offset = end
    return nil
  }

  // MARK: Terms

  /// What stands by itself or on one side of a comparison.
  private enum Term {
    case literal(Literal)
    case query(FilterQuery)
    case value(Function, Operand)
    case logical(Function, Filter)
  }

  /// `term` as a condition.
  private func test(_ term: Term, at start: Int) throws(JSONPathError) -> Filter {
    switch term {
    case .query(let query): return .exists(query)
    case .logical(_, let filter): return filter
    case .literal: throw JSONPathError("a literal is no condition; it must be compared", offset: start)
    case .value(let function, _):
      throw JSONPathError("\(function)() gives a value, which must be compared", offset: start)
    }
  }

  /// `term` as a value.
  private func operand(_ term: Term, at start: Int) throws(JSONPathError) -> Operand {
    switch term {
    case .literal(let literal): return .literal(literal)
    case .value(_, let operand): return operand
    case .query(let query):
      if query.isSingular { return .singular(query) }
      throw JSONPathError(
        "the query may select several nodes and has no single value; use value() or count()", offset: start)
    case .logical(let function, _):
      throw JSONPathError("\(function)() is true or false by itself and has no value", offset: start)
    }
  }

  private mutating func term() throws(JSONPathError) -> Term {
    switch scanner.peek() {
    case UInt8(ascii: "@"), UInt8(ascii: "$"):
      let startsAtRoot = scanner.peek() == UInt8(ascii: "$")
      refersToRoot = refersToRoot || startsAtRoot
      scanner.offset += 1
      return .query(FilterQuery(startsAtRoot: startsAtRoot, segments: try segments()))
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .literal(try literal(try scanner.string()))
    case let byte? where byte.isDigit || byte == UInt8(ascii: "-"):
      let start = scanner.offset
      return .literal(try literal(json: try scanner.number(), at: start))
    case let byte? where byte.isNameStart: return try word()
    default: throw scanner.error("expected '@', '$', a literal or a function, found \(scanner.found)")
    }
  }

  private func literal(json text: String, at start: Int) throws(JSONPathError) -> Literal {
    do {
      return try Literal(json: text)
    } catch {
      throw JSONPathError(error.message, offset: start)
    }
  }

  private func literal(_ content: String) throws(JSONPathError) -> Literal {
    var text = "\""
    for scalar in content.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        text += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return try literal(json: text + "\"", at: scanner.offset)
  }

  /// `true`, `false`, `null` or a function.
  private mutating func word() throws(JSONPathError) -> Term {
    let start = scanner.offset
    let word = scanner.take { $0.isNameStart || $0.isDigit }
    let isCall = scanner.peek() == UInt8(ascii: "(")
    if !isCall, ["true", "false", "null"].contains(word) { return .literal(try literal(json: word, at: start)) }
    let functions = Function.allCases.map(\.rawValue)
    guard isCall else {
      if functions.contains(word) { throw scanner.error("expected '(' right behind '\(word)', found \(scanner.found)") }
      let known = Suggestion.nearest(to: word, among: ["true", "false", "null"])
      let hint = known.map { "did you mean '\($0)'?" } ?? "a string stands in quotes, a member is '@.\(word)'"
      throw JSONPathError("unknown word '\(word)'; \(hint)", offset: start)
    }
    guard let function = Function(rawValue: word) else {
      let known = Suggestion.nearest(to: word, among: functions)
      let hint = known.map { "did you mean '\($0)'?" } ?? "known are \(functions.joined(separator: ", "))"
      throw JSONPathError("unknown function '\(word)'; \(hint)", offset: start)
    }
    return try call(function, at: start)
  }

  // MARK: Functions

  /// The arguments of `function` in their parentheses, the first of which comes next.
  private mutating func call(_ function: Function, at start: Int) throws(JSONPathError) -> Term {
    try enter()
    defer { depth -= 1 }
    scanner.offset += 1
    scanner.skipBlanks()
    var arguments: [(term: Term, start: Int)] = []
    if scanner.peek() != UInt8(ascii: ")") {
      repeat {
        scanner.skipBlanks()
        let start = scanner.offset
        arguments.append((try term(), start))
        scanner.skipBlanks()
      } while scanner.take(",")
    }
    guard scanner.take(")") else { throw scanner.error("expected ',' or ')', found \(scanner.found)") }
    let wanted = function.parameters.count
    guard arguments.count == wanted else {
      throw JSONPathError(
        "\(function)() takes \(wanted) argument\(wanted == 1 ? "" : "s"), not \(arguments.count)", offset: start)
    }
    let first = arguments[0]
    switch function {
    case .length: return .value(function, .length(try operand(first.term, at: first.start)))
    case .count: return .value(function, .count(try nodes(first.term, of: function, at: first.start)))
    case .value: return .value(function, .value(try nodes(first.term, of: function, at: first.start)))
    case .match, .search:
      let text = try operand(first.term, at: first.start)
      let pattern = try pattern(arguments[1].term, at: arguments[1].start)
      return .logical(function, .matches(text, pattern, whole: function == .match))
    }
  }

  private func nodes(_ term: Term, of function: Function, at start: Int) throws(JSONPathError) -> FilterQuery {
    guard case .query(let query) = term else {
      throw JSONPathError("\(function)() takes a query that starts with '@' or '$'", offset: start)
    }
    return query
  }

  private mutating func pattern(_ term: Term, at start: Int) throws(JSONPathError) -> Pattern {
    guard case .literal(let literal) = term else { return .computed(try operand(term, at: start)) }
    guard let text = literal.node.string else {
      warnings.append(JSONPathError("a pattern must be a string; this one matches nothing", offset: start))
      return .impossible
    }
    do throws(LinearRegexError) {
      return .fixed(try LinearRegex(iRegexp: text))
    } catch {
      warnings.append(JSONPathError("the pattern matches nothing: \(error.message)", offset: start))
      return .impossible
    }
  }
}
