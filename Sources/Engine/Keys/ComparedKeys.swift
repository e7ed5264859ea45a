import RuleSets

/// The keys of all rules that compare them beyond a record, within one budget of memory: those that must not occur again,
/// and those that references may have.
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

  private let scopes: [KeyScope]
  /// Whether a rule has been told that its keys cannot be compared.
  private var isTold: [Bool]
  private let byteCount: Int
  /// Made for the first key: most runs on small files should not pay for it.
  private var ofRun: FirstOccurrences?
  private var ofInput: FirstOccurrences?

  /// No key yet; `byteCount` bytes of memory at most.
  init(program: Program, byteCount: Int) {
    isTold = [Bool](repeating: false, count: program.rules.count)
    scopes = program.rules.map { rule in
      switch rule.check {
      case .unique(_, let scope), .same(_, let scope): scope
      case .references(let references): references.within
      default: .record
      }
    }
    let compared = zip(program.rules, scopes).filter { rule, _ in if case .same = rule.check { false } else { true } }
    self.byteCount = byteCount / max(1, Set(compared.map(\.1)).subtracting([.record]).count)
  }

  /// Whether the keys of a rule are compared within one input.
  func isPerInput(_ rule: Int) -> Bool { scopes[rule] == .file }

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

  /// Whether the key of a rule is known; `nil` when a file cannot be read.
  func contains(_ hash: KeyHash, of rule: Int) -> Bool? {
    guard let keys = isPerInput(rule) ? ofInput : ofRun else { return false }
    return try? keys.contains(hash.of(rule: rule))
  }

  private mutating func keys(of rule: Int) -> FirstOccurrences {
    if let keys = isPerInput(rule) ? ofInput : ofRun { return keys }
    let keys = FirstOccurrences(byteCount: byteCount)
    if isPerInput(rule) { ofInput = keys } else { ofRun = keys }
    return keys
  }
}
