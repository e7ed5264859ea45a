/// One component of a pattern of file names: `*` is any run of characters, `?` is one, `[a-z]` one of a set, `[!a-z]`
/// or `[^a-z]` one outside it, and a backslash takes the next character as it is.
struct GlobPattern: Hashable {
  private enum Token: Hashable {
    case exactly(Unicode.Scalar)
    case anyOne
    case anyRun
    case oneOf([ClosedRange<Unicode.Scalar>], inverted: Bool)
  }

  private let tokens: [Token]
  private let startsWithDot: Bool

  /// Reads a component. A bracket that is never closed stands for itself.
  init(_ component: String) {
    let text = Array(component.unicodeScalars)
    var tokens: [Token] = []
    var index = 0
    while index < text.count {
      let scalar = text[index]
      index += 1
      switch scalar {
      case "*":
        if tokens.last != .anyRun { tokens.append(.anyRun) }
      case "?":
        tokens.append(.anyOne)
      case "\\" where index < text.count:
        tokens.append(.exactly(text[index]))
        index += 1
      case "[":
        if let set = Self.set(in: text, from: index) {
          tokens.append(set.token)
          index = set.end
        } else {
          tokens.append(.exactly(scalar))
        }
      default:
        tokens.append(.exactly(scalar))
      }
    }
    self.tokens = tokens
    startsWithDot = tokens.first == .exactly(".")
  }

  /// Whether `text` has a character that makes it a pattern.
  static func isPattern(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0 == "*" || $0 == "?" || $0 == "[" }
  }

  /// Whether the pattern describes the whole of `name`. Hidden names, which start with a full stop, need a pattern that
  /// starts with one. At most the product of the two lengths in steps.
  func matches(_ name: String) -> Bool {
    let text = Array(name.unicodeScalars)
    if text.first == ".", !startsWithDot { return false }
    var (token, place) = (0, 0)
    // Where the last run began, and where it ends for now: on a mismatch it takes one character more. Runs before it
    // need no second look: what they can take only shrinks.
    var run: (token: Int, place: Int)?
    while place < text.count {
      if token < tokens.count, tokens[token] == .anyRun {
        run = (token, place)
        token += 1
      } else if token < tokens.count, accepts(tokens[token], text[place]) {
        token += 1
        place += 1
      } else if let last = run {
        run = (last.token, last.place + 1)
        token = last.token + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { $0 == .anyRun }
  }

  private func accepts(_ token: Token, _ scalar: Unicode.Scalar) -> Bool {
    switch token {
    case .exactly(let wanted): wanted == scalar
    case .anyOne: true
    case .anyRun: false
    case .oneOf(let ranges, let inverted): ranges.contains { $0.contains(scalar) } != inverted
    }
  }

  /// The set whose opening bracket stands before `start`, and where the pattern goes on behind it. A closing bracket
  /// that comes first is a member.
  private static func set(in text: [Unicode.Scalar], from start: Int) -> (token: Token, end: Int)? {
    var index = start
    let inverted = index < text.count && (text[index] == "!" || text[index] == "^")
    if inverted { index += 1 }
    let first = index
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while index < text.count {
      if text[index] == "]", index > first { return (.oneOf(ranges, inverted: inverted), index + 1) }
      if index + 2 < text.count, text[index + 1] == "-", text[index + 2] != "]" {
        // A range that runs backwards has no members.
        if text[index] <= text[index + 2] { ranges.append(text[index]...text[index + 2]) }
        index += 3
      } else {
        ranges.append(text[index]...text[index])
        index += 1
      }
    }
    return nil
  }
}
