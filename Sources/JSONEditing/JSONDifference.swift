public import JSONReading
public import SourceText

/// What makes one JSON value out of another: as few places as can be found without much search, so that whatever stays
/// keeps its bytes. Of use as long as the documents of both.
public struct JSONDifference {
  /// One difference, by the place in the old value.
  public enum Change {
    /// The value at the pointer becomes another.
    case replaced(JSONPointer, old: JSONNode, new: JSONNode)
    /// What stands at some positions of the container at the pointer, ascending, is taken out.
    case removed(JSONPointer, container: JSONNode, positions: [Int])
    /// Elements of the new value come into the array at the pointer, before a position.
    case inserted(JSONPointer, array: JSONNode, elements: [JSONNode], position: Int)
    /// Members of the new value come to the end of the object at the pointer.
    case added(JSONPointer, object: JSONNode, members: [(key: String, value: JSONNode)])
  }

  /// In the order of the old text; of one container, removals come first.
  public private(set) var changes: [Change] = []

  /// What makes `new` out of `old`, which stands at `pointer`. Linear in their size but for how deep they are.
  public init(from old: JSONNode, to new: JSONNode, at pointer: JSONPointer = .root) {
    compare(old, new, pointer)
  }

  private mutating func compare(_ old: JSONNode, _ new: JSONNode, _ pointer: JSONPointer) {
    if old.reads(like: new) { return }
    // What gets a list around it keeps its bytes.
    if new.count == 1, let only = new.element(at: 0), only.reads(like: old) {
      return changes.append(.replaced(pointer, old: old, new: new))
    }
    switch (old.kind, new.kind) {
    case (.array, .array) where old.count > 0 && new.count > 0: compareElements(old, new, pointer)
    case (.object, .object) where old.count > 0 && new.count > 0: compareMembers(old, new, pointer)
    default: changes.append(.replaced(pointer, old: old, new: new))
    }
  }

  private mutating func compareElements(_ old: JSONNode, _ new: JSONNode, _ pointer: JSONPointer) {
    let (olds, news) = (Array(old.elements), Array(new.elements))
    let alignment = ListAlignment(old: olds.count, new: news.count) { olds[$0].reads(like: news[$1]) }
    for (position, other) in alignment.changed {
      compare(olds[position], news[other], pointer.appending(String(position)))
    }
    if !alignment.removed.isEmpty {
      changes.append(.removed(pointer, container: old, positions: alignment.removed))
    }
    if !alignment.inserted.isEmpty {
      changes.append(
        .inserted(
          pointer, array: old, elements: alignment.inserted.map { news[$0] }, position: alignment.insertionPlace))
    }
  }

  private mutating func compareMembers(_ old: JSONNode, _ new: JSONNode, _ pointer: JSONPointer) {
    // Of members with one name, the first ones stand for each other.
    var wanted: [String: JSONNode] = [:]
    for member in new.members { wanted[member.key.string ?? ""] = wanted[member.key.string ?? ""] ?? member.value }
    var removed: [Int] = []
    var known: Set<String> = []
    for (position, member) in old.members.enumerated() {
      let name = member.key.string ?? ""
      if known.insert(name).inserted, let value = wanted[name] {
        compare(member.value, value, pointer.appending(name))
      } else {
        removed.append(position)
      }
    }
    if removed.count == old.count { return changes.append(.replaced(pointer, old: old, new: new)) }
    if !removed.isEmpty { changes.append(.removed(pointer, container: old, positions: removed)) }
    var added: [(key: String, value: JSONNode)] = []
    for member in new.members where known.insert(member.key.string ?? "").inserted {
      added.append((member.key.string ?? "", member.value))
    }
    if !added.isEmpty { changes.append(.added(pointer, object: old, members: added)) }
  }

  /// What is replaced in the text of `old` to make the JSON text `new` of it; `text` gives parts of it. `nil` when `new` is
  /// no JSON.
  public static func edits(
    from old: JSONNode, to new: String, in text: @escaping (SourceSpan) -> String
  ) -> [TextEdit]? {
    guard let document = try? JSONDocument(new) else { return nil }
    // Nodes do not keep their document alive.
    return withExtendedLifetime(document) { JSONDifference(from: old, to: document.root).edits(in: text) }
  }

  /// What is replaced in the old text, of which `text` gives parts.
  func edits(in text: @escaping (SourceSpan) -> String) -> [TextEdit] {
    changes.flatMap { change -> [TextEdit] in
      switch change {
      case .replaced(_, let old, let new): [TextEdit(old.span, new.sourceText)]
      case .removed(_, let container, let positions):
        JSONContainerEdits(container, text: text).removing(positions)
      case .inserted(_, let array, let elements, let position):
        [JSONContainerEdits(array, text: text).inserting(elements.map(\.sourceText), before: position)]
      case .added(_, let object, let members):
        [JSONContainerEdits(object, text: text).appending(members: members.map { ($0.key, $0.value.sourceText) })]
      }
    }
  }
}
