import JSONReading

// Runs steps from nodes. The order is that of RFC 9535: what one node leads to comes before what the next one leads to,
// a node before its descendants.
//
// Goes as deep into the stack as there are steps; the depth of the data costs memory only where paths are wanted.
extension QueryCode {
  /// Takes a node that was selected. Whether there is interest in more.
  typealias Visit = (JSONNode, inout QueryRun) -> Bool

  /// Visits what the steps from `first` to `end` select from `node`, until `visit` says no or the run is exhausted.
  /// Whether neither happened.
  func select(
    _ first: Int, _ end: Int, from node: JSONNode, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    let depth = run.path.count
    let isDone = takeSteps(first, end, from: node, &run, visit)
    if run.tracking == .path { run.path.removeSubrange(depth...) }
    return isDone
  }

  private func takeSteps(
    _ first: Int, _ end: Int, from node: JSONNode, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    var here = node
    var at = first
    while at < end {
      run.spend(1)
      if run.isExhausted { return false }
      if at == run.watchedStep { run.isReached = true }
      let step = steps[at]
      if step.isDescendant { return selectDescendants(at, end, of: here, &run, visit) }
      guard step.selectorCount == 1 else { return selectChildren(at, end, of: here, &run, visit) }
      switch selectors[Int(step.firstSelector)] {
      case .name(let key):
        guard let next = member(key, of: here, &run) else { return true }
        note(.name(key), &run)
        here = next
      case .index(let index):
        guard let (next, place) = element(index, of: here, &run) else { return true }
        note(.element(place), &run)
        here = next
      case let selector: return select(selector, at, end, of: here, &run, visit)
      }
      at += 1
    }
    if end == run.watchedStep { run.isReached = true }
    return visit(here, &run)
  }

  /// Goes on behind the step `at` from `node`, to which `step` leads.
  @inline(__always)
  private func goOn(
    behind at: Int, _ end: Int, from node: JSONNode, by step: PathStep, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    switch run.tracking {
    case .nothing: break
    case .lastStep: run.lastStep = step
    case .path:
      run.path.append(step)
      defer { run.path.removeLast() }
      return select(at + 1, end, from: node, &run, visit)
    }
    return takeSteps(at + 1, end, from: node, &run, visit)
  }

  @inline(__always)
  private func note(_ step: PathStep, _ run: inout QueryRun) {
    switch run.tracking {
    case .nothing: break
    case .lastStep: run.lastStep = step
    case .path: run.path.append(step)
    }
  }

  // MARK: Single children

  /// The member that is called as the key at `position`.
  @inline(__always)
  func member(_ position: Int, of node: JSONNode, _ run: inout QueryRun) -> JSONNode? {
    run.spend(node.searchCost)
    if let key = shortKeys[position] { return node.member(key) }
    return node.member(keys[position])
  }

  /// The element at `index`, counted from the end when it is negative, and its place.
  @inline(__always)
  func element(_ index: Int, of node: JSONNode, _ run: inout QueryRun) -> (JSONNode, place: Int)? {
    run.spend(node.searchCost)
    let place = index < 0 ? node.count + index : index
    return node.element(at: place).map { ($0, place) }
  }

  // MARK: Several children

  private func selectChildren(
    _ at: Int, _ end: Int, of node: JSONNode, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    let first = Int(steps[at].firstSelector)
    for position in first..<first + Int(steps[at].selectorCount) {
      guard select(selectors[position], at, end, of: node, &run, visit) else { return false }
    }
    return true
  }

  private func select(
    _ selector: SelectorCode, _ at: Int, _ end: Int, of node: JSONNode, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    switch selector {
    case .name(let key):
      guard let value = member(key, of: node, &run) else { return true }
      return goOn(behind: at, end, from: value, by: .name(key), &run, visit)
    case .index(let index):
      guard let (element, place) = element(index, of: node, &run) else { return true }
      return goOn(behind: at, end, from: element, by: .element(place), &run, visit)
    case .wildcard:
      // What the next step selects nothing of need not be visited.
      let passesBarren = at + 1 < end && steps[at + 1].isBarrenInPairs
      return selectAll(
        at, end, of: node, &run, visit, passing: passesBarren ? .rejected : .unknown, watched: at + 1
      ) { _, _ in true }
    case .kinds(let kinds):
      return selectAll(
        at, end, of: node, &run, visit, passing: kinds.contains(.array) ? .unknown : .rejected
      ) { child, _ in kinds.contains(kindOf: child) }
    case .condition(let test, let kinds, let pairs):
      // Further down children are of all kinds, else most often of the one that the condition is for.
      if steps[at].isDescendant {
        return selectAll(at, end, of: node, &run, visit, passing: pairs) { child, run in
          kinds.contains(kindOf: child) && holds(test, at: child, &run)
        }
      }
      return selectAll(at, end, of: node, &run, visit, passing: pairs) { child, run in holds(test, at: child, &run) }
    case .slice(let position): return select(slices[position], at, end, of: node, &run, visit)
    }
  }

  /// Goes on from the children that satisfy `condition`. Elements that are pairs of numbers are passed over where `pairs`
  /// says that they lead to nothing; they reach the step `watched`.
  @inline(__always)
  private func selectAll(
    _ at: Int, _ end: Int, of node: JSONNode, _ run: inout QueryRun, _ visit: Visit, passing pairs: PairAnswer,
    watched: Int? = nil, where condition: (JSONNode, inout QueryRun) -> Bool
  ) -> Bool {
    run.spend(node.searchCost)
    if run.isExhausted { return false }
    var place = 0
    var elements = node.elements
    while true {
      if pairs != .unknown {
        let passed = elements.skipPairsOfNumbers(isPlain: pairs == .rejectedIfPlain)
        place += passed
        if passed > 0, watched == run.watchedStep { run.isReached = true }
      }
      guard let element = elements.next() else { break }
      if condition(element, &run) {
        guard goOn(behind: at, end, from: element, by: .element(place), &run, visit) else { return false }
      }
      place += 1
    }
    for member in node.members where condition(member.value, &run) {
      guard goOn(behind: at, end, from: member.value, by: .member(key: member.key), &run, visit) else { return false }
    }
    return !run.isExhausted
  }

  private func select(
    _ slice: Slice, _ at: Int, _ end: Int, of node: JSONNode, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    guard node.kind == .array else { return true }
    run.spend(node.searchCost)
    if run.isExhausted { return false }
    // Elements cannot be reached by number, and steps may go backwards.
    let elements = Array(node.elements)
    for place in slice.places(of: elements.count) {
      guard goOn(behind: at, end, from: elements[place], by: .element(place), &run, visit) else { return false }
    }
    return true
  }

  // MARK: Descendants

  private func selectDescendants(
    _ at: Int, _ end: Int, of node: JSONNode, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    if run.tracking == .path { return selectDescendantsWithPaths(at, end, of: node, &run, visit) }
    var containers = node.containers
    if steps[at].isOfNames {
      // Arrays have no members, and most arrays are points. To pass over sixteen nodes counts as one step.
      run.spend(1 + node.nodeCount >> 4)
      containers = node.objects
    }
    for container in containers {
      run.spend(1)
      if run.isExhausted { return false }
      guard selectChildren(at, end, of: container, &run, visit) else { return false }
    }
    return true
  }

  private func selectDescendantsWithPaths(
    _ at: Int, _ end: Int, of node: JSONNode, _ run: inout QueryRun, _ visit: Visit
  ) -> Bool {
    guard selectChildren(at, end, of: node, &run, visit) else { return false }
    // Which containers are open, outermost first.
    var open = [Children(of: node)]
    while let last = open.indices.last {
      guard let child = open[last].next() else {
        open.removeLast()
        if !open.isEmpty { run.path.removeLast() }
        continue
      }
      guard child.node.kind == .array || child.node.kind == .object else { continue }
      run.spend(1)
      if run.isExhausted { return false }
      run.path.append(child.step)
      guard selectChildren(at, end, of: child.node, &run, visit) else { return false }
      open.append(Children(of: child.node))
    }
    return true
  }
}

/// The children of a node with the steps to them, one by one.
private enum Children {
  case members(JSONMembers)
  case elements(JSONElements, next: Int)
  case none

  init(of node: JSONNode) {
    switch node.kind {
    case .object: self = .members(node.members)
    case .array: self = .elements(node.elements, next: 0)
    default: self = .none
    }
  }

  mutating func next() -> (step: PathStep, node: JSONNode)? {
    switch self {
    case .members(var members):
      guard let member = members.next() else { return nil }
      self = .members(members)
      return (.member(key: member.key), member.value)
    case .elements(var elements, let place):
      guard let element = elements.next() else { return nil }
      self = .elements(elements, next: place + 1)
      return (.element(place), element)
    case .none: return nil
    }
  }
}
