public import SourceText

/// Finds the pointers to many values of one record. Values may come in any order; in the order of the text, as findings
/// mostly do, a million of them in one array cost a step each and not a search from its start.
public struct JSONPointerFinder {
  /// Where the last search went through one container.
  private struct Level {
    /// The container's node.
    var container: Int
    /// The node of its element, or of its member's key, and which one it is, from 0.
    var child: Int
    var position: Int
  }

  private let root: JSONNode
  private var levels: [Level] = []

  /// Finds values of `root`.
  public init(_ root: JSONNode) { self.root = root }

  /// The way from the root to `node`, which lies in it: a value or the key of a member, which has its member's pointer.
  public mutating func pointer(to node: JSONNode) -> JSONPointer {
    var pointer = JSONPointer.root
    var here = root
    var depth = 0
    while here.index < node.index, here.count > 0 {
      let isObject = here.kind == .object
      // The cursor moves over values; a member's key stands before its value.
      var (child, position) = (here.index + 1, 0)
      if depth < levels.count, levels[depth].container == here.index, levels[depth].child <= node.index {
        (child, position) = (levels[depth].child, levels[depth].position)
      }
      while true {
        let value = unsafe JSONNode(tree: here.tree, index: isObject ? child + 1 : child)
        if node.index < value.nextIndex { break }
        (child, position) = (value.nextIndex, position + 1)
      }
      let level = Level(container: here.index, child: child, position: position)
      if depth < levels.count { levels[depth] = level } else { levels.append(level) }
      depth += 1
      if isObject {
        pointer.tokens.append(unsafe JSONNode(tree: here.tree, index: child).string ?? "")
        if child == node.index { return pointer }
        here = unsafe JSONNode(tree: here.tree, index: child + 1)
      } else {
        pointer.tokens.append(String(position))
        here = unsafe JSONNode(tree: here.tree, index: child)
      }
    }
    return pointer
  }
}

extension JSONNode {
  /// The way from `ancestor`, in which this value lies, to this value. Linear in the members and elements passed on it.
  public func pointer(from ancestor: JSONNode) -> JSONPointer {
    var finder = JSONPointerFinder(ancestor)
    return finder.pointer(to: self)
  }

  /// Whether this value starts before `other` of the same text.
  public func precedes(_ other: JSONNode) -> Bool { index < other.index }
}
