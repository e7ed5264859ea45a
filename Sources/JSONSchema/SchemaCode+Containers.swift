import JSONReading
import LinearRegex
import SourceText

// Judges arrays and objects.
extension SchemaCode {
  // MARK: Arrays

  func acceptsArray(
    _ entry: Entry, _ code: ArrayCode, _ node: JSONNode, _ outer: Int, _ run: inout SchemaRun
  ) -> Bool {
    let count = node.count
    guard count >= code.least, count <= code.most else { return false }
    if code.unevaluated < 0 {
      return acceptsElements(code, node, outer, &run) && takeSteps(entry, node, outer, &run)
    }
    let region = run.openRegion(count)
    let isAccepted =
      acceptsElements(code, node, region, &run) && takeSteps(entry, node, region, &run)
      && acceptsUnevaluated(code, node, region, &run)
    run.closeRegion(region)
    if isAccepted, outer >= 0 { run.markAll(count, in: outer) }
    return isAccepted
  }

  func acceptsElements(_ code: ArrayCode, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    if code.items >= 0 || !code.prefix.isEmpty {
      var elements = node.elements
      var place = 0
      for position in code.prefix.range {
        guard let element = elements.next() else { break }
        guard accepts(lists[position], element, &run) else { return false }
        if region >= 0 { run.mark(place, in: region) }
        place &+= 1
      }
      if code.items >= 0 {
        guard acceptsAll(&elements, by: code.items, &run) else { return false }
        if region >= 0 { run.markAll(node.count, in: region) }
      }
    }
    if code.isUnique, !hasDifferentElements(node, &run) { return false }
    return code.contains < 0 || contains(code, node, region, &run)
  }

  /// Whether the entry accepts all the elements that are left.
  @inline(__always)
  private func acceptsAll(_ elements: inout JSONElements, by number: Int32, _ run: inout SchemaRun) -> Bool {
    let entry = entries[Int(number)]
    if entry.acceptsAll { return true }
    if entry.pointDigits > 0 { run.spend(elements.skipPoints(digits: entry.pointDigits)) }
    var count = 0
    if entry.isPlain {
      while let element = elements.next() {
        guard entry.kinds.contains(kindOf: element) else { return false }
        count &+= 1
      }
      run.spend(count >> 4)
      return true
    }
    if entry.isNumeric {
      while let element = elements.next() {
        guard entry.kinds.contains(kindOf: element), acceptsNumber(entry, element) else { return false }
        count &+= 1
      }
      run.spend(count)
      return true
    }
    while let element = elements.next() {
      guard entry.kinds.contains(kindOf: element),
        acceptsInside(entry, element, SchemaRun.noRegion, &run)
      else { return false }
    }
    return true
  }

  /// Whether no two elements are equal.
  private func hasDifferentElements(_ node: JSONNode, _ run: inout SchemaRun) -> Bool {
    let count = node.count
    guard count > 1 else { return true }
    run.spend(node.span.count >> 4)
    if run.isExhausted { return false }
    if count <= 4 {
      var rest = node.elements
      while let element = rest.next() {
        var others = rest
        while let other = others.next() { if element == other { return false } }
      }
      return true
    }
    run.seen.removeAll(keepingCapacity: true)
    for element in node.elements where !run.seen.insert(element).inserted { return false }
    return true
  }

  private func contains(_ code: ArrayCode, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun) -> Bool {
    run.spend(node.searchCost)
    var (found, place) = (0, 0)
    for element in node.elements {
      if accepts(code.contains, element, &run) {
        found &+= 1
        if region >= 0 { run.mark(place, in: region) }
        if found > code.mostContained { return false }
        if found >= code.leastContained, region < 0, code.mostContained == .max { return true }
      }
      place &+= 1
    }
    return found >= code.leastContained
  }

  private func acceptsUnevaluated(
    _ code: ArrayCode, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun
  ) -> Bool {
    run.spend(node.searchCost)
    var place = 0
    for element in node.elements {
      if !run.isMarked(place, in: region), !accepts(code.unevaluated, element, &run) { return false }
      place &+= 1
    }
    return true
  }

  // MARK: Objects

  func acceptsObject(
    _ entry: Entry, _ code: ObjectCode, _ node: JSONNode, _ outer: Int, _ run: inout SchemaRun
  ) -> Bool {
    guard code.unevaluated >= 0 else {
      return acceptsMembers(entry.object, code, node, outer, &run) && takeSteps(entry, node, outer, &run)
    }
    let count = node.count
    let region = run.openRegion(count)
    let isAccepted =
      acceptsMembers(entry.object, code, node, region, &run) && takeSteps(entry, node, region, &run)
      && acceptsUnevaluated(code, node, region, &run)
    run.closeRegion(region)
    if isAccepted, outer >= 0 { run.markAll(count, in: outer) }
    return isAccepted
  }

  private func acceptsUnevaluated(
    _ code: ObjectCode, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun
  ) -> Bool {
    run.spend(node.searchCost)
    var place = 0
    for member in node.members {
      if !run.isMarked(place, in: region), !accepts(code.unevaluated, member.value, &run) { return false }
      place &+= 1
    }
    return true
  }

  /// Whether the names and values of the members are accepted, as far as the object's own keywords go.
  func acceptsMembers(
    _ number: Int32, _ code: ObjectCode, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun
  ) -> Bool {
    let plan = plan(number, code, node, &run)
    let isAccepted = !plan.fails && acceptsMembers(plan, node, region, &run)
    if !plan.isKept { giveBack(plan, &run) }
    return isAccepted
  }

  @inline(__always)
  func acceptsMembers(
    _ plan: MemberPlans.Plan, _ node: JSONNode, _ region: Int, _ run: inout SchemaRun
  ) -> Bool {
    if region >= 0 {
      for word in 0..<SchemaRun.wordCount(node.count) {
        run.marks[region + word] |= run.plans.mark(plan, word)
      }
    }
    var members = node.members
    var value = node
    var here = MemberPlans.Task.wholeObject
    for number in 0..<Int(plan.taskCount) {
      let task = run.plans.task(plan, number)
      while here < task.position, let member = members.next() {
        value = member.value
        here &+= 1
      }
      let isAccepted =
        here == MemberPlans.Task.wholeObject
        ? accepts(task.entry, node, region, &run) : accepts(task.entry, value, &run)
      if !isAccepted { return false }
    }
    return true
  }

  // MARK: Plans

  /// The plan for the keys of `node`.
  @inline(__always)
  func plan(_ number: Int32, _ code: ObjectCode, _ node: JSONNode, _ run: inout SchemaRun) -> MemberPlans.Plan {
    if let shape = node.shape, let plan = run.plans.plan(number, shape) { return plan }
    return newPlan(number, code, node, &run)
  }

  /// Gives back the memory of a plan that is not kept; those made later have been given back by then.
  func giveBack(_ plan: MemberPlans.Plan, _ run: inout SchemaRun) {
    run.plans.transient.tasks.removeSubrange(Int(plan.firstTask)...)
    run.plans.transient.marks.removeSubrange(Int(plan.firstMark)...)
  }

  @inline(never)
  private func newPlan(
    _ number: Int32, _ code: ObjectCode, _ node: JSONNode, _ run: inout SchemaRun
  ) -> MemberPlans.Plan {
    let count = node.count
    run.spend(1 + count)
    var plan = MemberPlans.Plan(
      firstTask: Int32(run.plans.transient.tasks.count), taskCount: 0,
      firstMark: Int32(run.plans.transient.marks.count), fails: count < code.least || count > code.most, isKept: false)
    run.plans.transient.marks.append(contentsOf: repeatElement(0, count: SchemaRun.wordCount(count)))
    let known = names[Int(code.names)].count
    run.plans.met.removeAll(keepingCapacity: true)
    run.plans.met.append(contentsOf: repeatElement(false, count: known))
    var position: Int32 = 0
    for (key, _) in node.members {
      if !planMember(key, at: position, code, &plan, &run) { plan.fails = true }
      position &+= 1
    }
    if known > 0, !planWholeObject(code, &run) { plan.fails = true }
    run.plans.order(from: Int(plan.firstTask))
    plan.taskCount = Int32(run.plans.transient.tasks.count) - plan.firstTask
    if let shape = node.shape, !run.isExhausted, run.plans.hasRoom {
      return run.plans.move(plan, number, shape)
    }
    return plan
  }

  /// Plans one member; false when its name is wrong, or no value is allowed.
  private func planMember(
    _ key: JSONNode, at position: Int32, _ code: ObjectCode, _ plan: inout MemberPlans.Plan, _ run: inout SchemaRun
  ) -> Bool {
    var isGood = code.propertyNames < 0 || accepts(code.propertyNames, key, &run)
    var isEvaluated = false
    func add(_ entry: Int32) {
      isEvaluated = true
      if entries[Int(entry)].acceptsNothing { isGood = false }
      if entries[Int(entry)].acceptsAll { return }
      run.plans.transient.tasks.append(MemberPlans.Task(position: position, entry: entry))
    }
    if let name = key.withStringBytes({ names[Int(code.names)].number(of: $0.span) }) ?? nil {
      run.plans.met[name] = true
      let member = members[Int(code.firstMember) + name]
      if member.property >= 0 { add(member.property) }
    }
    for member in patternMembers[code.patterns.range] {
      run.spend(1 + key.span.count >> 6)
      guard matches(Int(member.pattern), key) else { continue }
      add(member.entry)
    }
    if !isEvaluated, code.additional >= 0 { add(code.additional) }
    if isEvaluated {
      run.plans.transient.marks[Int(plan.firstMark) + Int(position) >> 6] |= 1 << UInt64(position & 63)
    }
    return isGood
  }

  /// Plans what depends on which names were met; false when one is missing.
  private func planWholeObject(_ code: ObjectCode, _ run: inout SchemaRun) -> Bool {
    var isGood = true
    for name in run.plans.met.indices {
      let member = members[Int(code.firstMember) + name]
      guard run.plans.met[name] else {
        if member.isRequired { isGood = false }
        continue
      }
      for entry in lists[member.dependents.range] {
        run.plans.transient.tasks.append(MemberPlans.Task(position: MemberPlans.Task.wholeObject, entry: entry))
      }
      for requirement in requirements[member.requirements.range] where !run.plans.met[Int(requirement.name)] {
        isGood = false
      }
    }
    return isGood
  }

  /// Whether a pattern matches the text of `node`.
  func matches(_ pattern: Int, _ node: JSONNode) -> Bool {
    node.withStringBytes { patterns[pattern].matches($0) } ?? false
  }
}
