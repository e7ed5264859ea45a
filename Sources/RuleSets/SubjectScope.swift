public import CEL
public import JSONPath

/// What expressions about one subject may use: its variables, and where their values are in a record.
public final class SubjectScope: Sendable {
  /// `tool`, or the JSONPath itself.
  public let name: String
  /// Selects the subject within a record.
  public let query: JSONPathQuery
  /// What is around it, outermost first: the subject's position in the format, and the slot of its value in an activation.
  public let ancestors: [(subject: Int, slot: Int)]
  /// The names of what is around it.
  let ancestorNames: [String]
  /// What rules may use.
  public let environment: CELEnvironment
  /// The same and the variables of messages; activations are made for it.
  public let messageEnvironment: CELEnvironment
  /// Whether it is in the ontology, and not in a record of the export.
  public let isOfOntology: Bool
  /// Always there; the ontology only where there is one.
  public let record, kind, params, now, file, ontology: Int
  /// The subject itself.
  public let subject: Int
  /// The position or key of a node that a JSONPath selected; `nil` for subjects of the format.
  public let index, key: Int?
  /// What is known of the subject.
  let subjectType: CELType
  /// For messages only: the path of a missing member; the value at the place; where a key occurred first, `file:line:column`
  /// or, within a record, its JSON Pointer.
  public let missing, value, first: Int
  /// For messages about schemas only: in which way the value does not keep to the schema, and by which keyword.
  public let reason, keyword: Int

  /// The scope of what `query` selects. `ancestors` are around it; `isPath` tells that it is no subject of a format,
  /// and is called `node`.
  init(
    name: String, query: JSONPathQuery, ancestors: [(position: Int, name: String)], isPath: Bool,
    isOfOntology: Bool, format: Program.Format
  ) {
    self.name = name
    self.query = query
    self.isOfOntology = isOfOntology
    var environment = CELEnvironment.assay
    record = environment.declare("record", isOfOntology ? .dyn : format.shape.record)
    kind = environment.declare("kind", .string)
    params = environment.declare("params")
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
    self.environment = environment
    missing = environment.declare("missing", .string)
    value = environment.declare("value")
    first = environment.declare("first")
    reason = environment.declare("reason", .string)
    keyword = environment.declare("keyword", .string)
    messageEnvironment = environment
  }
}

extension Program.Format {
  /// The scope of the subject called `name`, or of what `name` selects when it is a JSONPath; `nil` when it is neither.
  public func scope(of name: String) -> SubjectScope? {
    if name.hasPrefix("$"), let path = try? JSONPathQuery(name) { return scope(of: path, named: name, isPath: true) }
    guard let position = subjects.firstIndex(where: { $0.name == name }) else { return nil }
    return scope(
      of: subjects[position].query, named: name, isPath: false, isOfOntology: isOfOntology(subject: position))
  }

  /// The scope of what `query` selects, which is called `name`, in the ontology or else in a record of the export.
  func scope(of query: JSONPathQuery, named name: String, isPath: Bool, isOfOntology: Bool = false) -> SubjectScope {
    SubjectScope(
      name: name, query: query, ancestors: ancestors(of: query, named: name, isOfOntology), isPath: isPath,
      isOfOntology: isOfOntology, format: self)
  }

  /// The subjects around what `query` selects, outermost first.
  private func ancestors(
    of query: JSONPathQuery, named name: String, _ isOfOntology: Bool
  ) -> [(position: Int, name: String)] {
    subjects.enumerated().filter { position, subject in
      subject.name != name && self.isOfOntology(subject: position) == isOfOntology && subject.query.isPrefix(of: query)
    }.map { ($0.offset, $0.element.name) }
  }
}
