import ArgumentParser
import RuleSets

/// Which rule sets a command works with, and what it changes about them.
struct RuleSetChoice: Hashable {
  /// Built-in names or YAML files; none: `ango/recommended`, unless there is a schema.
  var ruleSets: [String] = []
  /// A JSON Schema that records keep to.
  var schema: String?
  /// Whether `format` in that schema is judged.
  var assertsFormats = false
  /// `NAME=VALUE` for parameters of rules.
  var param: [String] = []
  /// When not empty: the only rules that stay on.
  var only: [String] = []
  /// Rules that are left out.
  var skip: [String] = []
  /// The format definition, in place of the one that the rule sets name.
  var inputFormat: String?

  /// The rule sets compiled. Prints what is wrong with them and throws.
  func program(
    wantsDocumentation: Bool = false, wantsDigests: Bool = false, wantsSettings: Bool = false, wantsShape: Bool = true,
    wantsSummary: Bool = true
  ) throws -> Program {
    try load(
      wantsDocumentation: wantsDocumentation, wantsDigests: wantsDigests, wantsSettings: wantsSettings,
      wantsShape: wantsShape, wantsSummary: wantsSummary
    ).program
  }

  /// The rule sets compiled, and the loader, which can tell more about them. Prints what is wrong with them and throws.
  func load(
    wantsDocumentation: Bool = false, wantsDigests: Bool = false, wantsSettings: Bool = false, wantsShape: Bool = true,
    wantsSummary: Bool = true
  ) throws -> (program: Program, loader: RuleSetLoader) {
    var options = RuleSetOptions()
    options.wantsDigests = wantsDigests
    options.wantsDocumentation = wantsDocumentation
    options.wantsShape = wantsShape
    options.wantsSettings = wantsSettings
    options.wantsSummary = wantsSummary
    options.only = only
    options.skip = skip
    options.format = inputFormat
    options.schema = schema
    options.judgesFormats = assertsFormats
    if assertsFormats, schema == nil { throw ValidationError("--assert-formats is about a --schema") }
    for text in param {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("--param takes NAME=VALUE, not '\(text)'")
      }
      options.params[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    let references = ruleSets.isEmpty && schema == nil ? ["ango/recommended"] : ruleSets
    let loader = RuleSetLoader(readFile: RuleFiles.read)
    do {
      return (try loader.load(references, options: options), loader)
    } catch {
      for problem in error.errors { StandardError.write(problem.description) }
      let count = error.errors.count
      StandardError.write("assay: \(count) error\(count == 1 ? "" : "s") in rule sets; nothing was judged")
      throw ExitStatus.usage
    }
  }
}
