import CEL
import JSONPath
import JSONReading

/// The groups that a rule makes of its subjects in the record at hand, one subject after the other. The memory is used
/// again.
struct RecordGroups {
  /// A subject that is in a group.
  struct Member {
    let node: JSONNode
    /// The last step to the node, when somebody wants it.
    let lastStep: NormalizedPath.Element?
    /// The group; groups are numbered by their first subjects.
    let group: Int
    /// What it is sorted by; `null` when nothing is.
    let order: CELValue
    /// Its place among all members, in the order of the record.
    let number: Int

    fileprivate func precedes(_ other: Member) -> Bool {
      if group != other.group { return group < other.group }
      if order.sortsBefore(other.order) { return true }
      if other.order.sortsBefore(order) { return false }
      return number < other.number
    }
  }

  /// In the order of the record, and after `sort` group by group.
  private(set) var members: ContiguousArray<Member> = []
  private var groupNumbers: [KeyHash: Int] = [:]
  /// How many subjects are in no group.
  var outsiderCount = 0
  /// Whether the record tells that its subjects are in no group.
  var isRuledOut = false

  mutating func removeAll() {
    members.removeAll(keepingCapacity: true)
    if !groupNumbers.isEmpty { groupNumbers.removeAll(keepingCapacity: true) }
    outsiderCount = 0
    isRuledOut = false
  }

  /// Adds `node` to the group of `key`; without one, to the only group.
  mutating func add(_ node: JSONNode, _ lastStep: NormalizedPath.Element?, key: KeyHash?, order: CELValue) {
    var group = 0
    if let key {
      group = groupNumbers.count
      if let known = groupNumbers[key] { group = known } else { groupNumbers[key] = group }
    }
    members.append(Member(node: node, lastStep: lastStep, group: group, order: order, number: members.count))
  }

  /// Puts the members of each group one behind the other, in their order. What is in order already, as most exports are,
  /// takes one comparison a member.
  mutating func sort() {
    for position in members.indices.dropFirst() where members[position].precedes(members[position - 1]) {
      members.sort { $0.precedes($1) }
      return
    }
  }

  /// The members of the group whose first one is at `start`.
  func group(from start: Int) -> Range<Int> {
    var end = start + 1
    while end < members.count, members[end].group == members[start].group { end += 1 }
    return start..<end
  }
}
