/// Writes a syntax tree as source text, with no more brackets than the parser needs to read the same tree again.
///
/// Trees that a parser made have a text; what blanks, brackets and comments the source had is lost. Where a bracket saves
/// a look at how signs and digits combine, there is one: `-(5)` is not the number -5.
struct ExpressionText {
  /// How strongly the parts of an expression hold together, weakest first; binary operators lie between.
  private enum Strength {
    static let conditional = 0
    static let or = 1
    static let and = 2
    static let comparison = 3
    static let sum = 4
    static let product = 5
    static let sign = 6
    static let member = 7
  }

  private var text = ""
  private let replaced: Expression?
  private let replacement: Expression?

  /// The text of `tree`.
  static func text(of tree: Expression) -> String { text(of: tree, replacing: nil, by: nil) }

  /// The text of `tree` with `replacement` where the node `replaced` is, which is compared by identity.
  static func text(of tree: Expression, replacing replaced: Expression?, by replacement: Expression?) -> String {
    var writer = ExpressionText(replaced: replaced, replacement: replacement)
    writer.append(tree, atLeast: Strength.conditional)
    return writer.text
  }

  private init(replaced: Expression?, replacement: Expression?) {
    self.replaced = replaced
    self.replacement = replacement
  }

  /// Appends `original`, in brackets when it holds together less than `strength`.
  private mutating func append(_ original: Expression, atLeast strength: Int = Strength.conditional) {
    let expression = original === replaced ? replacement ?? original : original
    let needsBrackets = Self.strength(of: expression) < strength
    if needsBrackets { text += "(" }
    append(expression.kind)
    if needsBrackets { text += ")" }
  }

  private static func strength(of expression: Expression) -> Int {
    switch expression.kind {
    case .conditional: Strength.conditional
    case .or: Strength.or
    case .and: Strength.and
    case .binary(let operation, _, _): strength(of: operation)
    case .not, .negate: Strength.sign
    // A sign before digits is part of the number, and a dot behind them may be.
    case .literal(.int), .literal(.uint), .literal(.double): Strength.sign
    default: Strength.member
    }
  }

  private static func strength(of operation: BinaryOperator) -> Int {
    switch operation {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in: Strength.comparison
    case .add, .subtract: Strength.sum
    case .multiply, .divide, .remainder: Strength.product
    }
  }

  private mutating func append(_ kind: Expression.Kind) {
    switch kind {
    case .literal(let value): append(literal: value)
    case .name(let name, let isAbsolute): text += (isAbsolute ? "." : "") + Self.source(ofName: name)
    case .select(let operand, let member, let isOptional): appendMember(operand, member, isOptional)
    case .presence(let operand, let member, let isOptional):
      text += "has("
      appendMember(operand, member, isOptional)
      text += ")"
    case .index(let operand, let index, let isOptional):
      append(operand, atLeast: Strength.member)
      text += isOptional ? "[?" : "["
      append(index)
      text += "]"
    case .call(let name, let target, let arguments): appendCall(name, on: target, arguments)
    case .list(let elements):
      appendSeparated(elements, "[", "]") {
        if $1.isOptional { $0.text += "?" }
        $0.append($1.value)
      }
    case .map(let entries):
      appendSeparated(entries, "{", "}") {
        if $1.isOptional { $0.text += "?" }
        $0.append($1.key)
        $0.text += ": "
        $0.append($1.value)
      }
    case .not(let operand): appendSigned("!", operand)
    case .negate(let operand): appendSigned("-", operand)
    case .binary(let operation, let left, let right):
      let strength = Self.strength(of: operation)
      append(left, atLeast: strength)
      text += " \(operation.rawValue) "
      append(right, atLeast: strength + 1)
    case .and(let operands): appendChain(operands, " && ", Strength.and)
    case .or(let operands): appendChain(operands, " || ", Strength.or)
    case .conditional(let condition, let yes, let no):
      append(condition, atLeast: Strength.or)
      text += " ? "
      append(yes, atLeast: Strength.or)
      text += " : "
      append(no)
    case .comprehension(let comprehension): append(comprehension)
    case .bind(let name, let value, let body): appendBinding(name, value, body)
    case .mapOptional(let operand, let name, let result, let isFlat):
      append(operand, atLeast: Strength.member)
      text += ".\(isFlat ? "optFlatMap" : "optMap")(\(Self.source(ofName: name)), "
      append(result)
      text += ")"
    }
  }

  private mutating func appendSigned(_ sign: String, _ operand: Expression) {
    text += sign
    append(operand, atLeast: Strength.member)
  }

  private mutating func appendChain(_ operands: [Expression], _ symbol: String, _ strength: Int) {
    for (position, operand) in operands.enumerated() {
      if position > 0 { text += symbol }
      append(operand, atLeast: strength + 1)
    }
  }

  private mutating func appendMember(_ operand: Expression, _ member: String, _ isOptional: Bool) {
    append(operand, atLeast: Strength.member)
    text += isOptional ? ".?" : "."
    text += Self.isPlainMember(member) ? member : "`\(member)`"
  }

  private mutating func appendCall(_ name: String, on target: Expression?, _ arguments: [Expression]) {
    if let target {
      append(target, atLeast: Strength.member)
      text += "."
    }
    text += name
    appendSeparated(arguments, "(", ")") { $0.append($1) }
  }

  private mutating func appendSeparated<Item>(
    _ items: [Item], _ start: String, _ end: String, _ append: (inout ExpressionText, Item) -> Void
  ) {
    text += start
    for (position, item) in items.enumerated() {
      if position > 0 { text += ", " }
      append(&self, item)
    }
    text += end
  }

  private mutating func append(_ comprehension: Expression.Comprehension) {
    append(comprehension.range, atLeast: Strength.member)
    text += ".\(comprehension.kind.rawValue)("
    text += comprehension.variables.map(Self.source(ofName:)).joined(separator: ", ")
    for part in [comprehension.condition, comprehension.result] {
      guard let part else { continue }
      text += ", "
      append(part)
    }
    text += ")"
  }

  /// Appends `cel.bind`, or the `cel.block` that numbered names come from.
  private mutating func appendBinding(_ name: String, _ value: Expression, _ body: Expression) {
    guard name.hasPrefix("@") else {
      text += "cel.bind(\(name), "
      append(value)
      text += ", "
      append(body)
      text += ")"
      return
    }
    var values = [value]
    var body = body
    while case .bind("@index\(values.count)", let next, let inner) = body.kind {
      values.append(next)
      body = inner
    }
    text += "cel.block("
    appendSeparated(values, "[", "]") { $0.append($1) }
    text += ", "
    append(body)
    text += ")"
  }

  /// A name as it is written: `@index0` and `@iterVar:0:1` stand for macros.
  private static func source(ofName name: String) -> String {
    let index = "@index"
    if name.hasPrefix(index) { return "cel.index(\(name.dropFirst(index.count)))" }
    guard name.hasPrefix("@") else { return name }
    let parts = name.dropFirst().split(separator: ":")
    return "cel.\(parts[0])(\(parts.dropFirst().joined(separator: ", ")))"
  }

  /// Whether a member can be named without back quotes.
  private static func isPlainMember(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isNameStart, name.utf8.allSatisfy({ $0.isNameStart || $0.isDigit }) else {
      return false
    }
    switch Token.word(name) {
    case .name, .reserved: return true
    default: return false
    }
  }

  /// Appends a literal. Only values that have one occur in trees.
  private mutating func append(literal value: CELValue) {
    switch value {
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += "\(value)"
    case .uint(let value): text += "\(value)u"
    case .double(let value): text += value.isInfinite ? (value < 0 ? "-1e999" : "1e999") : "\(value)"
    case .string(let value):
      text += "'"
      for scalar in value.unicodeScalars { append(character: scalar) }
      text += "'"
    case .bytes(let bytes):
      text += "b'"
      for byte in bytes { append(byte: byte) }
      text += "'"
    default: text += "null"
    }
  }

  private mutating func append(character scalar: Unicode.Scalar) {
    switch scalar {
    case "'", "\\": text += "\\\(scalar)"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      text += "\\u" + Self.hexadecimal(scalar.value, digits: 4)
    default: text.unicodeScalars.append(scalar)
    }
  }

  private mutating func append(byte: UInt8) {
    let isPlain = byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
    if isPlain {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      text += "\\x" + Self.hexadecimal(UInt32(byte), digits: 2)
    }
  }

  private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
