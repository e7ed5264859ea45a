/// What a run changes about the rule sets it names.
public struct RuleSetOptions: Hashable, Sendable {
  /// Values for parameters by name, each of the type of the parameter's default: plain text, or JSON.
  public var params: [String: String] = [:]
  /// When not empty: the only rules that stay on.
  public var only: [String] = []
  /// Rules that are switched off.
  public var skip: [String] = []
  /// The format definition to use in place of the one that the rule sets name: a built-in name or a path.
  public var format: String?
  /// A schema that records keep to, by the rule `schema`: a JSON or YAML file, or a built-in name.
  public var schema: String?
  /// Whether `format` in that schema is judged.
  public var judgesFormats = false

  /// Whether rules that ask the ontology are left out: there is none to ask.
  public var lacksOntology = false

  /// Whether the documentation of built-in rules is wanted: examples, reasons, links and tags. It is half of their text,
  /// and whoever judges exports has no use for it.
  public var wantsDocumentation = true
  /// Whether the fixes of built-in rules are wanted: judging alone has no use for them.
  public var wantsFixes = true
  /// Whether it is wanted where everything about each rule is said.
  public var wantsSettings = false
  /// Whether the digests of rule sets are wanted; without, they are empty.
  public var wantsDigests = true

  /// Whether what the format counts of contents is wanted: only some reports tell it.
  public var wantsSummary = true

  /// Whether built-in rule sets alone are checked against the shape of their format as well. They are known to fit it;
  /// as soon as a rule set of somebody else takes part, all are checked.
  public var wantsShape = true

  /// No changes.
  public init() {}
}
