import JSONReading
import LinearRegex
import SourceText

// Judges values: whether they are valid, and nothing else. Where that is not enough, `SchemaExplainer` goes the same way
// through the same code.
//
// `region` is where marks are made for the members or elements of the value that are evaluated, or `noRegion`.
extension SchemaCode {
  /// Whether the entry accepts `node`.
  @inline(__always)
  func accepts(_ number: Int32, _ node: JSONNode, _ run: inout SchemaRun) -> Bool {
    let entry = entries[Int(number)]
    guard entry.kinds.contains(kindOf: node) else { return false }
    return entry.isPlain || acceptsInside(entry, node, SchemaRun.noRegion, &run)
  }

  /// The same, making marks.
  @inline(__always)
  func accepts(_ number: Int32, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    let entry = entries[Int(number)]
    guard entry.kinds.contains(kindOf: node) else { return false }
    return entry.isPlain || acceptsInside(entry, node, region, &run)
  }

  /// Whether `entry`, which takes values of its kind, accepts `node`.
  func acceptsInside(_ entry: Entry, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    run.spend(1)
    guard run.depthLeft > 0 else {
      run.giveUp()
      return false
    }
    if run.isExhausted { return false }
    run.depthLeft &-= 1
    defer { run.depthLeft &+= 1 }
    switch node.kind {
    case .number:
      return acceptsNumber(entry, node) && (entry.steps.isEmpty || takeSteps(entry, node, SchemaRun.noRegion, &run))
    case .string:
      if !entry.strings.isEmpty, !acceptsText(entry, node, &run) { return false }
      return entry.steps.isEmpty || takeSteps(entry, node, SchemaRun.noRegion, &run)
    case .array:
      guard entry.array >= 0 else { return takeSteps(entry, node, region, &run) }
      return acceptsArray(entry, arrays[Int(entry.array)], node, region, &run)
    case .object:
      guard entry.object >= 0 else { return takeSteps(entry, node, region, &run) }
      return acceptsObject(entry, objects[Int(entry.object)], node, region, &run)
    case .null, .boolean: return takeSteps(entry, node, SchemaRun.noRegion, &run)
    }
  }

  // MARK: Numbers and texts

  /// Whether a number is whole where that is asked for and keeps to all bounds.
  @inline(__always)
  func acceptsNumber(_ entry: Entry, _ node: JSONNode) -> Bool {
    if entry.wantsIntegers, !node.isWholeNumber { return false }
    if entry.numbers.isEmpty { return true }
    if case let digits = node.pointDigits, digits > 0, digits <= entry.digits { return true }
    if let (lower, upper) = node.wholeBounds, lower >= entry.least, upper <= entry.most { return true }
    for position in entry.numbers.range where !holds(numbers[position], node) { return false }
    return true
  }

  /// Whether the check holds for a number.
  func holds(_ check: NumberCheck, _ node: JSONNode) -> Bool {
    if check.keyword == .multipleOf {
      if let number = node.integer, let divisor = check.integer { return number % divisor == 0 }
      return JSONDecimal(node.numberText ?? "0").isMultiple(of: decimals[Int(check.decimal)])
    }
    if check.boundIsExact, let order = node.orderByDigits(to: check.bound) { return check.orders.contains(order) }
    if let number = node.integer, let bound = check.integer {
      return check.orders.contains(number < bound ? .less : number > bound ? .greater : .equal)
    }
    if let number = node.double, number.isFinite, check.bound.isFinite, number != check.bound {
      return check.orders.contains(number < check.bound ? .less : .greater)
    }
    let (number, bound) = (JSONDecimal(node.numberText ?? "0"), decimals[Int(check.decimal)])
    return check.orders.contains(number < bound ? .less : bound < number ? .greater : .equal)
  }

  private func acceptsText(_ entry: Entry, _ node: JSONNode, _ run: inout SchemaRun) -> Bool {
    run.spend(node.span.count >> 6)
    return node.withStringBytes { bytes in
      for position in entry.strings.range {
        switch strings[position] {
        // What needs the buffer itself: Swift's span has no way to RE2.
        case .pattern(let pattern): if !patterns[pattern].matches(bytes) { return false }
        case let check: if !holds(check, bytes.span) { return false }
        }
      }
      return true
    } ?? false
  }

  /// Whether the check, which is no pattern for RE2, holds for a text.
  @inline(__always)
  func holds(_ check: StringCheck, _ text: Span<UInt8>) -> Bool {
    switch check {
    case .shortest(let least):
      // A scalar has from one to four bytes.
      return text.count >= least && (text.count / 4 >= least || Self.scalarCount(text) >= least)
    case .longest(let most): return text.count <= most || Self.scalarCount(text) <= most
    case .fixed(let number, _): return fixedPatterns.matches(number, text)
    case .format(let format): return format.accepts(text)
    case .pattern: preconditionFailure("matched by RE2")
    }
  }

  static func scalarCount(_ text: Span<UInt8>) -> Int {
    var count = 0
    for place in text.indices where text[place] & 0xC0 != 0x80 { count &+= 1 }
    return count
  }

  // MARK: Values of all kinds

  /// Whether what applies to values of all kinds accepts `node`.
  func takeSteps(_ entry: Entry, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    for position in entry.steps.range {
      switch steps[position] {
      case .constant(let literal):
        run.spend(node.searchCost)
        if !isEqual(node, literal) { return false }
      case .choice(let literals):
        run.spend(node.searchCost &* literals.range.count)
        if !lists[literals.range].contains(where: { isEqual(node, $0) }) { return false }
      case .names(let table, _):
        guard node.withStringBytes({ names[Int(table)].number(of: $0.span) }) ?? nil != nil else { return false }
      case .apply(let inner, _): if !accepts(inner, node, region, &run) { return false }
      case .any(let branches): if !acceptsAny(branches, node, region, &run) { return false }
      case .one(let branches): if !acceptsOne(branches, node, region, &run) { return false }
      case .not(let inner): if accepts(inner, node, &run) { return false }
      case .condition(let test, let then, let otherwise):
        let branch = tries(test, node, region, &run) ? then : otherwise
        if branch >= 0, !accepts(branch, node, region, &run) { return false }
      }
      // A `not` turns an answer that means nothing around.
      if run.isExhausted { return false }
    }
    return true
  }

  private func isEqual(_ node: JSONNode, _ literal: Int32) -> Bool { node == literals[Int(literal)] }

  /// Whether the entry accepts `node`; marks that it made are taken back where it does not.
  func tries(_ number: Int32, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    guard region >= 0 else { return accepts(number, node, &run) }
    let count = node.count
    let copy = run.copyRegion(region, count)
    let isAccepted = accepts(number, node, region, &run)
    if !isAccepted { run.restore(region, from: copy, count) }
    run.closeRegion(copy)
    return isAccepted
  }

  private func acceptsAny(_ branches: Part, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    var isAccepted = false
    for position in branches.range where tries(lists[position], node, region, &run) {
      if region < 0 { return true }
      isAccepted = true
    }
    return isAccepted
  }

  private func acceptsOne(_ branches: Part, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    var isAccepted = false
    for position in branches.range where tries(lists[position], node, region, &run) {
      if isAccepted { return false }
      isAccepted = true
    }
    return isAccepted
  }
}

extension JSONNode {
  /// Whether a number is a whole one, however it is written.
  @inline(__always)
  var isWholeNumber: Bool { isInteger || isWholeByDigits }

  @inline(never)
  private var isWholeByDigits: Bool { numberText.map { JSONDecimal($0).isInteger } ?? false }
}
