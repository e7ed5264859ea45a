import ArgumentParser
import RuleSets

/// The options by which commands choose rule sets.
struct RuleSetArguments: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A rule set: a built-in name or a YAML file (repeatable; default: ango/recommended).", valueName: "file|name"))
  var ruleSets: [String] = []

  @Option(help: ArgumentHelp("Set a parameter of the rules (repeatable).", valueName: "name=value"))
  var param: [String] = []

  @Option(help: ArgumentHelp("Judge by this rule alone (repeatable).", valueName: "rule"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Leave this rule out (repeatable).", valueName: "rule"))
  var skip: [String] = []

  @Option(
    help: ArgumentHelp("The format definition, in place of the one that the rule sets name.", valueName: "name|file"))
  var inputFormat: String?

  /// The rule sets compiled. Prints what is wrong with them and throws.
  func program(
    references: [String]? = nil, wantsExamples: Bool = false, wantsDigests: Bool = false, wantsSettings: Bool = false
  ) throws -> Program {
    var options = RuleSetOptions()
    options.wantsDigests = wantsDigests
    options.wantsExamples = wantsExamples
    options.wantsSettings = wantsSettings
    options.only = only
    options.skip = skip
    options.format = inputFormat
    for text in param {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("--param takes NAME=VALUE, not '\(text)'")
      }
      options.params[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    let references = references ?? (ruleSets.isEmpty ? ["ango/recommended"] : ruleSets)
    do {
      return try RuleSetLoader(readFile: RuleFiles.read).load(references, options: options)
    } catch {
      for problem in error.errors { StandardError.write(problem.description) }
      let count = error.errors.count
      StandardError.write("assay: \(count) error\(count == 1 ? "" : "s") in rule sets; nothing was judged")
      throw ExitStatus.usage
    }
  }
}
