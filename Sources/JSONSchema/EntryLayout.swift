import JSONReading
import SourceText

/// Lays out one schema that is an object.
struct EntryLayout {
  let schema: SchemaSources.Subschema
  let scope: DynamicScope
  let vocabularies: Vocabularies
  private var steps: [SchemaCode.Step] = []

  init(_ schema: SchemaSources.Subschema, _ scope: DynamicScope, vocabularies: Vocabularies) {
    self.schema = schema
    self.scope = scope
    self.vocabularies = vocabularies
  }

  /// The value of `keyword`, unless its vocabulary is not in use or something is wrong with it, which is known by now.
  func value(_ keyword: JSONKey) -> JSONNode? {
    guard let value = schema.node.member(keyword), let known = Keyword.all[keyword.name],
      !vocabularies.isDisjoint(with: known.vocabulary), known.problem(with: value) == nil
    else { return nil }
    return value
  }

  mutating func entry(_ builder: inout SchemaCodeBuilder) -> SchemaCode.Entry {
    var entry = SchemaCode.Entry()
    layOutTypes(&entry)
    let numbers = self.numbers(&builder)
    entry.numbers = SchemaCode.Part(first: Int32(builder.numbers.count), count: Int32(numbers.count))
    builder.numbers += numbers
    for check in numbers { narrow(&entry, by: check) }
    let strings = self.strings(&builder)
    entry.strings = SchemaCode.Part(first: Int32(builder.strings.count), count: Int32(strings.count))
    builder.strings += strings
    layOutArray(&entry, &builder)
    layOutObject(&entry, &builder)
    layOutLiterals(&builder)
    layOutReferences(&builder)
    layOutCombinations(&builder)
    entry.steps = SchemaCode.Part(first: Int32(builder.steps.count), count: Int32(steps.count))
    builder.steps += steps
    entry.isPlain =
      !entry.wantsIntegers && entry.numbers.isEmpty && entry.strings.isEmpty && entry.array < 0 && entry.object < 0
      && entry.steps.isEmpty
    return entry
  }

  // MARK: Kinds, numbers, strings

  private func layOutTypes(_ entry: inout SchemaCode.Entry) {
    guard let type = value("type") else { return }
    let names = type.kind == .array ? type.elements.compactMap(\.string) : [type.string ?? ""]
    entry.kinds = []
    for name in names {
      switch name {
      case "null": entry.kinds.insert(.null)
      case "boolean": entry.kinds.formUnion([.true, .false])
      case "object": entry.kinds.insert(.object)
      case "array": entry.kinds.insert(.array)
      case "string": entry.kinds.insert(.string)
      default: entry.kinds.insert(.number)
      }
    }
    entry.wantsIntegers = names.contains("integer") && !names.contains("number")
  }

  /// Leaves out what may not keep to `check`.
  private func narrow(_ entry: inout SchemaCode.Entry, by check: SchemaCode.NumberCheck) {
    guard check.boundIsExact else { return entry.least = .infinity }
    switch check.keyword {
    case .minimum: entry.least = max(entry.least, check.bound)
    case .exclusiveMinimum: entry.least = max(entry.least, check.bound.nextUp)
    case .maximum: entry.most = min(entry.most, check.bound)
    case .exclusiveMaximum: entry.most = min(entry.most, check.bound.nextDown)
    case .multipleOf: entry.least = .infinity
    }
  }

  private func numbers(_ builder: inout SchemaCodeBuilder) -> [SchemaCode.NumberCheck] {
    var checks: [SchemaCode.NumberCheck] = []
    func add(_ keyword: SchemaCode.NumberKeyword, _ orders: JSONOrder) {
      guard let value = value(JSONKey(keyword.rawValue)), let text = value.numberText, let bound = value.double else {
        return
      }
      let decimal = JSONDecimal(text)
      let integer =
        decimal.isInteger ? Int64(exactly: bound).flatMap { JSONDecimal("\($0)") == decimal ? $0 : nil } : nil
      checks.append(
        SchemaCode.NumberCheck(
          keyword: keyword, orders: orders, bound: bound,
          // Rounded to a whole number, a bound that is none would equal numbers that it does not equal.
          boundIsExact: decimal.isInteger == (bound == bound.rounded()), integer: value.integer ?? integer,
          decimal: builder.add(decimal)))
    }
    add(.minimum, [.equal, .greater])
    add(.exclusiveMinimum, .greater)
    add(.maximum, [.equal, .less])
    add(.exclusiveMaximum, .less)
    add(.multipleOf, [])
    return checks
  }

  private func strings(_ builder: inout SchemaCodeBuilder) -> [SchemaCode.StringCheck] {
    var checks: [SchemaCode.StringCheck] = []
    if let count = value("minLength").flatMap(Keyword.count), count > 0 { checks.append(.shortest(count)) }
    if let count = value("maxLength").flatMap(Keyword.count) { checks.append(.longest(count)) }
    if let pattern = value("pattern"), let text = pattern.string,
      let number = builder.pattern(text, at: pattern, in: schema.document)
    {
      checks.append(builder.fixed(number).map { .fixed($0, pattern: number) } ?? .pattern(number))
    }
    if let node = value("format"), let name = node.string,
      builder.judgesFormats || vocabularies.contains(.formatAssertion)
    {
      if let format = Format(rawValue: name) {
        checks.append(.format(format))
      } else if builder.judgesFormats {
        // One that nobody knows judges nothing.
        let near = Suggestion.nearest(to: name, among: Format.allCases.map(\.rawValue))
        builder.sources.warn(
          "the format '\(SchemaText.shortened(name))' is unknown\(SchemaText.didYouMean(near))", at: node,
          in: schema.document)
      }
    }
    return checks
  }

  // MARK: Arrays and objects

  /// The entry of `node`, a schema in this one.
  private func entry(_ node: JSONNode, _ builder: inout SchemaCodeBuilder) -> Int {
    builder.entry(for: SchemaPlace(document: schema.document, offset: node.span.start), in: scope)
  }

  private func entry(_ keyword: JSONKey, _ builder: inout SchemaCodeBuilder) -> Int32 {
    value(keyword).map { Int32(entry($0, &builder)) } ?? -1
  }

  private func layOutArray(_ entry: inout SchemaCode.Entry, _ builder: inout SchemaCodeBuilder) {
    var code = SchemaCode.ArrayCode()
    var isNeeded = false
    func count(_ keyword: JSONKey) -> Int? {
      guard let count = value(keyword).flatMap(Keyword.count) else { return nil }
      isNeeded = true
      return count
    }
    code.least = count("minItems") ?? 0
    code.most = count("maxItems") ?? .max
    code.isUnique = value("uniqueItems")?.boolean ?? false
    if let prefix = value("prefixItems") {
      code.prefix = builder.add(prefix.elements.map { self.entry($0, &builder) })
    }
    code.items = self.entry("items", &builder)
    code.contains = self.entry("contains", &builder)
    if code.contains >= 0 {
      code.leastContained = value("minContains").flatMap(Keyword.count) ?? 1
      code.mostContained = value("maxContains").flatMap(Keyword.count) ?? .max
    }
    code.unevaluated = self.entry("unevaluatedItems", &builder)
    if code.unevaluated >= 0 { builder.tracksEvaluation = true }
    guard isNeeded || code.isUnique || !code.prefix.isEmpty || max(code.items, code.contains, code.unevaluated) >= 0
    else { return }
    entry.array = Int32(builder.arrays.count)
    builder.arrays.append(code)
  }

  private func layOutObject(_ entry: inout SchemaCode.Entry, _ builder: inout SchemaCodeBuilder) {
    var code = SchemaCode.ObjectCode()
    var names = NameTable()
    var members: [SchemaCode.MemberCode] = []
    var dependents: [Int: Dependents] = [:]
    func number(_ name: JSONNode) -> Int {
      let number = name.withStringBytes { names.insert($0.span) } ?? 0
      while members.count < names.count { members.append(SchemaCode.MemberCode()) }
      return number
    }
    code.least = value("minProperties").flatMap(Keyword.count) ?? 0
    code.most = value("maxProperties").flatMap(Keyword.count) ?? .max
    if let properties = value("properties") {
      for (name, schema) in properties.members {
        let number = number(name)
        members[number].property = Int32(self.entry(schema, &builder))
      }
    }
    if let required = value("required") {
      for name in required.elements {
        let number = number(name)
        members[number].isRequired = true
        code.requiredCount += 1
      }
    }
    for (name, wanted) in dependencies() {
      let owner = number(name)
      if wanted.kind == .array {
        let numbers = wanted.elements.map { SchemaCode.Requirement(name: Int32(number($0))) }
        dependents[owner, default: Dependents()].requirements += numbers
      } else {
        dependents[owner, default: Dependents()].entries.append(self.entry(wanted, &builder))
      }
    }
    for (owner, dependents) in dependents {
      members[owner].dependents = builder.add(dependents.entries)
      members[owner].requirements = SchemaCode.Part(
        first: Int32(builder.requirements.count), count: Int32(dependents.requirements.count))
      builder.requirements += dependents.requirements
    }
    code.patterns = patternMembers(&builder)
    code.additional = self.entry("additionalProperties", &builder)
    code.propertyNames = self.entry("propertyNames", &builder)
    code.unevaluated = self.entry("unevaluatedProperties", &builder)
    if code.unevaluated >= 0 { builder.tracksEvaluation = true }
    guard
      names.count > 0 || code.least > 0 || code.most < .max || !code.patterns.isEmpty
        || max(code.additional, code.propertyNames, code.unevaluated) >= 0
    else { return }
    code.names = Int32(builder.names.count)
    code.firstMember = Int32(builder.members.count)
    builder.names.append(names)
    builder.members += members
    entry.object = Int32(builder.objects.count)
    builder.objects.append(code)
  }

  /// What depends on one name.
  private struct Dependents {
    var entries: [Int] = []
    var requirements: [SchemaCode.Requirement] = []
  }

  /// The members of all keywords that make something depend on names: each has a schema or an array of names.
  private func dependencies() -> [(name: JSONNode, wanted: JSONNode)] {
    ["dependentSchemas", "dependentRequired", "dependencies"].flatMap { (keyword: JSONKey) in
      value(keyword).map { $0.members.map { (name: $0.key, wanted: $0.value) } } ?? []
    }
  }

  private func patternMembers(_ builder: inout SchemaCodeBuilder) -> SchemaCode.Part {
    guard let patterns = value("patternProperties") else { return SchemaCode.Part() }
    var members: [SchemaCode.PatternMember] = []
    for (name, schema) in patterns.members {
      let entry = self.entry(schema, &builder)
      guard let pattern = builder.pattern(name.string ?? "", at: name, in: self.schema.document) else { continue }
      members.append(SchemaCode.PatternMember(pattern: Int32(pattern), entry: Int32(entry)))
    }
    builder.patternMembers += members
    return SchemaCode.Part(
      first: Int32(builder.patternMembers.count - members.count), count: Int32(members.count))
  }

  // MARK: Values of all kinds

  private mutating func layOutLiterals(_ builder: inout SchemaCodeBuilder) {
    if let value = value("const") { steps.append(.constant(Int32(builder.add(value)))) }
    guard let values = value("enum") else { return }
    let literals = builder.add(values.elements.map { builder.add($0) })
    guard values.elements.allSatisfy({ $0.kind == .string }) else { return steps.append(.choice(literals)) }
    var names = NameTable()
    for value in values.elements { _ = value.withStringBytes { names.insert($0.span) } }
    steps.append(.names(Int32(builder.names.count), literals))
    builder.names.append(names)
  }

  private mutating func layOutReferences(_ builder: inout SchemaCodeBuilder) {
    if let target = target("$ref", builder) {
      steps.append(.apply(Int32(builder.entry(for: target, in: scope)), .reference))
    }
    guard var target = target("$dynamicRef", builder), let text = value("$dynamicRef")?.string else { return }
    // Only a reference that leads to a dynamic anchor by its name is a dynamic one.
    if let name = URIReference(text).fragment, let subschema = builder.sources.subschemas[target],
      builder.sources.resources[subschema.resource].dynamicAnchors[name] == target, let place = scope.place(name)
    {
      target = place
    }
    steps.append(.apply(Int32(builder.entry(for: target, in: scope)), .dynamicReference))
  }

  private func target(_ keyword: JSONKey, _ builder: SchemaCodeBuilder) -> SchemaPlace? {
    guard let value = value(keyword) else { return nil }
    return builder.sources.targets[SchemaPlace(document: schema.document, offset: value.span.start)]
  }

  private mutating func layOutCombinations(_ builder: inout SchemaCodeBuilder) {
    func entries(_ keyword: JSONKey) -> [Int]? { value(keyword).map { $0.elements.map { entry($0, &builder) } } }
    for entry in entries("allOf") ?? [] { steps.append(.apply(Int32(entry), .all)) }
    if let branches = entries("anyOf") { steps.append(.any(builder.add(branches))) }
    if let branches = entries("oneOf") { steps.append(.one(builder.add(branches))) }
    if let schema = value("not") { steps.append(.not(Int32(entry(schema, &builder)))) }
    let (then, otherwise) = (entry("then", &builder), entry("else", &builder))
    guard let test = value("if") else { return }
    steps.append(.condition(Int32(entry(test, &builder)), then: then, otherwise: otherwise))
  }
}
