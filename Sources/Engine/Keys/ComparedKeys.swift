import RuleSets

/// The keys of all uniqueness rules whose scope is larger than a record, within one budget of memory.
struct ComparedKeys {
  /// What is known of a key.
  enum Answer {
    /// It is new, and was remembered.
    case first
    /// It was at this place before.
    case again(KeyPlace)
    /// It could not be compared or remembered. The error comes with the first such key of a rule only.
    case unknown(KeyStoreError?)
  }

  private let isPerInput: [Bool]
  /// Whether a rule has been told that its keys cannot be compared.
  private var isTold: [Bool]
  private let byteCount: Int
  /// Made for the first key: most runs on small files should not pay for it.
  private var ofRun: FirstOccurrences?
  private var ofInput: FirstOccurrences?

  /// No key yet; `byteCount` bytes of memory at most.
  init(program: Program, byteCount: Int) {
    isPerInput = program.rules.map { rule in
      if case .unique(_, .file) = rule.check { true } else { false }
    }
    isTold = [Bool](repeating: false, count: program.rules.count)
    let scopes = program.rules.reduce(into: Set<UniqueScope>()) { scopes, rule in
      if case .unique(_, let scope) = rule.check, scope != .record { scopes.insert(scope) }
    }
    self.byteCount = byteCount / max(1, scopes.count)
  }

  /// Forgets the keys that are compared within one input.
  mutating func beginInput() { ofInput = nil }

  /// Remembers the key of a rule, unless it is known already.
  mutating func insert(_ hash: KeyHash, of rule: Int, at place: KeyPlace) -> Answer {
    do throws(KeyStoreError) {
      let first = try keys(of: rule).insert(hash.of(rule: rule), at: place)
      return first.map { .again($0) } ?? .first
    } catch {
      defer { isTold[rule] = true }
      return .unknown(isTold[rule] ? nil : error)
    }
  }

  private mutating func keys(of rule: Int) -> FirstOccurrences {
    if let keys = isPerInput[rule] ? ofInput : ofRun { return keys }
    let keys = FirstOccurrences(byteCount: byteCount)
    if isPerInput[rule] { ofInput = keys } else { ofRun = keys }
    return keys
  }
}
