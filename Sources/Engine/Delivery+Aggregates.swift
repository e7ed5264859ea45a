import Findings
import Inputs
import SourceText

// Measures over a run, added up in the order of the inputs.
extension Delivery {
  /// Adds what aggregates measured in `window`. `findings` are those of the same window.
  func add(
    _ groups: GroupCounts, _ window: Window, _ file: String, _ judge: WindowJudge,
    beside findings: [(rule: Int, finding: Finding)]
  ) {
    guard !groups.groups.isEmpty else { return }
    var outcomes: [Int: RecordOutcome]?
    totals.add(groups) { place in
      let here = position.advanced(by: place.step)
      return KeyPlace(
        input: input, record: recordCount + place.record, byteOffset: window.byteOffset + place.offset,
        line: here.line, column: here.column)
    } locate: { entry, wantsFinding in
      var number = AggregateTotals.NumberPlace(place: place(of: entry, in: window))
      guard wantsFinding, let finding = judge.located(entry, in: window, file: file) else { return number }
      number.finding = place((InputCheck.allCases.count + entry.rule, finding), in: window, file)
      let known = outcomes ?? Self.outcomes(of: findings)
      outcomes = known
      number.counted = known[entry.record] ?? []
      return number
    }
    totals.dropOverfull()
  }
}
