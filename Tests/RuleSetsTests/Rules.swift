import RuleSets
import SourceText

/// Rule sets made of texts by name, without a disk.
enum Rules {
  static let zoo = """
    format: zoo
    title: Zoo list
    subjects: {asset: $, task: $.task, tool: '$.task.tools[*]'}
    identity: {asset: asset.name, tool: tool.objectId}
    kinds:
      - video: asset.name.endsWith('.mp4')
    """

  /// The program of `references`, by default of `rules.yaml`.
  static func load(
    _ files: [String: String], _ references: [String] = ["rules.yaml"], options: RuleSetOptions = RuleSetOptions()
  ) throws(RuleSetErrors) -> Program {
    let loader = RuleSetLoader { path throws(RuleSetReadError) in
      if let text = files[path] { return Array(text.utf8) }
      if path == "zoo.yaml" || path.hasSuffix("/zoo.yaml") { return Array(zoo.utf8) }
      throw RuleSetReadError("No such file or directory")
    }
    return try loader.load(references, options: options)
  }

  /// What is wrong with `files`, as it is printed.
  static func problems(
    _ files: [String: String], _ references: [String] = ["rules.yaml"], options: RuleSetOptions = RuleSetOptions()
  ) -> [String] {
    do {
      _ = try load(files, references, options: options)
      return []
    } catch {
      return error.errors.map { "\($0.path):\($0.position): \($0.message)" }
    }
  }

  /// A rule set with the entries of `rules`, each indented by two.
  static func set(_ rules: String, extends: String = "[]") -> String {
    let lines = rules.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    return "ruleset: test\nformat: zoo.yaml\nextends: \(extends)\nparams: {limit: {default: 3}}\nrules:\n"
      + lines.joined(separator: "\n")
  }
}
