import ArgumentParser
import CEL
import Findings
import RuleSets

/// Which rule sets a command works with, and what it changes about them.
struct RuleSetChoice: Hashable {
  /// Built-in names or YAML files; none: `ango/recommended`, unless there is a schema, and `ango/ontology`, if there is an
  /// ontology.
  var ruleSets: [String] = []
  /// A JSON Schema that records keep to.
  var schema: String?
  /// Whether `format` in that schema is judged.
  var assertsFormats = false
  /// The file of the ontology that rules may ask.
  var ontology: String?
  /// `NAME=VALUE` for parameters of rules.
  var param: [String] = []
  /// When not empty: the only rules that stay on.
  var only: [String] = []
  /// Rules that are left out.
  var skip: [String] = []
  /// The format definition, in place of the one that the rule sets name.
  var inputFormat: String?

  /// The rule sets compiled. Prints what is wrong with them and throws. For judging exports, rules that ask the ontology
  /// need one.
  func program(
    wantsDocumentation: Bool = false, wantsDigests: Bool = false, wantsSettings: Bool = false, wantsShape: Bool = true,
    wantsSummary: Bool = true, wantsFixes: Bool = true, isForJudging: Bool = false
  ) throws -> Program {
    try load(
      wantsDocumentation: wantsDocumentation, wantsDigests: wantsDigests, wantsSettings: wantsSettings,
      wantsShape: wantsShape, wantsSummary: wantsSummary, wantsFixes: wantsFixes, isForJudging: isForJudging
    ).program
  }

  /// The rule sets compiled, and the loader, which can tell more about them. Prints what is wrong with them and throws.
  func load(
    wantsDocumentation: Bool = false, wantsDigests: Bool = false, wantsSettings: Bool = false, wantsShape: Bool = true,
    wantsSummary: Bool = true, wantsFixes: Bool = true, isForJudging: Bool = false
  ) throws -> (program: Program, loader: RuleSetLoader) {
    var options = RuleSetOptions()
    options.wantsDigests = wantsDigests
    options.wantsDocumentation = wantsDocumentation
    options.wantsShape = wantsShape
    options.wantsSettings = wantsSettings
    options.wantsSummary = wantsSummary
    options.wantsFixes = wantsFixes
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
    options.lacksOntology = isForJudging && ontology == nil
    let standard = ["ango/recommended"] + (ontology == nil ? [] : ["ango/ontology"])
    let references = ruleSets.isEmpty && schema == nil ? standard : ruleSets
    let loader = RuleSetLoader(readFile: RuleFiles.read)
    let program: Program
    do { program = try loader.load(references, options: options) } catch {
      throw Self.failure(error, in: "rule sets")
    }
    if isForJudging { try checkOntology(of: program) }
    return (program, loader)
  }

  /// The ontology. Prints what is wrong with it and throws.
  func readOntology() throws -> Ontology? {
    guard let ontology else { return nil }
    let text: [UInt8]
    do throws(RuleSetReadError) { text = try RuleFiles.read(ontology) } catch {
      throw ValidationError("the ontology '\(ontology)' cannot be read: \(error.message)")
    }
    do { return try Ontology.read(text, file: ontology) } catch {
      throw Self.failure(error, in: "the ontology")
    }
  }

  /// An ontology that no rule asks, and rules that were asked for by name and have none to ask, are mistakes. That other
  /// rule sets have such rules, too, is told by the reports.
  private func checkOntology(of program: Program) throws {
    if let ontology {
      guard program.rules.contains(where: \.needsOntology) else {
        throw ValidationError(
          "no rule asks the ontology '\(ontology)'; the rules that do are in the rule set ango/ontology")
      }
      return
    }
    let names = Set(program.ruleSets.map(\.name))
    let wanted = program.rulesWithoutOntology.filter { names.contains($0.ruleSet) || only.contains($0.id) }
    guard let first = wanted.first else { return }
    let what = wanted.count == 1 ? "rule \(first.id) asks" : "\(wanted.count) rules of \(first.ruleSet) ask"
    throw ValidationError("\(what) the ontology of the project; give it by --ontology FILE")
  }

  /// Prints errors; the status to end with.
  private static func failure(_ errors: RuleSetErrors, in what: String) -> ExitStatus {
    for problem in errors.errors { StandardError.write(problem.description) }
    let count = errors.errors.count
    StandardError.write("assay: \(count) error\(count == 1 ? "" : "s") in \(what); nothing was judged")
    return .usage
  }
}
