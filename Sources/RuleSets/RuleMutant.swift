import CEL
import SourceText
import YAMLReading

/// A changed version of a rule, compiled, for asking whether the rule's examples notice the change.
public struct RuleMutant: Sendable {
  /// How many of one rule there are at most.
  public static let limit = 200

  /// Nothing but the changed rule.
  public let program: Program
  /// Where the change is.
  public let place: RuleSetPlace
  /// The change for people: `without where`, `a.b < 3 → a.b <= 3`.
  public let change: String
}

/// Something of a draft, changed.
struct Mutation<Changed> {
  let changed: Changed
  let change: String
  let position: SourcePosition
}

extension RuleDraft {
  /// Changed versions of the rule: of where it applies and of its check. Whether each compiles shows when it does.
  var mutations: [Mutation<RuleDraft>] {
    var mutations: [Mutation<RuleDraft>] = []
    if let condition {
      var always = self
      always.condition = nil
      mutations.append(Mutation(changed: always, change: "without where", position: condition.node.start))
      mutations += condition.mutations(named: "where").map { mutation in
        var changed = self
        changed.condition = mutation.changed
        return Mutation(changed: changed, change: mutation.change, position: mutation.position)
      }
    }
    return mutations
      + check.mutations.map { mutation in
        var changed = self
        changed.check = mutation.changed
        return Mutation(changed: changed, change: mutation.change, position: mutation.position)
      }
  }
}

extension RuleDraft.Sited<String> {
  /// Changed versions of an expression: its opposite, when `name` says what it is, and one for each part that can be
  /// changed. What is wrong with a changed version is reported nowhere.
  func mutations(named name: String? = nil) -> [Mutation<Self>] {
    let nowhere = RuleFile(path: file.path, text: [])
    var mutations: [Mutation<Self>] = []
    if let name, let negation = CELMutant.negation(of: value) {
      mutations.append(
        Mutation(
          changed: Self(value: negation.source, node: node, file: nowhere), change: "the opposite of \(name)",
          position: node.start))
    }
    return mutations
      + CELMutant.all(of: value, limit: RuleMutant.limit).map { mutant in
        Mutation(
          changed: Self(value: mutant.source, node: node, file: nowhere), change: mutant.change,
          position: node.position(ofTextOffset: mutant.span.start))
      }
  }
}
