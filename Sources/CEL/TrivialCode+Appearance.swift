// What can be told of all nodes that look alike.
extension TrivialCode {
  /// Whether the answer to `test` is the same for all of them.
  func isApparent(_ test: TruthTest) -> Bool {
    guard appearance != nil else { return false }
    return switch test.question {
    case .truth, .texts: hasApparentValue(test.step)
    case .kinds: hasApparentKind(test.step)
    case .member, .memberKinds: isSubject(test.step)
    }
  }

  /// Whether the step at `position` is a member of the subject.
  func isMemberOfSubject(_ position: Int32) -> Bool {
    let step = steps[Int(position)]
    return step.code == .member && isSubject(step.first)
  }

  /// Whether some step reads members of the subject, or which there are.
  var readsMembersOfSubject: Bool {
    steps.contains { ($0.code == .member || $0.code == .presence) && isSubject($0.first) }
  }

  private func isSubject(_ position: Int32) -> Bool {
    let step = steps[Int(position)]
    return step.code == .variable && appearance?.subjects.contains(Int(step.first)) == true
  }

  /// Whether the kind of the step's value is the same for all of them.
  private func hasApparentKind(_ position: Int32) -> Bool {
    isSubject(position) || isMemberOfSubject(position) || hasApparentValue(position)
  }

  /// Whether the step's value is the same for all of them.
  private func hasApparentValue(_ position: Int32) -> Bool {
    let step = steps[Int(position)]
    let first = Int(step.first)
    switch step.code {
    case .constant: return true
    case .variable: return appearance?.known.contains(first) == true
    case .presence: return isSubject(step.first)
    case .not, .isText, .isNoText, .isOneOf: return hasApparentValue(step.first)
    case .all, .any: return operands[first..<first + Int(step.second)].allSatisfy { hasApparentValue($0) }
    case .conditional: return operands[first..<first + 3].allSatisfy { hasApparentValue($0) }
    default: return kinds(step).map { hasApparentKind($0.operand) } ?? false
    }
  }
}

extension CELEvaluator {
  /// What nodes have in common that look alike: all that is looked at is of which kind the node is, and, of objects, which
  /// keys they have and of which kinds their values are.
  public struct Appearance: Sendable {
    /// The variables that are the node.
    let subjects: [Int]
    /// Variables that have one value for all nodes that count as alike.
    let known: [Int]

    /// The variables by their slots.
    public init(of subjects: [Int], known: [Int]) {
      self.subjects = subjects
      self.known = known
    }
  }
}
