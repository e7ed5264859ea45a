import CEL
import JSONPath
import YAMLReading

/// An entry of a format's `summary` as its file writes it:
/// `boxWidth: {on: tool, by: {class: tool.title}, value: tool.box.width}`.
struct ContentDraft<Text> {
  var name: String
  var subject: Text?
  var condition: Text?
  var groups: [(name: String, text: Text)] = []
  var value: Text?

  /// The entry with other texts.
  func map<Other>(_ transform: (Text) -> Other) -> ContentDraft<Other> {
    ContentDraft<Other>(
      name: name, subject: subject.map(transform), condition: condition.map(transform),
      groups: groups.map { ($0.name, transform($0.text)) }, value: value.map(transform))
  }

  /// The entry with its expressions, as far as `compile` can make something of them.
  func compiled(
    in scope: SubjectScope, _ compile: (_ text: Text, _ wanted: CELType?) -> CELExpression?
  ) -> Program.Content {
    Program.Content(
      name: name, scope: scope, condition: condition.flatMap { compile($0, .bool) },
      groups: groups.compactMap { group in compile(group.text, nil).map { (group.name, $0) } },
      value: value.flatMap { compile($0, nil) })
  }
}

extension ContentDraft: Sendable where Text: Sendable {}

/// The keys of an entry.
enum ContentKeys {
  static let all = FileKeys([
    FileKey("on", .text, "What is counted: a subject of the format, or a JSONPath (RFC 9535)."),
    FileKey("where", .expression, "Only subjects are counted for which this is true."),
    FileKey("by", .names(.expression), "What groups are made by, each with counts of its own; one group unless told."),
    FileKey("value", .expression, "A number to measure; subjects are only counted unless told."),
  ])
}

extension ContentDraft<RuleDraft.Sited<String>> {
  /// Reads an entry; what is wrong is reported in `file`.
  init?(_ entry: YAMLMapping.Entry, in file: RuleFile) {
    guard let mapping = file.entries(entry.value, of: entry.name, ContentKeys.all) else { return nil }
    self.init(name: entry.name)
    for entry in mapping.entries {
      switch entry.name {
      case "on": subject = file.sited(entry.value, "on")
      case "where": condition = file.sited(entry.value, "where")
      case "value": value = file.sited(entry.value, "value")
      case "by":
        for group in file.mapping(entry.value, "by")?.entries ?? [] {
          guard let text = file.sited(group.value, group.name) else { continue }
          groups.append((group.name, text))
        }
      default: break
      }
    }
  }

  /// The entry compiled for records of `format`. What is wrong is reported.
  func compiled(in format: Program.Format) -> Program.Content? {
    guard let scope = scope(in: format) else { return nil }
    return compiled(in: scope) { text, wanted in
      let expression = text.expression(in: scope.environment, wanted: wanted)
      // Formats have no parameters, and nobody keeps where in a list something was counted.
      if let path = expression?.paths.first(where: { ["params", "index", "key"].contains($0.variable) }) {
        text.file.report("'\(path.variable)' has no value in the summary of a format", at: text.node)
      }
      return expression
    }
  }

  private func scope(in format: Program.Format) -> SubjectScope? {
    guard let subject else { return format.standardScope }
    if subject.value.hasPrefix("$") {
      return subject.query(within: format.arrays).map { format.scope(of: $0, named: subject.value, isPath: true) }
    }
    if let scope = format.scope(of: subject.value) { return scope }
    subject.file.reportUnknown("subject", subject.value, known: format.subjects.map(\.name), at: subject.node)
    return nil
  }
}

extension ContentDraft<String> {
  /// An entry of a built-in format, compiled for its records.
  func compiled(builtIn format: Program.Format) -> Program.Content {
    guard let scope = subject.map({ format.scope(of: $0) }) ?? format.standardScope else {
      preconditionFailure("built-in summary '\(name)' is about nothing")
    }
    return compiled(in: scope) { text, _ in CELExpression(builtIn: text, in: scope.environment) }
  }
}

extension Program.Format {
  /// The scope of what is meant when nothing is named.
  fileprivate var standardScope: SubjectScope? { subjects.first.flatMap { scope(of: $0.name) } }
}
