import Findings
import Inputs
import RuleSets

// Keys that have one value, compared across records.
extension Delivery {
  /// Remembers the first value of a key, or makes the finding that this value is another. Of each key, each other value is
  /// told once: where a class was renamed half-way, a million labels differ in one way. The ledger counts them all.
  func differing(
    _ entry: ValueEntry, _ window: Window, _ file: String, _ judge: WindowJudge
  ) -> Finding? {
    let rule = entry.subject.rule
    let isPerInput = keys.isPerInput(rule)
    let place = place(of: entry.subject, in: window, tag: entry.tag)
    switch keys.insert(entry.subject.hash, of: rule, at: place) {
    case .first:
      if !entry.text.isEmpty {
        firstValues.keep(entry.text, of: entry.subject.hash.of(rule: rule), isPerInput: isPerInput)
      }
      return nil
    case .again(let first):
      if first.tag == entry.tag { return nil }
      switch keys.insert(entry.pair, of: rule, at: place) {
      case .again:
        recount(entry, \.failed)
        return nil
      case .first:
        recount(entry, \.failed)
        let text = firstValues.text(of: entry.subject.hash.of(rule: rule), isPerInput: isPerInput)
        return repeated(
          entry.subject, first, RecordJudge.firstValueRelation, firstValue: text, window, file, judge)
      case .unknown(let error): return unknown(entry, error, window, file, judge)
      }
    case .unknown(let error): return unknown(entry, error, window, file, judge)
    }
  }

  private func unknown(
    _ entry: ValueEntry, _ error: KeyStoreError?, _ window: Window, _ file: String, _ judge: WindowJudge
  ) -> Finding? {
    recount(entry, \.errored)
    guard let error else { return nil }
    return judge.notCompared(entry.subject, in: window, file: file, "keys from here on: \(error.message)")
  }

  /// Subjects that were thought to pass did not.
  private func recount(_ entry: ValueEntry, _ outcome: WritableKeyPath<LedgerEntry, Int>) {
    let ledgerEntry = InputCheck.allCases.count + entry.subject.rule
    ledger[ledgerEntry].passed -= entry.count
    ledger[ledgerEntry][keyPath: outcome] += entry.count
  }
}
