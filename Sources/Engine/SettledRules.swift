import CEL
import JSONPath
import JSONReading

/// What the rules of a subject say of nodes that look alike: nodes of one kind, in records of one kind, and, if they are
/// objects, with the same keys in the same order and values of the same kinds. Exports repeat a few looks over and over,
/// and most rules ask for nothing else: what these say is found for the first node of a look and counted for the others.
///
/// Only passes and conditions that are not met are kept, so that every finding comes from the rule itself.
final class SettledRules {
  /// How a node looks.
  struct Look: Hashable {
    var kind: JSONKindSet
    /// Of members that a path selects by name, where rules ask for it: which name it was.
    var name: Int
    /// The number of the record's kind.
    var recordKind: Int
    var members: JSONTypedShape?
  }

  /// A rule that is to be asked, by its position among the subject's.
  struct OpenRule {
    var position: Int
    /// Whether its condition is known to be met.
    var isConditionMet: Bool
  }

  private struct Entry {
    let look: Look
    /// The rules of the program whose conditions are not met, and those that pass.
    let notApplicable, passed: Range<Int>
    let open: Range<Int>
    /// Nodes that have not been counted yet.
    var count = 0
  }

  /// The entries for which memory is kept: exports have some dozen looks for one subject.
  private static let capacity = 128
  private static let slotCount = 256

  private var entries: ContiguousArray<Entry> = []
  /// The entries by the digests of their looks; -1 where there is none.
  private var slots = ContiguousArray<Int16>(repeating: -1, count: slotCount)
  private var settled: ContiguousArray<Int> = []
  private(set) var openRules: ContiguousArray<OpenRule> = []
  /// Of the shapes in the looks.
  private var numbering: UInt64 = 0
  /// What of a look the rules ask for.
  private let looksAtMembers: Bool
  private let looksAtNames: Bool
  /// The names that members were selected by, by their numbers.
  private var names: [(text: String, isASCII: Bool)] = []
  /// Nodes of known looks since the memory was last empty.
  private var nodeCount = 0
  /// Whether looks repeat so rarely that it does not pay to keep them.
  private var isUseless = false

  /// `looksAtMembers` and `looksAtNames` tell what of a look the rules ask for.
  init(looksAtMembers: Bool, looksAtNames: Bool) {
    self.looksAtMembers = looksAtMembers
    self.looksAtNames = looksAtNames
  }

  /// How `node` looks, to which `lastStep` leads; `nil` where that is not kept.
  func look(of node: JSONNode, lastStep: NormalizedPath.Element?, recordKind: Int) -> Look? {
    if isUseless { return nil }
    var look = Look(kind: JSONKindSet(kindOf: node), name: 0, recordKind: recordKind)
    if looksAtNames {
      guard case .name(let name) = lastStep, let number = number(of: name) else { return nil }
      look.name = number
    }
    if looksAtMembers, look.kind == .object {
      guard let members = node.typedShape else { return nil }
      look.members = members
    }
    return look
  }

  private func number(of name: String) -> Int? {
    // Strings that are canonically equivalent are equal in Swift, and no two names are for rules. Nothing else of as many bytes
    // is equivalent to an ASCII text.
    for number in names.indices where names[number].text == name && names[number].text.utf8.count == name.utf8.count {
      if names[number].isASCII || names[number].text.utf8.elementsEqual(name.utf8) { return number }
    }
    guard names.count < Self.capacity else { return nil }
    names.append((name, name.utf8.allSatisfy { $0 < 0x80 }))
    return names.count - 1
  }

  /// The rules to ask about a node that looks like one before, which is counted for all others; `nil` for a new look.
  func rules(for look: Look, numbering: UInt64) -> Range<Int>? {
    guard numbering == self.numbering else { return nil }
    var slot = Self.slot(of: look)
    while case let number = Int(slots[slot]), number >= 0 {
      if entries[number].look == look {
        entries[number].count += 1
        return entries[number].open
      }
      slot = (slot &+ 1) & (Self.slotCount &- 1)
    }
    return nil
  }

  private static func slot(of look: Look) -> Int {
    let rest = UInt64(look.kind.rawValue) | UInt64(truncatingIfNeeded: look.name) << 8
    let words = rest ^ UInt64(truncatingIfNeeded: look.recordKind) << 16 ^ (look.members?.digest ?? 0)
    return Int(truncatingIfNeeded: (words &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  /// Keeps what `questions` say of all nodes that look like the one for which their evaluator has the variables.
  func keep(_ look: Look, numbering: UInt64, _ questions: SubjectQuestions, into counts: inout [RuleCounts]) {
    if numbering != self.numbering || entries.count == Self.capacity { removeAll(numbering, into: &counts) }
    var (notApplicable, passed): ([Int], [Int]) = ([], [])
    let firstOpen = openRules.count
    for position in questions.rules.indices {
      let rule = questions.rules[position]
      switch questions.settled(rule) {
      case .notApplicable: if !rule.isForbidding { notApplicable.append(rule.position) }
      case .passed: passed.append(rule.position)
      case .open(let isConditionMet):
        openRules.append(OpenRule(position: position, isConditionMet: isConditionMet))
      }
    }
    let first = settled.count
    settled += notApplicable + passed
    var slot = Self.slot(of: look)
    while slots[slot] >= 0 { slot = (slot + 1) & (Self.slotCount - 1) }
    slots[slot] = Int16(entries.count)
    entries.append(
      Entry(
        look: look, notApplicable: first..<first + notApplicable.count,
        passed: first + notApplicable.count..<settled.count, open: firstOpen..<openRules.count))
  }

  /// Forgets all looks.
  private func removeAll(_ numbering: UInt64, into counts: inout [RuleCounts]) {
    let isFull = entries.count == Self.capacity
    count(into: &counts)
    isUseless = isFull && nodeCount < 4 * Self.capacity
    nodeCount = 0
    self.numbering = numbering
    entries.removeAll(keepingCapacity: true)
    settled.removeAll(keepingCapacity: true)
    openRules.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }

  /// Counts what was settled for nodes since the last time.
  func count(into counts: inout [RuleCounts]) {
    for number in entries.indices where entries[number].count > 0 {
      let entry = entries[number]
      for place in entry.notApplicable {
        counts[RecordJudge.firstRule + settled[place]].seen += entry.count
        counts[RecordJudge.firstRule + settled[place]].notApplicable += entry.count
      }
      for place in entry.passed {
        counts[RecordJudge.firstRule + settled[place]].seen += entry.count
        counts[RecordJudge.firstRule + settled[place]].passed += entry.count
      }
      nodeCount += entry.count
      entries[number].count = 0
    }
  }
}

extension SubjectQuestions {
  /// What is known of a rule for all nodes that look alike.
  enum Settled {
    case notApplicable, passed
    case open(isConditionMet: Bool)
  }

  /// What `rule` says of all nodes that look like the one at hand.
  fileprivate func settled(_ rule: Rule) -> Settled {
    let evaluator = variables.evaluator
    if let condition = rule.condition {
      guard let isMet = evaluator.holdsByAppearance(condition) else { return .open(isConditionMet: false) }
      if !isMet { return .notApplicable }
    }
    switch rule.check {
    case .assert(let question) where evaluator.holdsByAppearance(question) == true: return .passed
    case .require(let required):
      let isComplete = required.allSatisfy { evaluator.isMissingByAppearance(paths[$0]) == false }
      return isComplete ? .passed : .open(isConditionMet: true)
    default: return .open(isConditionMet: true)
    }
  }
}
