import Findings

extension CountChange {
  /// What two runs counted differently: what records hold, and how many records are in each group.
  static func all(_ old: RunSummary, _ new: RunSummary) -> [CountChange] {
    var changes = Changes()
    for (isNew, summary) in [(false, old), (true, new)] {
      for grouping in summary.groupings where grouping.grouping != .class {
        for group in grouping.groups {
          changes.add(group.recordCount, "records", [grouping.grouping.rawValue], [group.name], isNew: isNew)
        }
      }
      // What is measured is counted by others as well.
      for content in summary.contents ?? [] where content.groups.allSatisfy({ $0.distribution == nil }) {
        for group in content.groups { changes.add(group.count, content.name, content.keys, group.values, isNew: isNew) }
      }
    }
    return changes.all.filter { $0.old != $0.new }
  }

  /// Counts by what is counted, in the order in which they were met.
  private struct Changes {
    private(set) var all: [CountChange] = []
    private var positions: [[[UInt8]?]: Int] = [:]

    mutating func add(_ count: Int, _ name: String, _ keys: [String], _ values: [String?], isNew: Bool) {
      // By bytes: strings compare by canonical equivalence, names of the data do not.
      let key = ([name] + keys).map { Optional(Array($0.utf8)) } + values.map { $0.map { Array($0.utf8) } }
      if positions[key] == nil {
        positions[key] = all.count
        all.append(CountChange(name: name, keys: keys, values: values, old: 0, new: 0))
      }
      guard let position = positions[key] else { return }
      if isNew { all[position].new += count } else { all[position].old += count }
    }
  }
}
