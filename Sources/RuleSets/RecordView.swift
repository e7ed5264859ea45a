public import CEL
public import JSONPath
import JSONReading

extension Program.Format {
  /// A way in which records of the format lie: other names and places for what the subjects' paths lead to.
  public struct Layout: Sendable {
    /// What `layout` is in expressions.
    public let name: String
    /// Whether a record lies so; `nil` for the layout of all that remain.
    public let detect: Deferred<CELExpression>?
    /// Where its records have what the format's paths lead to.
    let renames: [JSONPathRename]
  }

  /// An array of records that is a member of the document, beside others.
  public struct RecordArray: Sendable {
    /// The name of the member that is the array.
    public let member: String
    /// The path of its records in the document: `$.annotations[*]`.
    let path: JSONPathQuery
    /// What messages call one of its records.
    public let name: String
  }
}

/// How the paths of a format read in records of one layout, or in those of one array of the document.
public struct RecordView: Sendable {
  /// The name of the layout; `unknown` in formats that have none.
  public let layout: String
  private let renames: [JSONPathRename]
  private let array: Program.Format.RecordArray?

  private init(layout: String, renames: [JSONPathRename] = [], array: Program.Format.RecordArray? = nil) {
    self.layout = layout
    self.renames = renames
    self.array = array
  }

  /// The paths as they are written.
  public static let plain = RecordView(layout: "unknown")

  /// The paths in records of a layout.
  public init(_ layout: Program.Format.Layout) { self.init(layout: layout.name, renames: layout.renames) }

  /// The paths in records of an array.
  public init(_ array: Program.Format.RecordArray) { self.init(layout: "unknown", array: array) }

  /// What `query` is in the records; `nil` when it leads to nothing in them.
  public func query(_ query: JSONPathQuery) -> JSONPathQuery? {
    guard let array else { return renames.isEmpty ? query : query.renamed(renames) }
    let parts = query.alternatives.compactMap { $0.relative(to: array.path) }
    return parts.isEmpty ? nil : JSONPathQuery(union: parts)
  }

  /// What selects the subjects of `scope` in the records, or in the ontology, which has no views; `nil` when the records
  /// have none.
  public func query(of scope: SubjectScope) -> JSONPathQuery? {
    scope.isOfOntology ? scope.query : query(scope.query)
  }

  /// What the members of `path`, seen from what `query` selects, are called in the records: up to the first of several
  /// values.
  public func path(_ path: MemberPath, from query: JSONPathQuery) -> MemberPath {
    guard !renames.isEmpty else { return path }
    let start = query.renamed(renames)
    let whole = query.appending(path.keys.map(\.name)).renamed(renames)
    guard let names = whole.names(behind: start), names != path.keys.map(\.name) else { return path }
    return MemberPath(names) ?? path
  }
}
