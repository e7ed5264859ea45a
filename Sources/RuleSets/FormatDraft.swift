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
  /// What a record is called and the JSONPath of an array of such records, when a document has several.
  var arrays: [(name: String, path: RuleDraft.Sited<String>)] = []
  /// Layouts of records, of which the first whose test is true applies.
  var layouts: [LayoutDraft] = []
  /// What else a record may be that is given by mistake, and the tests.
  var others: [(name: String, test: RuleDraft.Sited<String>)] = []
  /// What that file says.
  var shape = RecordShape.unknown

  /// A layout as the file writes it.
  struct LayoutDraft {
    var name: String
    var detect: RuleDraft.Sited<String>?
    /// JSONPaths and what stands instead of their last names.
    var renames: [(path: YAMLNode, replacement: RuleDraft.Sited<String>)] = []
  }

  static let recordWords = [("objects", false), ("values", true)]

  /// Reads `file`; what is wrong is reported there. `contents` of built-in formats stay empty when `options` do not want them.
  init(_ file: RuleFile, _ options: RuleSetOptions = RuleSetOptions()) {
    self.file = file
    guard let root = file.root(for: options),
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
      case "records":
        if entry.value.mapping != nil {
          arrays = named(entry.value, "records").map { ($0, $1) }
        } else {
          takesAnyValue = file.word(entry.value, "records", among: Self.recordWords) ?? false
        }
      case "layouts":
        layouts = readLayouts(entry.value)
        if mapping["records"]?.mapping != nil {
          file.report("layouts are for records that stand alone, and here they stand in several arrays", at: entry.key)
        }
      case "schema": schema = file.sited(entry.value, "schema")
      case "kinds": kinds = tests(entry.value, "kinds", each: "a kind")
      case "others": others = tests(entry.value, "others", each: "another format")
      default: break
      }
    }
  }

  /// A subject's name and its JSONPaths.
  typealias Subject = (name: String, paths: [RuleDraft.Sited<String>])

  private func subjects(_ node: YAMLNode, _ what: String) -> [Subject] {
    (file.mapping(node, what)?.entries ?? []).map { entry in
      if !file.isBuiltIn, let problem = SubjectScope.problem(withSubjectName: entry.name) {
        file.report(problem, at: entry.key)
      }
      return (entry.name, file.list(entry.value, entry.name).compactMap { file.sited($0, entry.name) })
    }
  }

  private func attributions(_ node: YAMLNode) -> [(grouping: Grouping, paths: [RuleDraft.Sited<String>])] {
    guard let mapping = file.entries(node, of: "attribution", RuleSetKeys.attribution) else { return [] }
    return mapping.entries.compactMap { entry in
      guard let grouping = Grouping(rawValue: entry.name) else { return nil }
      return (grouping, file.list(entry.value, entry.name).compactMap { file.sited($0, entry.name) })
    }
  }

  /// Names with tests, of which the first true one wins.
  private func tests(_ node: YAMLNode, _ what: String, each: String) -> [(String, RuleDraft.Sited<String>)] {
    guard let items = node.items else {
      file.report("\(what) is \(node.kind), not a list: the first true one wins", at: node)
      return []
    }
    return items.flatMap { named($0, each) }
  }

  private func readLayouts(_ node: YAMLNode) -> [LayoutDraft] {
    guard let mapping = file.mapping(node, "layouts") else { return [] }
    return mapping.entries.map { entry in
      var layout = LayoutDraft(name: entry.name)
      guard let keys = file.entries(entry.value, of: "a layout", RuleSetKeys.layout) else { return layout }
      if let detect = keys["detect"] { layout.detect = file.sited(detect, "detect") }
      if let rename = keys["rename"], let mapping = file.mapping(rename, "rename") {
        layout.renames = mapping.entries.compactMap { entry in
          file.sited(entry.value, entry.name).map { (entry.key, $0) }
        }
      }
      return layout
    }
  }

  private func named(_ node: YAMLNode, _ what: String) -> [(String, RuleDraft.Sited<String>)] {
    guard let mapping = file.mapping(node, what) else { return [] }
    return mapping.entries.compactMap { entry in file.sited(entry.value, entry.name).map { (entry.name, $0) } }
  }
}
