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
  /// Always there.
  public let record, kind, layout, params, now, file: Int
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
    name: String, query: JSONPathQuery, ancestors: [(position: Int, name: String)], isPath: Bool, format: Program.Format
  ) {
    self.name = name
    self.query = query
    var environment = CELEnvironment.assay
    // The schema of a document with several arrays is not that of a record.
    record = environment.declare("record", format.arrays.isEmpty ? format.shape.record : .dyn)
    kind = environment.declare("kind", .string)
    layout = environment.declare("layout", .string)
    params = environment.declare("params")
    now = environment.declare("now", .timestamp)
    file = environment.declare("file", .string)
    var around: [(subject: Int, slot: Int)] = []
    for ancestor in ancestors {
      around.append((ancestor.position, environment.declare(ancestor.name, format.types[ancestor.position])))
    }
    self.ancestors = around
    ancestorNames = ancestors.map(\.name)
    subjectType = format.shape.type(of: query)
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
    let query: JSONPathQuery
    let isPath = name.hasPrefix("$")
    if isPath, let path = try? JSONPathQuery(name) {
      query = path
    } else if let subject = subjects.first(where: { $0.name == name }) {
      query = subject.query
    } else {
      return nil
    }
    return scope(of: query, named: name, isPath: isPath)
  }

  /// The scope of what `query` selects, which is called `name`.
  func scope(of query: JSONPathQuery, named name: String, isPath: Bool) -> SubjectScope {
    SubjectScope(name: name, query: query, ancestors: ancestors(of: query, named: name), isPath: isPath, format: self)
  }

  /// The subjects around what `query` selects, outermost first.
  private func ancestors(of query: JSONPathQuery, named name: String) -> [(position: Int, name: String)] {
    subjects.enumerated().filter { $0.element.name != name && $0.element.query.isPrefix(of: query) }
      .map { ($0.offset, $0.element.name) }
  }
}
