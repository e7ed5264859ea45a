import SourceText
import YAMLReading

/// What a configuration changes about the rule sets of a run.
extension RuleSetLoader {
  /// Applies `only` and `skip`. Rules that are not there are reported, unless they may be in rule sets that were overruled.
  func select(_ configuration: Configuration?) {
    guard let configuration else { return }
    let (only, skip) = (configuration.only, configuration.skip)
    for id in configuration.isAboutOtherRules ? [] : only + skip where rules[id.value] == nil {
      id.file.reportUnknown("rule", id.value, known: rules.keys, at: id.node)
    }
    func origin(_ place: RuleDraft.Sited<String>) -> String { "\(place.file.path):\(place.node.start.line)" }
    if let first = only.first {
      let kept = Set(only.map(\.value))
      for id in rules.keys where !kept.contains(id) { off[id] = origin(first) }
    }
    for id in skip { off[id.value] = origin(id) }
  }

  /// The values of parameters; without those of parameters that may be in rule sets that were overruled.
  func params(of configuration: Configuration?) -> [String: Parameters.Value] {
    guard let configuration else { return [:] }
    return configuration.params.filter { !configuration.isAboutOtherRules || params[$0.key] != nil }
  }
}
