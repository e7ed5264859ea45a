import Findings
import Inputs
import RuleSets
import SourceText

// Keys that occur once, compared across records.
extension Delivery {
  /// Remembers a key, or makes the finding that it occurred before, or that nobody knows.
  func duplicate(
    _ entry: KeyEntry, _ window: Window, _ file: String, _ judge: WindowJudge
  ) -> Finding? {
    let ledgerEntry = InputCheck.allCases.count + entry.rule
    switch keys.insert(entry.hash, of: entry.rule, at: place(of: entry, in: window)) {
    case .first: return nil
    case .again(let first):
      ledger[ledgerEntry].passed -= 1
      ledger[ledgerEntry].failed += 1
      return repeated(entry, first, "first occurrence", window, file, judge)
    case .unknown(let error):
      ledger[ledgerEntry].passed -= 1
      ledger[ledgerEntry].errored += 1
      guard let error else { return nil }
      return judge.notCompared(entry, in: window, file: file, "keys from here on: \(error.message)")
    }
  }

  /// Where a key of `window` stands in its document.
  func place(of entry: KeyEntry, in window: Window, tag: UInt64 = 0) -> KeyPlace {
    let here = position.advanced(by: entry.step)
    return KeyPlace(
      input: input, record: recordCount + entry.record, byteOffset: window.byteOffset + entry.keyStart,
      line: here.line, column: here.column, tag: tag)
  }

  /// The finding about a key of `window` that was at the place `first` before, with the value that read `firstValue`.
  func repeated(
    _ entry: KeyEntry, _ first: KeyPlace, _ relation: String, firstValue: String = "", _ window: Window,
    _ file: String, _ judge: WindowJudge
  ) -> Finding? {
    let place = SourcePosition(line: first.line, column: first.column)
    let firstFile = names[first.input]
    var finding = judge.duplicate(
      entry, in: window, file: file, first: "\(firstFile):\(place)", firstValue: firstValue)
    finding?.related = [
      RelatedPlace(
        message: relation,
        location: Location(
          file: firstFile, record: first.record, start: place, end: place,
          span: SourceSpan(start: first.byteOffset, end: first.byteOffset)))
    ]
    return finding
  }
}
