/// A rule with all that its documentation tells.
public struct DocumentedRule: Hashable, Sendable {
  /// Its id, severity, title and reasons.
  public var rule: RuleDescription
  /// Where it is defined: `ango/recommended:12`.
  public var origin: String
  /// What it looks at: a subject's name or a JSONPath.
  public var subject: String
  /// The CEL expression that says where it applies; `nil` for everywhere.
  public var condition: String?
  /// What it asks, on one line: `require: metadata.width`.
  public var check: String
  /// The most steps that it takes on one subject, in data with lists of 100 elements; `nil` when that depends on the data.
  public var cost: Int?
  /// How what it finds is put right, on one line; `nil` when it does not say.
  public var fix: String?
  /// The ontology beside all examples, a JSON text on one line; `nil` when there is none.
  public var ontology: String?
  /// Examples in which it finds nothing, and in which it finds something: JSON texts on one line each.
  public var valid, invalid: [String]

  /// A rule's documentation.
  public init(
    rule: RuleDescription, origin: String, subject: String, condition: String? = nil, check: String, cost: Int? = nil,
    fix: String? = nil, ontology: String? = nil, valid: [String] = [], invalid: [String] = []
  ) {
    self.rule = rule
    self.origin = origin
    self.subject = subject
    self.condition = condition
    self.check = check
    self.cost = cost
    self.fix = fix
    self.ontology = ontology
    self.valid = valid
    self.invalid = invalid
  }
}
