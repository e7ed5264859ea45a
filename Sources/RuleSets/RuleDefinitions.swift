import SourceText
import YAMLReading

/// The rules of all rule sets of a run, as far as these have been read: what they are, and which of them are off.
struct RuleDefinitions {
  /// The rules, on and off.
  private(set) var byID: [String: RuleDraft] = [:]
  /// Their ids, as they were defined one after the other.
  private var order: [String] = []
  /// The rules that are off, and what says so.
  private(set) var off: [String: String] = [:]
  /// What rule sets say of single records.
  var overrides: [OverrideDraft] = []
  /// Whether a rule set that is named somewhere could not be loaded: it may well have any rule.
  var areIncomplete = false

  /// The rules that are on, in their order.
  var on: [RuleDraft] { order.filter { off[$0] == nil }.compactMap { byID[$0] } }

  /// Adds a rule.
  mutating func define(_ rule: RuleDraft) {
    if let earlier = byID[rule.id] {
      rule.file.report(
        "rule '\(rule.id)' is already defined in \(earlier.file.path), line \(earlier.node.start.line); "
          + "switch that one off and give this one a name of its own, or change its severity, message or params",
        at: rule.node)
      return
    }
    byID[rule.id] = rule
    order.append(rule.id)
  }

  /// Changes a rule of an earlier rule set.
  mutating func apply(_ change: RuleChange) {
    guard var rule = byID[change.id] else {
      // A rule set that could not be loaded may well have it.
      guard !areIncomplete else { return }
      if change.mapping != nil {
        let suggestion = Suggestion.clause(for: change.id, among: byID.keys) ?? ""
        change.file.report(
          "rule \(change.id) has no check, such as assert or require, and there is no rule of that name to change\(suggestion)",
          at: change.key)
      } else {
        change.file.reportUnknown("rule", change.id, known: byID.keys, at: change.key)
      }
      return
    }
    if change.isOff { off[change.id] = change.severityPlace } else if change.severity != nil { off[change.id] = nil }
    if let severity = change.severity { rule.severity = severity }
    if let title = change.title { rule.title = title }
    if let why = change.why { rule.why = why }
    if let docs = change.docs { rule.docs = docs }
    if let message = change.message { rule.message = message }
    rule.params.merge(change.params) { _, new in new }
    rule.changes.append(change)
    byID[change.id] = rule
  }

  /// Reports overrides of rules that are not there. Those that are off stay so.
  func checkOverrides() {
    guard !areIncomplete else { return }
    for override in overrides {
      for change in override.changes where byID[change.id] == nil {
        override.condition.file.reportUnknown("rule", change.id, known: byID.keys, at: change.key)
      }
    }
  }

  /// Applies `--only` and `--skip`.
  mutating func select(_ options: RuleSetOptions, _ commandLine: RuleFile) {
    for id in options.only + options.skip where byID[id] == nil {
      let suggestion = Suggestion.clause(for: id, among: byID.keys) ?? ""
      commandLine.report("unknown rule '\(id)'\(suggestion)", at: .start)
    }
    if !options.only.isEmpty { for id in byID.keys where !options.only.contains(id) { off[id] = "--only" } }
    for id in options.skip { off[id] = "--skip" }
  }

  /// Applies `only` and `skip`. Rules that are not there are reported, unless they may be in rule sets that were overruled.
  mutating func select(_ configuration: Configuration?) {
    guard let configuration else { return }
    let (only, skip) = (configuration.only, configuration.skip)
    for id in configuration.isAboutOtherRules ? [] : only + skip where byID[id.value] == nil {
      id.file.reportUnknown("rule", id.value, known: byID.keys, at: id.node)
    }
    func origin(_ place: RuleDraft.Sited<String>) -> String { "\(place.file.path):\(place.node.start.line)" }
    if let first = only.first {
      let kept = Set(only.map(\.value))
      for id in byID.keys where !kept.contains(id) { off[id] = origin(first) }
    }
    for id in skip { off[id.value] = origin(id) }
  }
}
