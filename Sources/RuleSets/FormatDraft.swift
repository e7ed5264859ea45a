import Findings
import YAMLReading

/// A format definition as its file writes it, before its expressions are compiled.
struct FormatDraft {
  let file: RuleFile
  var name = ""
  var title = ""
  var detect: RuleDraft.Sited<String>?
  /// In the order of the file.
  var subjects: [Subject] = []
  /// The same in the ontology, from its category schema.
  var ontologySubjects: [Subject] = []
  /// Name of a subject and the path of its identity.
  var identities: [(name: String, path: RuleDraft.Sited<String>)] = []
  /// What findings are put down to, with the paths of its values.
  var attributions: [(grouping: Grouping, paths: [RuleDraft.Sited<String>])] = []
  /// Width and height of the picture that shapes lie on; empty when nobody says.
  var frame: [RuleDraft.Sited<String>] = []
  /// What is counted over a run.
  var contents: [ContentDraft<RuleDraft.Sited<String>>] = []
  /// Kind and test, in the order of the file.
  var kinds: [(name: String, test: RuleDraft.Sited<String>)] = []
  /// The file of the JSON Schema that records have the shape of.
  var schema: RuleDraft.Sited<String>?
  /// Whether a record may be any JSON value, and not only an object.
  var takesAnyValue = false
  /// What that file says.
  var shape = RecordShape.unknown

  static let recordWords = [("objects", false), ("values", true)]

  /// Reads `file`; what is wrong is reported there. Without `withSummary`, `contents` of built-in formats stay empty.
  init(_ file: RuleFile, withSummary: Bool = true) {
    self.file = file
    guard let root = file.root(withSummary: withSummary),
      let mapping = file.entries(root, of: "a format definition", RuleSetKeys.format)
    else { return }
    for entry in mapping.entries {
      switch entry.name {
      case "format": name = file.text(entry.value, "format") ?? ""
      case "title": title = file.text(entry.value, "title") ?? ""
      case "detect": detect = file.sited(entry.value, "detect")
      case "subjects": subjects = subjects(entry.value, "subjects")
      case "ontology": ontologySubjects = subjects(entry.value, "ontology")
      case "identity": identities = named(entry.value, "identity").map { ($0, $1) }
      case "attribution": attributions = attributions(entry.value)
      case "frame":
        frame = file.list(entry.value, "frame").compactMap { file.sited($0, "a side of the frame") }
        if frame.count != 2 { file.report("frame has two sides: width and height", at: entry.value) }
      case "summary":
        contents = file.mapping(entry.value, "summary")?.entries.compactMap { ContentDraft($0, in: file) } ?? []
      case "records": takesAnyValue = file.word(entry.value, "records", among: Self.recordWords) ?? false
      case "schema": schema = file.sited(entry.value, "schema")
      case "kinds":
        guard let items = entry.value.items else {
          file.report("kinds is \(entry.value.kind), not a list: the first true one wins", at: entry.value)
          continue
        }
        kinds = items.flatMap { item in named(item, "a kind").map { ($0, $1) } }
      default: break
      }
    }
  }

  /// A subject's name and its JSONPaths.
  typealias Subject = (name: String, paths: [RuleDraft.Sited<String>])

  private func subjects(_ node: YAMLNode, _ what: String) -> [Subject] {
    (file.mapping(node, what)?.entries ?? []).map { entry in
      (entry.name, file.list(entry.value, entry.name).compactMap { file.sited($0, entry.name) })
    }
  }

  private func attributions(_ node: YAMLNode) -> [(grouping: Grouping, paths: [RuleDraft.Sited<String>])] {
    guard let mapping = file.entries(node, of: "attribution", RuleSetKeys.attribution) else { return [] }
    return mapping.entries.compactMap { entry in
      guard let grouping = Grouping(rawValue: entry.name) else { return nil }
      return (grouping, file.list(entry.value, entry.name).compactMap { file.sited($0, entry.name) })
    }
  }

  private func named(_ node: YAMLNode, _ what: String) -> [(String, RuleDraft.Sited<String>)] {
    guard let mapping = file.mapping(node, what) else { return [] }
    return mapping.entries.compactMap { entry in file.sited(entry.value, entry.name).map { (entry.name, $0) } }
  }
}
