import Engine
import Findings

/// Which records of two exports are about the same assets, and how they differ.
struct AssetMatching {
  /// In the order of the export that has them.
  private(set) var removed: [RecordDigest] = []
  private(set) var added: [RecordDigest] = []
  /// In the order of the first export.
  private(set) var changed: [(old: RecordDigest, new: RecordDigest)] = []
  /// Identities that one export has several times, by their first record, of the first export if it has one.
  private(set) var repeated: [Repeated] = []
  private(set) var counts = AssetCounts()

  /// An identity that one export has several times.
  struct Repeated {
    var first: RecordDigest
    var isInOld: Bool
    var old, new: Int
    var isEqual: Bool
  }

  /// Matches records that are sorted by identity.
  init(_ old: [RecordDigest], _ new: [RecordDigest]) {
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      let isOldFirst = right == new.count || (left < old.count && !new[right].hasIdentityBefore(old[left]))
      let identity = isOldFirst ? old[left].identity : new[right].identity
      let (leftStart, rightStart) = (left, right)
      while left < old.count, old[left].identity == identity { left += 1 }
      while right < new.count, new[right].identity == identity { right += 1 }
      add(old[leftStart..<left], new[rightStart..<right])
    }
    removed.sort { $0.precedes($1) }
    added.sort { $0.precedes($1) }
    changed.sort { $0.old.precedes($1.old) }
    repeated.sort {
      $0.isInOld == $1.isInOld ? $0.first.precedes($1.first) : $0.isInOld
    }
    counts.removed = removed.count
    counts.added = added.count
    counts.changed = changed.count
    counts.repeated = repeated.count
    counts.repeatedAndDifferent = repeated.count { !$0.isEqual }
  }

  /// Adds all records of one identity.
  private mutating func add(_ old: ArraySlice<RecordDigest>, _ new: ArraySlice<RecordDigest>) {
    if old.count > 1 || new.count > 1 {
      guard let first = old.first ?? new.first else { return }
      let contents = (old.map(\.content).sorted { $0.precedes($1) }, new.map(\.content).sorted { $0.precedes($1) })
      repeated.append(
        Repeated(
          first: first, isInOld: !old.isEmpty, old: old.count, new: new.count, isEqual: contents.0 == contents.1))
      return
    }
    switch (old.first, new.first) {
    case (let old?, let new?):
      if old.content == new.content { counts.unchanged += 1 } else { changed.append((old, new)) }
    case (let old?, nil): removed.append(old)
    case (nil, let new?): added.append(new)
    case (nil, nil): break
    }
  }
}

extension RecordDigest {
  fileprivate func hasIdentityBefore(_ other: RecordDigest) -> Bool {
    guard let identity, let theirs = other.identity else { return identity == nil && other.identity != nil }
    return identity.precedes(theirs)
  }
}
