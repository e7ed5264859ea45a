import SourceText
import YAMLReading

// The format that rule sets are about.
extension RuleSetLoader {
  /// Loads the format, unless there is one already; one that `isChosen` for the run takes the place of any other.
  func loadFormat(
    _ reference: String, from parent: RuleFile?, at node: YAMLNode?, isChosen: Bool = false, _ commandLine: RuleFile
  ) {
    func report(_ message: String) {
      if let parent, let node { parent.report(message, at: node) } else { commandLine.report(message, at: .start) }
    }
    let builtIn = BuiltIn.format(reference)
    let isBuiltIn = builtIn != nil
    let path = isBuiltIn ? "\(reference)/format" : RuleFilePath.resolved(reference, from: parent)
    if let format, parent != nil, !isChosen {
      if format.name != path, RuleFilePath.normalized(format.name) != RuleFilePath.normalized(path) {
        report("format '\(reference)' beside '\(format.draft.name)' of another rule set; a run has one")
      }
      return
    }
    let found = text(of: "format", reference, builtIn, at: path, among: BuiltIn.formatNames, report: report)
    guard let text = found else { return }
    let file = RuleFile(path: path, text: text, isBuiltIn: isBuiltIn)
    files.append(file)
    format = (path, FormatDraft(file, options))
  }

  /// The shape of a format's records, from the schema that the format names relative to its own file.
  func loadShape(_ schema: RuleDraft.Sited<String>) -> RecordShape {
    let path = RuleFilePath.resolved(schema.value, from: schema.file)
    let text: [UInt8]
    if schema.file.isBuiltIn, let builtIn = BuiltIn.schema(path) {
      text = builtIn
    } else {
      do {
        text = try readFile(path)
      } catch {
        schema.file.report("schema '\(schema.value)' cannot be read: \(error.message)", at: schema.node)
        return .unknown
      }
    }
    let file = RuleFile(path: path, text: text)
    files.append(file)
    return RecordShape(file)
  }
}
