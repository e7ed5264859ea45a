import CEL
import JSONSchema
import YAMLReading

/// `schema: {required: [width], properties: {width: {type: integer}}}`, or `schema: ./tool.schema.json`.
struct SchemaDraft: CheckDraft {
  static let key = FileKey(
    "schema", .either([.text, .names(.anything)]),
    "A JSON Schema (draft 2020-12) of the subject: the schema itself, a JSON or YAML file relative to this one, or a "
      + "built-in name.")
  static let options = [
    FileKey(
      "formats", .word(formatWords.map(\.0)),
      "Whether the schema's format is judged or says nothing of a value; annotate unless told.")
  ]
  /// Every place that does not keep to the schema is one of its own.
  static let excludedKeys = ["at"]
  private static let formatWords = [("assert", true), ("annotate", false)]

  /// Where the schema stands.
  enum Source {
    /// In the rule itself.
    case node(YAMLNode, RuleFile)
    /// In a file, or in the tool.
    case name(RuleDraft.Sited<String>)
  }

  let schema: Source
  let judgesFormats: Bool

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    if let formats = rule["formats"] {
      guard let isJudged = file.word(formats, "formats", among: Self.formatWords) else { return nil }
      judgesFormats = isJudged
    } else {
      judgesFormats = false
    }
    switch node.kind {
    case .mapping: schema = .node(node, file)
    case .sequence, .null:
      file.report("schema is \(node.kind), not a mapping, a file or a built-in name", at: node)
      return nil
    default:
      guard let name = file.sited(node, "schema") else { return nil }
      schema = .name(name)
    }
  }

  var messageNames: Set<String> { ["reason", "keyword", "missing"] }
  var source: String {
    let formats = judgesFormats ? ", formats: assert" : ""
    switch schema {
    case .name(let name): return "schema: \(name.value)" + formats
    case .node(let node, _):
      let keys = node.mapping?.entries.map(\.name) ?? []
      let shown = keys.prefix(8).joined(separator: ", ") + (keys.count > 8 ? ", …" : "")
      return "schema: {\(shown)}" + formats
    }
  }

  var standardMessage: String { "{reason}" }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    compiler.schemas.compiled(schema, judgesFormats: judgesFormats).map(Program.Check.schema)
  }
}
