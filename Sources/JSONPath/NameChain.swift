import JSONReading

/// A query of names, such as `$.task.owner`, maybe with `..name` behind them, and maybe with `[*]` at the end. Runs without
/// allocating anything.
struct NameChain: Sendable {
  private let names: ContiguousArray<JSONKey>
  /// The name behind `..`.
  private let descendant: JSONKey?
  private let hasChildren: Bool

  /// `nil` when `segments` have anything else.
  init?(_ segments: [Segment]) {
    var rest = segments[...]
    var names: ContiguousArray<JSONKey> = []
    while let name = rest.first?.name(isDescendant: false) {
      names.append(name)
      rest.removeFirst()
    }
    descendant = rest.first?.name(isDescendant: true)
    if descendant != nil { rest.removeFirst() }
    hasChildren = rest.first == Segment(isDescendant: false, selectors: [.wildcard])
    if hasChildren { rest.removeFirst() }
    guard rest.isEmpty else { return nil }
    self.names = names
  }

  func select(from root: JSONNode, _ visit: (JSONNode) -> Void) {
    var here = root
    for index in names.indices {
      guard let next = here.member(names[index]) else { return }
      here = next
    }
    guard let descendant else { return finish(here, visit) }
    for container in here.containers {
      if let value = container.member(descendant) { finish(value, visit) }
    }
  }

  @inline(__always)
  private func finish(_ node: JSONNode, _ visit: (JSONNode) -> Void) {
    guard hasChildren else { return visit(node) }
    // One of the two is empty.
    for element in node.elements { visit(element) }
    for member in node.members { visit(member.value) }
  }
}

extension Segment {
  /// The one name that is selected; `nil` when there is anything else.
  fileprivate func name(isDescendant: Bool) -> JSONKey? {
    guard self.isDescendant == isDescendant, selectors.count == 1, case .name(let key) = selectors[0] else {
      return nil
    }
    return key
  }
}
