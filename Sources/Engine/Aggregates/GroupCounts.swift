import Findings
import SourceText

/// What aggregates measured in one window, group by group.
struct GroupCounts {
  /// One group of one rule.
  struct Group {
    /// The rule's position in the program.
    var rule: Int
    /// What tells the group from others.
    var hash: KeyHash
    /// What messages call it, `nil` when the rule makes no groups. Long ones are cut.
    var name: String?
    /// How many subjects it has, and how many of them count against the limit.
    var subjectCount = 0
    var countedCount = 0
    /// The first of those that count.
    var first: Place?
    /// The different values, for rules that ask for those.
    var values = DistinctValues<Place>()
    /// The numbers, for rules that ask for those.
    var spread = Spread<KeyEntry>()
  }

  /// Where a subject stands in its window.
  struct Place {
    /// From the window's first.
    var record: Int
    var offset: Int
    /// How far the text before it leads.
    var step: TextStep
  }

  /// Scalars of a name that are kept.
  static let nameLength = 120

  /// In the order in which they were met.
  private(set) var groups: [Group] = []
  private var positions = KeyPositions()

  /// Counts a subject of a group, of which `measure` takes what else is to know. `name` is asked for when it is needed.
  mutating func add(_ hash: KeyHash, of rule: Int, name: () -> String?, measure: (inout Group) -> Void) {
    let key = hash.of(rule: rule)
    let (position, isNew) = positions.insert(key)
    if isNew { groups.append(Group(rule: rule, hash: key, name: name())) }
    groups[position].subjectCount += 1
    measure(&groups[position])
  }

  /// The beginning of a name that is long.
  static func cut(_ name: String) -> String {
    // No text has more scalars than bytes.
    if name.utf8.count <= nameLength { return name }
    let scalars = name.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: nameLength, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return name }
    return String(scalars[..<end]) + "…"
  }
}
