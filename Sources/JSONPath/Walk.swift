import JSONReading

/// One step on the way to a node.
enum PathStep {
  case name(JSONKey)
  case member(key: JSONNode)
  case element(Int)
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

/// Runs the segments of one query from one node. The order is that of RFC 9535: what one node leads to comes before what
/// the next one leads to, a node before its descendants.
///
/// Goes as deep into the stack as there are segments; the depth of the data costs memory only.
struct Walk {
  private let segments: [Segment]
  private let context: FilterContext
  /// The steps to the node in question; `nil` when nobody wants to know.
  private var path: [PathStep]?

  init(_ segments: [Segment], context: FilterContext, tracksPath: Bool = false) {
    self.segments = segments
    self.context = context
    path = tracksPath ? [] : nil
  }

  /// Visits what the segments from `depth` on select from `node`, until `visit` says no or the steps are used up. Whether
  /// neither happened.
  mutating func select(
    _ depth: Int = 0, from node: JSONNode, _ visit: (JSONNode, [PathStep]) -> Bool
  ) -> Bool {
    guard context.takeStep() else { return false }
    guard depth < segments.count else { return visit(node, path ?? []) }
    guard segments[depth].isDescendant else { return selectChildren(depth, of: node, visit) }
    guard path == nil else { return selectDescendantsWithPaths(depth, of: node, visit) }
    for container in node.containers {
      guard selectChildren(depth, of: container, visit) else { return false }
    }
    return true
  }

  private mutating func selectDescendantsWithPaths(
    _ depth: Int, of node: JSONNode, _ visit: (JSONNode, [PathStep]) -> Bool
  ) -> Bool {
    guard selectChildren(depth, of: node, visit) else { return false }
    // Which containers are open, outermost first.
    var open = [Children(of: node)]
    while let last = open.indices.last {
      guard let child = open[last].next() else {
        open.removeLast()
        if !open.isEmpty { path?.removeLast() }
        continue
      }
      guard child.node.kind == .array || child.node.kind == .object else { continue }
      path?.append(child.step)
      guard selectChildren(depth, of: child.node, visit) else { return false }
      open.append(Children(of: child.node))
    }
    return true
  }

  /// Takes `step` to `node`, selects from there, and steps back.
  private mutating func select(
    _ depth: Int, from node: JSONNode, behind step: @autoclosure () -> PathStep,
    _ visit: (JSONNode, [PathStep]) -> Bool
  ) -> Bool {
    guard path != nil else { return select(depth, from: node, visit) }
    path?.append(step())
    defer { path?.removeLast() }
    return select(depth, from: node, visit)
  }

  private mutating func selectChildren(
    _ depth: Int, of node: JSONNode, _ visit: (JSONNode, [PathStep]) -> Bool
  ) -> Bool {
    for selector in segments[depth].selectors {
      guard context.takeStep(past: node.count) else { return false }
      guard select(selector, depth, of: node, visit) else { return false }
    }
    return true
  }

  private mutating func select(
    _ selector: Selector, _ depth: Int, of node: JSONNode, _ visit: (JSONNode, [PathStep]) -> Bool
  ) -> Bool {
    switch selector {
    case .name(let key):
      guard let value = node.member(key) else { return true }
      return select(depth + 1, from: value, behind: .name(key), visit)
    case .index(let index):
      let place = index < 0 ? node.count + index : index
      guard let element = node.element(at: place) else { return true }
      return select(depth + 1, from: element, behind: .element(place), visit)
    case .wildcard: return selectAll(depth, of: node, visit) { _ in true }
    case .filter(let filter):
      let context = context
      return selectAll(depth, of: node, visit) { context.satisfies($0, filter) }
    case .slice(let slice):
      guard node.kind == .array else { return true }
      // Elements cannot be reached by number, and steps may go backwards.
      let elements = Array(node.elements)
      for place in slice.places(of: elements.count) {
        guard select(depth + 1, from: elements[place], behind: .element(place), visit) else { return false }
      }
    }
    return true
  }

  /// Selects from the children that satisfy `condition`.
  private mutating func selectAll(
    _ depth: Int, of node: JSONNode, _ visit: (JSONNode, [PathStep]) -> Bool, where condition: (JSONNode) -> Bool
  ) -> Bool {
    var place = 0
    for element in node.elements {
      if condition(element) {
        guard select(depth + 1, from: element, behind: .element(place), visit) else { return false }
      }
      place += 1
    }
    for member in node.members where condition(member.value) {
      guard select(depth + 1, from: member.value, behind: .member(key: member.key), visit) else { return false }
    }
    return true
  }
}
