import JSONReading
import SourceText

// Explains arrays and objects.
extension SchemaExplainer {
  // MARK: Arrays

  mutating func explainArray(_ number: Int32, _ array: SchemaCode.ArrayCode, _ node: JSONNode) {
    let count = node.count
    if count < array.least || count > array.most {
      let (words, keyword) = count < array.least ? ("fewer", "minItems") : ("more", "maxItems")
      fail(
        "\(name(of: node)) has \(SchemaText.amount(count, "element")), \(words) than \(max(array.least, min(array.most, count)))",
        at: node, by: keyword, of: number)
    }
    if array.items >= 0 || !array.prefix.isEmpty {
      var place = 0
      for element in node.elements {
        if run.isExhausted { return }
        let isPrefix = place < array.prefix.range.count
        let entry = isPrefix ? code.lists[array.prefix.range.lowerBound + place] : array.items
        if entry < 0 { break }
        explain(entry, element, at: .element(place), by: isPrefix ? "prefixItems" : "items")
        place += 1
      }
    }
    if array.isUnique { explainRepetitions(number, node) }
    if array.contains >= 0 { explainContents(number, array, node) }
  }

  /// Explains `node`, to which `step` leads from the value that is looked at.
  private mutating func explain(_ entry: Int32, _ node: JSONNode, at step: PathStep, by keyword: String) {
    path.append(step)
    explain(entry, node, by: keyword)
    path.removeLast()
  }

  /// Every element that repeats an earlier one.
  private mutating func explainRepetitions(_ number: Int32, _ node: JSONNode) {
    run.spend(node.span.count >> 4)
    var first: [JSONNode: Int] = [:]
    var place = 0
    for element in node.elements {
      if let earlier = first[element] {
        path.append(.element(place))
        let message =
          "\(name(of: element)) is \(SchemaText.json(element)), which is there already at \(earlier)"
        fail(message, at: element, by: "uniqueItems", of: number)
        path.removeLast()
      } else {
        first[element] = place
      }
      place += 1
    }
  }

  private mutating func explainContents(_ number: Int32, _ array: SchemaCode.ArrayCode, _ node: JSONNode) {
    var found = 0
    for element in node.elements where code.accepts(array.contains, element, &run) { found += 1 }
    if run.isExhausted || array.leastContained...max(array.mostContained, array.leastContained) ~= found,
      found <= array.mostContained
    {
      return
    }
    let wanted = expectation(array.contains).map { "that is \($0)" } ?? "as 'contains' asks for"
    let isShort = found < array.leastContained
    let hasMinimum = code.places[Int(number)].node.member("minContains") != nil
    let keyword = isShort ? (hasMinimum ? "minContains" : "contains") : "maxContains"
    guard found > 0 || !isShort else {
      return fail("\(name(of: node)) has no element \(wanted)", at: node, by: keyword, of: number)
    }
    let limit = isShort ? "fewer than \(array.leastContained)" : "more than \(array.mostContained)"
    fail(
      "\(name(of: node)) has \(SchemaText.amount(found, "element")) \(wanted), \(limit)", at: node, by: keyword,
      of: number)
  }

  // MARK: Objects

  mutating func explainObject(_ number: Int32, _ object: SchemaCode.ObjectCode, _ node: JSONNode) {
    let count = node.count
    if count < object.least || count > object.most {
      let (words, keyword) = count < object.least ? ("fewer", "minProperties") : ("more", "maxProperties")
      fail(
        "\(name(of: node)) has \(SchemaText.amount(count, "member")), \(words) than \(max(object.least, min(object.most, count)))",
        at: node, by: keyword, of: number)
    }
    let names = code.names[Int(object.names)]
    var met = [Bool](repeating: false, count: names.count)
    for (key, _) in node.members {
      if let known = key.withStringBytes({ names.number(of: $0.span) }) ?? nil { met[known] = true }
    }
    for (key, value) in node.members {
      if run.isExhausted { return }
      explainMember(number, object, key, value, of: node)
    }
    for name in met.indices {
      let member = code.members[Int(object.firstMember) + name]
      guard met[name] else {
        if member.isRequired { explainMissing(names.name(name), number, node) }
        continue
      }
      for requirement in code.requirements[member.requirements.range] where !met[Int(requirement.name)] {
        let missing = names.name(Int(requirement.name))
        fail(
          "\(self.name(of: node)) has \(names.name(name)), but no \(missing)", at: node,
          by: requirementKeyword(number), of: number, missing: missing)
      }
      for entry in code.lists[member.dependents.range] { explain(entry, node, by: requirementKeyword(number)) }
    }
  }

  private mutating func explainMissing(_ missing: String, _ number: Int32, _ node: JSONNode) {
    fail("\(name(of: node)) without \(missing)", at: node, by: "required", of: number, missing: missing)
  }

  /// By which keyword names ask for others in the schema of an entry.
  private func requirementKeyword(_ number: Int32) -> String {
    let schema = code.places[Int(number)].node
    let keywords: [JSONKey] = ["dependentRequired", "dependentSchemas", "dependencies"]
    return keywords.first { schema.member($0) != nil }?.name ?? "dependencies"
  }

  private mutating func explainMember(
    _ number: Int32, _ object: SchemaCode.ObjectCode, _ key: JSONNode, _ value: JSONNode, of node: JSONNode
  ) {
    if object.propertyNames >= 0 { explain(object.propertyNames, key, at: .name, by: "propertyNames") }
    var isKnown = false
    path.append(.member(key: key))
    defer { path.removeLast() }
    if let name = key.withStringBytes({ code.names[Int(object.names)].number(of: $0.span) }) ?? nil,
      case let property = code.members[Int(object.firstMember) + name].property, property >= 0
    {
      isKnown = true
      explain(property, value, by: "properties")
    }
    for member in code.patternMembers[object.patterns.range] where code.matches(Int(member.pattern), key) {
      isKnown = true
      explain(member.entry, value, by: "patternProperties")
    }
    guard !isKnown, object.additional >= 0 else { return }
    explainUnexpected(object.additional, key, value, of: node, number, by: "additionalProperties")
  }

  /// Explains a member that no other keyword knows.
  private mutating func explainUnexpected(
    _ entry: Int32, _ key: JSONNode, _ value: JSONNode, of node: JSONNode, _ number: Int32, by keyword: String
  ) {
    guard code.places[Int(entry)].node.boolean == false else { return explain(entry, value, by: keyword) }
    let code = code
    let near = suggestion(for: key) { Array(code.missingNames(number, node)) }
    fail("\(SchemaText.shortened(key.string ?? "")) is not expected" + near, at: key, by: keyword, of: number)
  }

  // MARK: What is not evaluated

  /// Explains `unevaluatedItems` and `unevaluatedProperties` of an entry whose other keywords are all satisfied: where they
  /// are not, much is not evaluated because of that.
  mutating func explainUnevaluated(_ number: Int32, _ entry: SchemaCode.Entry, _ node: JSONNode) {
    switch node.kind {
    case .array where entry.array >= 0:
      let array = code.arrays[Int(entry.array)]
      guard array.unevaluated >= 0 else { return }
      let region = run.openRegion(node.count)
      _ = code.acceptsElements(array, node, region, &run) && code.takeSteps(entry, node, region, &run)
      let marks = run.marks[region...]
      run.closeRegion(region)
      var place = 0
      for element in node.elements {
        if !marks.isMarked(place) { explain(array.unevaluated, element, at: .element(place), by: "unevaluatedItems") }
        place += 1
      }
    case .object where entry.object >= 0:
      let object = code.objects[Int(entry.object)]
      guard object.unevaluated >= 0 else { return }
      let region = run.openRegion(node.count)
      _ = code.acceptsMembers(entry.object, object, node, region, &run) && code.takeSteps(entry, node, region, &run)
      let marks = run.marks[region...]
      run.closeRegion(region)
      var place = 0
      for (key, value) in node.members {
        if !marks.isMarked(place) {
          path.append(.member(key: key))
          explainUnexpected(object.unevaluated, key, value, of: node, number, by: "unevaluatedProperties")
          path.removeLast()
        }
        place += 1
      }
    default: return
    }
  }
}

extension ContiguousArray<UInt64>.SubSequence {
  /// Whether the bit of `position` is set.
  fileprivate func isMarked(_ position: Int) -> Bool {
    self[startIndex + position >> 6] >> UInt64(position & 63) & 1 != 0
  }
}

extension SchemaCode {
  /// The names that the entry, or one that applies through it, knows and that `node` does not have.
  fileprivate func missingNames(_ number: Int32, _ node: JSONNode) -> Set<String> {
    var missing: Set<String> = []
    var seen: Set<Int32> = [number]
    var waiting = [number]
    // More entries than that are not looked through for a suggestion.
    while let next = waiting.popLast(), seen.count < 1000 {
      let entry = entries[Int(next)]
      if entry.object >= 0 {
        let table = names[Int(objects[Int(entry.object)].names)]
        for name in 0..<table.count { missing.insert(table.name(name)) }
      }
      for inner in appliedInPlace(entry) where seen.insert(inner).inserted { waiting.append(inner) }
    }
    for (key, _) in node.members { missing.remove(key.string ?? "") }
    return missing
  }
}
