public import CEL
public import JSONPath

/// What expressions about one subject may use: its variables, and where their values are in a record.
public final class SubjectScope: Sendable {
  /// `tool`, or the JSONPath itself.
  public let name: String
  /// Selects the subject within a record: what a list of JSONPaths leads to, path by path.
  public let query: JSONPathQuery
  /// What is around it, outermost first: the subject's position in the format, and the slot of its value in an activation.
  public let ancestors: [(subject: Int, slot: Int)]
  /// The names of what is around it.
  let ancestorNames: [String]
  /// What is known before groups are made: what conditions may use, and all that rules may that are about no groups.
  let subjectEnvironment: CELEnvironment
  /// For rules about groups: the other members.
  public let group: GroupScope?
  /// What rules may use.
  public let environment: CELEnvironment
  /// The same and the variables of messages; activations are made for it.
  public let messageEnvironment: CELEnvironment
  /// Whether it is in the ontology, and not in a record of the export.
  public let isOfOntology: Bool
  /// Always there; the ontology only where there is one.
  public let record, kind, layout, params, now, file, ontology: Int
  /// The subject itself.
  public let subject: Int
  /// The position or key of a node that a JSONPath selected; `nil` for subjects of the format.
  public let index, key: Int?
  /// What is known of the subject, and of the parameters.
  let subjectType, paramsType: CELType
  /// For messages only: the path of a missing member; the value at the place; where a key occurred first, `file:line:column`
  /// or, within a record, its JSON Pointer. In a group `first` is its first member.
  public let missing, value, first: Int
  /// For messages only: how the first value of a key reads that has several.
  public let firstValue: Int
  /// For messages about schemas only: in which way the value does not keep to the schema, and by which keyword.
  public let reason, keyword: Int

  /// What every scope has.
  private static let commonNames = ["record", "kind", "layout", "params", "now", "file", "ontology"]
  /// What some messages have and others have not.
  private static let messageNames = ["missing", "first", "first_value", "reason", "keyword"]

  /// Has the variables that every scope has, so that each is made known once.
  private static let common: CELEnvironment = {
    var environment = CELEnvironment.assay
    for name in commonNames { environment.declare(name) }
    return environment
  }()

  /// The scope of what `query` selects. `ancestors` are around it; `isPath` tells that it is no subject of a format,
  /// and is called `node`; `isGrouped` that its rules are about groups.
  init(
    name: String, query: JSONPathQuery, ancestors: [(position: Int, name: String)], isPath: Bool, isGrouped: Bool,
    isOfOntology: Bool, format: Program.Format
  ) {
    self.name = name
    self.query = query
    self.isOfOntology = isOfOntology
    paramsType = format.paramsType
    var environment = Self.common
    // The schema of a document with several arrays is not that of a record.
    record = environment.declare("record", isOfOntology || !format.arrays.isEmpty ? .dyn : format.shape.record)
    kind = environment.declare("kind", .string, texts: format.kindNames)
    layout = environment.declare("layout", .string, texts: format.layoutNames)
    params = environment.declare("params", format.paramsType)
    now = environment.declare("now", .timestamp)
    file = environment.declare("file", .string)
    ontology = environment.declare("ontology", OntologyFunctions.type)
    var around: [(subject: Int, slot: Int)] = []
    for ancestor in ancestors {
      around.append((ancestor.position, environment.declare(ancestor.name, format.types[ancestor.position])))
    }
    self.ancestors = around
    ancestorNames = ancestors.map(\.name)
    subjectType = isOfOntology ? .dyn : format.shape.type(of: query)
    subject = environment.declare(isPath ? "node" : name, subjectType)
    index = isPath ? environment.declare("index", .int) : nil
    key = isPath ? environment.declare("key", .string) : nil
    subjectEnvironment = environment
    group = isGrouped ? GroupScope(in: &environment, member: subjectType) : nil
    self.environment = environment
    missing = environment.declare("missing", .string)
    value = environment.declare("value")
    first = group?.first ?? environment.declare("first")
    firstValue = environment.declare("first_value", .string)
    reason = environment.declare("reason", .string)
    keyword = environment.declare("keyword", .string)
    messageEnvironment = environment
  }
}

extension SubjectScope {
  /// Names that mean something else in expressions about some subject.
  private static let ownNames = Set(commonNames + messageNames + ["node", "index", "key", "value"])

  /// Whether a variable of messages has no value in those of `check`, as it is for others.
  func isUnset(_ name: String, in check: any CheckDraft) -> Bool {
    guard Self.messageNames.contains(name) else { return false }
    return !check.messageNames.contains(name) && !(group != nil && name == "first")
  }

  /// Why no subject can be called `name`; `nil` when one can.
  static func problem(withSubjectName name: String) -> String? {
    if ownNames.contains(name) {
      return "'\(name)' has a meaning of its own in expressions; call the subject otherwise"
    }
    guard (try? CELExpression(name, in: named(name))) != nil else {
      return "'\(name)' is no name that expressions can use; call the subject otherwise"
    }
    return nil
  }

  private static func named(_ name: String) -> CELEnvironment {
    var environment = CELEnvironment()
    environment.declare(name)
    return environment
  }
}

extension Program.Format {
  /// The scope of the subject called `name`, or of what `name` selects when it is a JSONPath; `nil` when it is neither.
  public func scope(of name: String) -> SubjectScope? { scope(of: name, isGrouped: false) }

  /// The same, for rules about groups when `isGrouped`.
  func scope(of name: String, isGrouped: Bool) -> SubjectScope? {
    if name.hasPrefix("$"), let path = try? JSONPathQuery(name) {
      return scope(of: path, named: name, isPath: true, isGrouped: isGrouped)
    }
    guard let position = subjects.firstIndex(where: { $0.name == name }) else { return nil }
    return scope(
      of: subjects[position].query, named: name, isPath: false, isGrouped: isGrouped,
      isOfOntology: isOfOntology(subject: position))
  }

  /// The scope of what `query` selects, which is called `name`, in the ontology or else in a record of the export.
  func scope(
    of query: JSONPathQuery, named name: String, isPath: Bool, isGrouped: Bool = false, isOfOntology: Bool = false
  ) -> SubjectScope {
    SubjectScope(
      name: name, query: query, ancestors: ancestors(of: query, named: name, isOfOntology), isPath: isPath,
      isGrouped: isGrouped, isOfOntology: isOfOntology, format: self)
  }

  /// The subjects around whatever `query` selects, outermost first.
  private func ancestors(
    of query: JSONPathQuery, named name: String, _ isOfOntology: Bool
  ) -> [(position: Int, name: String)] {
    subjects.enumerated().filter { position, subject in
      subject.name != name && self.isOfOntology(subject: position) == isOfOntology && subject.query.isPrefix(of: query)
    }.map { ($0.offset, $0.element.name) }
  }
}
