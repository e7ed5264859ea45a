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

  private var keys = KeyPositions()
  private var firsts: [(hash: KeyHash, value: CELValue, node: JSONNode)] = []
  private var others = KeyPositions()

  /// Notes that `key` has a value, which `hash` stands for, at `node`. `value` is asked for when the key is new.
  mutating func note(_ key: KeyHash, _ hash: KeyHash, at node: JSONNode, value: () -> CELValue) -> Answer {
    let (place, isNew) = keys.insert(key)
    if isNew {
      firsts.append((hash, value(), node))
      return .same
    }
    if firsts[place].hash == hash { return .same }
    return .other(first: firsts[place].value, at: firsts[place].node, isNew: others.insert(key.with(hash)).isNew)
  }

  /// Forgets all keys: another record begins.
  mutating func removeAll() {
    if firsts.isEmpty { return }
    keys.removeAll()
    firsts.removeAll(keepingCapacity: true)
    others.removeAll()
  }
}
