import CEL
import JSONReading

/// The first value of each key of one rule in one record.
struct RecordValues {
  /// What is known of a key with its value.
  enum Answer {
    /// The key is new, or has its first value again.
    case same
    /// The key had another value first; whether this one is new, too.
    case other(first: CELValue, at: JSONNode, isNew: Bool)
  }

  private var firsts: [KeyHash: (hash: KeyHash, value: CELValue, node: JSONNode)] = [:]
  private var others: Set<KeyHash> = []

  /// Notes that `key` has `value`, which `hash` stands for, at `node`.
  mutating func note(_ key: KeyHash, _ hash: KeyHash, _ value: CELValue, at node: JSONNode) -> Answer {
    guard let first = firsts[key] else {
      firsts[key] = (hash, value, node)
      return .same
    }
    if first.hash == hash { return .same }
    return .other(first: first.value, at: first.node, isNew: others.insert(key.with(hash)).inserted)
  }

  /// Forgets all keys: another record begins.
  mutating func removeAll() {
    if !firsts.isEmpty { firsts.removeAll(keepingCapacity: true) }
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
  }
}
