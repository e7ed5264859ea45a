import CEL
import JSONReading
import RuleSets

// Members that must be there.
extension RecordJudge {
  /// The members that a rule requires, as the records at hand call them.
  func requiredPaths(of rule: Int) -> [MemberPath] {
    guard case .require(let paths) = program.rules[rule].check else { return [] }
    let query = program.subjects[program.rules[rule].subject].scope.query
    return paths.map { subjects.view.path($0, from: query) }
  }

  /// Looks which of the members that a rule requires are missing.
  func require(
    _ rule: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) {
    let entry = Self.firstRule + rule
    let missing = requiredPaths(of: rule).filter { $0.value(from: node)?.isNull ?? true }
    if missing.isEmpty { result.counts[entry].passed += 1 } else { result.counts[entry].failed += 1 }
    for path in missing {
      variables(position).evaluator.set(program.subjects[position].scope.missing, .string(path.description))
      report(rule, Target(path, from: node), node, position, at: place, into: &result)
    }
  }
}
