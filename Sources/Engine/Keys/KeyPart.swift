import CEL
import JSONReading

/// What rules need to know of a value that is a part of a key, or that makes a group.
struct KeyPart {
  /// `nil` for values that no key can be.
  var hash: KeyHash?
  var isNull: Bool
  /// Whether it is a scalar. Subjects without a value, or with `null`, are a group as well.
  var canNameGroup: Bool

  init(_ value: CELValue, seed: KeyHash.Seed) {
    hash = KeyHash(value, seed: seed)
    isNull = value.isNull
    canNameGroup =
      switch value {
      case .null, .bool, .int, .uint, .double, .string: true
      case .json(let node): node.kind == .string || node.kind == .number
      default: false
      }
  }
}

/// The parts of keys that rules asked for about the node at hand: many rules have the same.
struct KeyParts {
  private var known: ContiguousArray<(moment: Int, part: KeyPart)?> = []

  /// What `question` gave at `moment`, if it was asked then.
  @inline(__always)
  func part(_ question: CELEvaluator.Question, at moment: Int) -> KeyPart? {
    guard let number = question.number, number < known.count, let entry = known[Int(number)], entry.moment == moment
    else { return nil }
    return entry.part
  }

  mutating func note(_ part: KeyPart, of question: CELEvaluator.Question, at moment: Int) {
    guard let number = question.number else { return }
    while known.count <= number { known.append(nil) }
    known[Int(number)] = (moment, part)
  }
}
