import Findings

/// Two rules: one with everything, and one with what every rule has.
enum SampleRules {
  static let whole = DocumentedRule(
    rule: RuleDescription(
      id: "box-tiny", severity: .warning, title: "Boxes have | sides", why: "Nobody <sees> them",
      docs: "https://example.org/box", tags: ["box", "geometry"], ruleSet: "acme/all"),
    origin: "rules.yaml:4", subject: "tool", condition: "a || b", check: "assert: tool.`box`.width > 2", cost: 12,
    valid: [#"{"w":3}"#], invalid: [#"{"w":1}"#, #"{"w":"\n"}"#])

  static let bare = DocumentedRule(
    rule: RuleDescription(id: "size", severity: .error, title: "size", ruleSet: "own"), origin: "own.yaml:1",
    subject: "asset", check: "require: size")
}
