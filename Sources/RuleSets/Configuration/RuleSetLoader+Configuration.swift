import SourceText
import YAMLReading

/// What a configuration changes about the rule sets of a run.
extension RuleSetLoader {
  /// The values of parameters; without those of parameters that may be in rule sets that were overruled.
  func params(of configuration: Configuration?) -> [String: Parameters.Value] {
    guard let configuration else { return [:] }
    return configuration.params.filter { !configuration.isAboutOtherRules || params[$0.key] != nil }
  }
}
