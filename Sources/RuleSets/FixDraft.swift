import CEL
import Findings
import JSONReading
import SourceText
import YAMLReading

/// `fix: {title: …, safety: safe, set: …}`: how what a rule finds is put right.
struct FixDraft {
  /// What becomes of the value.
  enum Action {
    case set(RuleDraft.Sited<String>)
    case setMembers([(name: String, value: RuleDraft.Sited<String>)])
    case remove
    case rename(RuleDraft.Sited<String>)
  }

  let title: String
  let safety: Fix.Safety
  let condition: RuleDraft.Sited<String>?
  let place: RuleDraft.Sited<String>?
  let action: Action
  let file: RuleFile
  let node: YAMLNode

  /// The keys of a fix.
  static let keys = FileKeys(
    [
      FileKey(
        "title", .text, "What is done, as one tells somebody to: Write the number as a number.", isRequired: true),
      FileKey(
        "safety", .word(safeties.map(\.0)),
        "safe: nobody could have meant the old value; unsafe: applied with --unsafe only.", isRequired: true),
      FileKey("where", .expression, "The fix is for findings for which this is true; for all unless told."),
      FileKey("at", .expression, "What is changed, then called value; where the finding points to unless told."),
      FileKey(
        "set", .either([.expression, .names(.expression)]),
        "The new value, also of a member that is missing; or new values of some members, by name."),
      FileKey("remove", .yes, "The element or member is taken out."),
      FileKey("rename", .expression, "The new name of the member."),
    ], exactlyOne: ["set", "remove", "rename"])

  static let safeties: [(String, Fix.Safety)] = [("safe", .safe), ("unsafe", .unsafe)]

  init?(_ node: YAMLNode, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "a fix", Self.keys),
      let title = mapping["title"].flatMap({ file.text($0, "title") }),
      let safety = mapping["safety"].flatMap({ file.word($0, "safety", among: Self.safeties) })
    else { return nil }
    self.title = title
    self.safety = safety
    self.file = file
    self.node = node
    condition = mapping["where"].flatMap { file.sited($0, "where") }
    place = mapping["at"].flatMap { file.sited($0, "at") }
    if let members = mapping["set"]?.mapping {
      if members.entries.isEmpty { file.report("set has no member", at: node) }
      action = .setMembers(
        members.entries.compactMap { entry in file.sited(entry.value, "set").map { (entry.name, $0) } })
    } else if let set = mapping["set"].flatMap({ file.sited($0, "set") }) {
      action = .set(set)
    } else if let name = mapping["rename"].flatMap({ file.sited($0, "rename") }) {
      action = .rename(name)
    } else if let remove = mapping["remove"] {
      if remove.bool != true { file.report("remove takes nothing but true", at: remove) }
      action = .remove
    } else {
      return nil
    }
  }

  /// The fix on one line, for people: `set asset.name.trim()`.
  var source: String {
    let action =
      switch action {
      case .set(let value): "set \(value.value)"
      case .setMembers(let members): "set " + members.map { "\($0.name): \($0.value.value)" }.joined(separator: ", ")
      case .remove: "remove"
      case .rename(let name): "rename to \(name.value)"
      }
    let place = place.map { " at \($0.value)" } ?? ""
    let condition = condition.map { ", where \($0.value)" } ?? ""
    return "\(title) (\(safety.rawValue)): \(action)\(place)\(condition)"
  }

  /// The fix of a rule about the subject of `scope`, whose messages use `environment`; `nil` when something is wrong, which
  /// is reported.
  func compiled(in scope: SubjectScope, _ environment: CELEnvironment, params: JSONDocument) -> Program.Fix? {
    let condition = condition?.expression(in: environment, wanted: .bool)
    if self.condition != nil, condition == nil { return nil }
    var place: Program.PlacePath?
    if let sited = self.place {
      place = ProgramCompiler.place(sited, in: scope, params: params)
      if place == nil { return nil }
    }
    let action: Program.Fix.Action? =
      switch self.action {
      case .set(let value): value.expression(in: environment).map { .set($0) }
      case .setMembers(let members): Self.compiled(members, in: environment).map { .setMembers($0) }
      case .remove: .remove
      case .rename(let name): name.expression(in: environment, wanted: .string).map { .rename($0) }
      }
    return action.map {
      Program.Fix(title: title, safety: safety, condition: condition, place: place, action: $0)
    }
  }

  /// The same for a built-in rule, when somebody asks for it.
  func deferred(in scope: SubjectScope, _ environment: CELEnvironment, params: JSONDocument) -> Deferred<Program.Fix?> {
    let (node, path) = (node, file.path)
    return Deferred {
      let file = RuleFile(path: path, text: [], isBuiltIn: true)
      let fix = FixDraft(node, in: file)?.compiled(in: scope, environment, params: params)
      guard file.errors.isEmpty else { preconditionFailure("built-in fix: \(file.errors)") }
      return fix
    }
  }

  private static func compiled(
    _ members: [(name: String, value: RuleDraft.Sited<String>)], in environment: CELEnvironment
  ) -> [(JSONKey, CELExpression)]? {
    let compiled = members.map { ($0.name, $0.value.expression(in: environment)) }
    return compiled.contains { $0.1 == nil }
      ? nil : compiled.compactMap { name, value in value.map { (JSONKey(name), $0) } }
  }
}
