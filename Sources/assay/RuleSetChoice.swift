import ArgumentParser
import CEL
import Engine
import Findings
import Inputs
import JSONReading
import RuleSets

/// Which rule sets a command works with, and what it changes about them.
struct RuleSetChoice: Hashable {
  /// Built-in names or YAML files; none: those of the configuration, else those that fit the first input, unless there is a
  /// schema, and `ango/ontology`, if there is an ontology.
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
  /// The configuration, which says what this does not say.
  var configuration = ConfigurationChoice()

  /// The configuration, without what this says otherwise. Prints what is wrong with it and throws.
  func readConfiguration() throws -> Configuration? {
    guard var configuration = try configuration.read() else { return nil }
    configuration.overrule(overruled(configuration))
    return configuration
  }

  private func overruled(_ configuration: Configuration) -> [Configuration.Key] {
    var keys: [Configuration.Key] = []
    if !ruleSets.isEmpty || (schema != nil && configuration.position(of: .rules) == nil) { keys.append(.rules) }
    if schema != nil { keys.append(.schema) }
    if ontology != nil { keys.append(.ontology) }
    if !only.isEmpty { keys.append(.only) }
    if !skip.isEmpty { keys.append(.skip) }
    if inputFormat != nil { keys.append(.inputFormat) }
    return keys
  }

  /// The rule sets of a run for which neither the command line nor the configuration names any. Throws where the format is
  /// named and has none.
  func standardRuleSets(_ configuration: Configuration?) throws -> [String] {
    let namesNone = [Configuration.Key.rules, .schema].allSatisfy { configuration?.position(of: $0) == nil }
    guard ruleSets.isEmpty, schema == nil, namesNone else { return [] }
    let standard = "ango/recommended"
    let format = inputFormat ?? configuration?.inputFormatName
    let wanted =
      try format.map { format in
        if let wanted = BuiltIn.recommendedRuleSet(ofFormat: format) { return wanted }
        throw ValidationError("no rules are recommended for the format '\(format)'; name some by --rules or --schema")
      } ?? standard
    let hasOntology = (ontology ?? configuration?.ontology) != nil
    return [wanted] + (wanted == standard && hasOntology ? ["ango/ontology"] : [])
  }

  /// The rule sets compiled. Prints what is wrong with them and throws. For judging exports, rules that ask the ontology
  /// need one. `beginning` gives the first bytes of what is to be judged, by which rule sets are chosen when none are named.
  func program(
    _ configuration: Configuration?, wantsDocumentation: Bool = false, wantsDigests: Bool = false,
    wantsSettings: Bool = false, wantsShape: Bool = true, wantsSummary: Bool = true, wantsFixes: Bool = true,
    isForJudging: Bool = false, beginning: ((Int) -> [UInt8])? = nil
  ) throws -> Program {
    let program = try load(
      configuration, wantsDocumentation: wantsDocumentation, wantsDigests: wantsDigests, wantsSettings: wantsSettings,
      wantsShape: wantsShape, wantsSummary: wantsSummary, wantsFixes: wantsFixes, isForJudging: isForJudging
    ).program
    // Most exports are of the standard format: others are looked for when this is of another one.
    let namesFormat = inputFormat != nil || configuration?.position(of: .inputFormat) != nil
    guard !namesFormat, try !standardRuleSets(configuration).isEmpty, let beginning,
      let ruleSet = Self.ruleSet(for: beginning, unless: program.format)
    else { return program }
    var other = self
    other.ruleSets = [ruleSet]
    return try other.program(
      configuration, wantsDocumentation: wantsDocumentation, wantsDigests: wantsDigests, wantsSettings: wantsSettings,
      wantsShape: wantsShape, wantsSummary: wantsSummary, wantsFixes: wantsFixes, isForJudging: isForJudging)
  }

  /// The rule set for what begins so, when it is not of `format`; `nil` when there is none.
  private static func ruleSet(for beginning: (Int) -> [UInt8], unless format: Program.Format) -> String? {
    // The first record of most exports shows what it is in its first members, and small runs should not pay for more.
    for count in [2 << 10, 16 << 10, DocumentHead.byteCount] {
      guard let head = DocumentHead.completed(beginning(count)), let document = try? JSONDocument(head) else {
        continue
      }
      let found = withExtendedLifetime(document) { () -> (isOfFormat: Bool, ruleSet: String?) in
        let record = document.root.kind == .array ? document.root.elements.first { _ in true } : document.root
        guard let record, !format.describes(record) else { return (true, nil) }
        return (false, BuiltIn.recommendedRuleSet(for: record))
      }
      if found.isOfFormat || found.ruleSet != nil { return found.ruleSet }
    }
    return nil
  }

  /// The rule sets compiled, and the loader, which can tell more about them. Prints what is wrong with them and throws.
  func load(
    _ configuration: Configuration?, wantsDocumentation: Bool = false, wantsDigests: Bool = false,
    wantsSettings: Bool = false, wantsShape: Bool = true, wantsSummary: Bool = true, wantsFixes: Bool = true,
    isForJudging: Bool = false
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
    options.judgesFormats = assertsFormats || configuration?.assertsFormats == true
    if assertsFormats, schema == nil, configuration?.position(of: .schema) == nil {
      throw ValidationError("--assert-formats is about a --schema")
    }
    for id in only + skip where InputCheck(rawValue: id) != nil {
      throw ValidationError("\(id) is a check of the input itself, which is always made: it is no rule")
    }
    options.params = try params()
    options.lacksOntology = isForJudging && ontology == nil && configuration?.ontology == nil
    let loader = RuleSetLoader(readFile: RuleFiles.read)
    let standard = try standardRuleSets(configuration)
    let program: Program
    do {
      program = try loader.load(
        ruleSets + standard, options: options, configuration: configuration)
    } catch {
      let isConfiguration = error.errors.allSatisfy { $0.path == configuration?.path }
      throw Self.failure(error, in: isConfiguration ? "the configuration" : "rule sets")
    }
    let ownChecks = Set(InputCheck.allCases.map(\.rawValue))
    let clashing = program.rules.filter { ownChecks.contains($0.description.id) }.map { rule in
      RuleSetError(
        "'\(rule.description.id)' is a check of the tool itself; call the rule otherwise", path: rule.definition.path,
        position: rule.definition.position, line: "")
    }
    if !clashing.isEmpty { throw Self.failure(RuleSetErrors(clashing), in: "rule sets") }
    if isForJudging {
      try checkOntology(of: program, configuration)
      // What rule sets were read to goes with the process: to free it piece by piece takes as long as reading one.
      _ = Unmanaged.passRetained(loader)
    }
    return (program, loader)
  }

  /// The values of parameters by name.
  func params() throws -> [String: String] {
    var params: [String: String] = [:]
    for text in param {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("--param takes NAME=VALUE, not '\(text)'")
      }
      params[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    return params
  }

  /// The ontology. Prints what is wrong with it and throws.
  func readOntology(_ configuration: Configuration?) throws -> Ontology? {
    guard let ontology = ontology ?? configuration?.ontology else { return nil }
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
  private func checkOntology(of program: Program, _ configuration: Configuration?) throws {
    let known = "the rules that do are in the rule set ango/ontology"
    let isAsked = program.rules.contains(where: \.needsOntology)
    if let ontology {
      if !isAsked { throw ValidationError("no rule asks the ontology '\(ontology)'; \(known)") }
      return
    }
    if let configuration, let ontology = configuration.ontology {
      // Whoever asks for other rules for once need not leave out the ontology, too.
      let asksForOthers = !(ruleSets.isEmpty && schema == nil && only.isEmpty && skip.isEmpty)
      if isAsked || asksForOthers { return }
      let error = configuration.error("no rule asks the ontology '\(ontology)'; \(known)", about: .ontology)
      throw Self.failure(RuleSetErrors([error]), in: "the configuration")
    }
    let names = Set(program.ruleSets.map(\.name))
    let wanted = program.rulesWithoutOntology.filter { names.contains($0.ruleSet) || only.contains($0.id) }
    guard let first = wanted.first else { return }
    let what = wanted.count == 1 ? "rule \(first.id) asks" : "\(wanted.count) rules of \(first.ruleSet) ask"
    throw ValidationError("\(what) the ontology of the project; give it by --ontology FILE")
  }

  /// Refuses exports that are one object with several arrays of records, for commands that take them record by record.
  static func refuseSeveralArrays(_ format: Program.Format, _ what: String) throws {
    if format.arrays.isEmpty { return }
    throw ValidationError("exports of the format '\(format.name)' have several arrays of records, which \(what)")
  }

  /// Prints errors; the status to end with.
  static func failure(_ errors: RuleSetErrors, in what: String) -> ExitStatus {
    for problem in errors.errors { StandardError.write(problem.description) }
    let count = errors.errors.count
    StandardError.write("assay: \(count) error\(count == 1 ? "" : "s") in \(what); nothing was judged")
    return .usage
  }
}
