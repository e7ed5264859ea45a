import Findings

/// The files that findings are in, with what a reporter keeps of each.
struct JUnitFiles<Kept: Sendable>: Sendable {
  private var names: [String] = []
  private var kept: [Kept] = []
  /// By the bytes of the file name: strings compare by canonical equivalence, file names do not.
  private var positions: [[UInt8]: Int] = [:]
  private let start: Kept

  /// No files yet. What is kept of each begins with `start`.
  init(startingWith start: Kept) { self.start = start }

  /// The position of `file`, which is added when it is new.
  mutating func index(of file: String) -> Int {
    let key = Array(file.utf8)
    if let position = positions[key] { return position }
    positions[key] = names.count
    names.append(file)
    kept.append(start)
    return names.count - 1
  }

  /// What is kept of the file at `position`.
  subscript(position: Int) -> Kept {
    get { kept[position] }
    _modify { yield &kept[position] }
  }

  /// All files: the inputs in their order, then those that are none, such as rule sets. The records of an input are 0
  /// when it holds nothing or could not be read; those of other files are `nil`.
  mutating func inOrder(of inputs: [InputSummary]) -> [(file: String, recordCount: Int?, kept: Kept)] {
    var recordCounts: [Int: Int] = [:]
    var order: [Int] = []
    for input in inputs {
      let position = index(of: input.file)
      if recordCounts[position] == nil { order.append(position) }
      recordCounts[position, default: 0] += input.recordCount
    }
    order += names.indices.filter { recordCounts[$0] == nil }
    return order.map { (names[$0], recordCounts[$0], kept[$0]) }
  }
}
