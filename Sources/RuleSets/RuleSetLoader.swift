import Findings
import SourceText
import YAMLReading

/// Loads rule sets with all that they extend, and compiles them. Collects every error on the way.
public final class RuleSetLoader {
  let readFile: (String) throws(RuleSetReadError) -> [UInt8]
  private let schemas: SchemaFiles
  var files: [RuleFile] = []
  private var loading: [String] = []
  private var loaded: Set<String> = []
  private var digests: [String: String] = [:]
  /// The rules so far.
  private var rules = RuleDefinitions()
  /// Parameters with their default values.
  private var params: [String: Parameters.Value] = [:]
  var format: (name: String, draft: FormatDraft)?

  /// What compiled the program, for changed versions of its rules.
  private var compiler: ProgramCompiler?

  private(set) var options = RuleSetOptions()

  /// A loader that reads files with `readFile`, which gets a path.
  public init(readFile: @escaping (String) throws(RuleSetReadError) -> [UInt8]) {
    self.readFile = readFile
    schemas = SchemaFiles(readFile: readFile)
  }

  /// The program of the rule sets that `references` name: built-in names or paths of files, and of those that
  /// `configuration` names, with the rule `schema` where `options` or `configuration` name a schema. With a schema alone, any
  /// JSON value is a record.
  ///
  /// What the configuration says of rules and parameters is about its own rule sets: when these are overruled, what the
  /// others do not have is passed over.
  public func load(
    _ references: [String], options: RuleSetOptions = RuleSetOptions(), configuration: Configuration? = nil
  ) throws(RuleSetErrors) -> Program {
    let commandLine = RuleFile(path: "", text: [])
    self.options = options
    files.append(commandLine)
    if let configuration { files.append(configuration.file) }
    var names: [RuleSetDescription] = []
    for reference in references {
      guard let name = load(reference, from: nil, at: nil, commandLine) else { continue }
      names.append(RuleSetDescription(name: name, digest: digests[reference] ?? ""))
    }
    for rules in configuration?.rules ?? [] {
      guard let name = load(rules.value, from: rules.file, at: rules.node, commandLine) else { continue }
      names.append(RuleSetDescription(name: name, digest: digests[rules.value] ?? ""))
    }
    if let schema = options.schema {
      names.append(loadSchema(schema, judgesFormats: options.judgesFormats, commandLine))
    }
    if let schema = configuration?.schema {
      names.append(loadSchema(schema.value, from: schema, judgesFormats: options.judgesFormats, commandLine))
    }
    let hasRuleSets = !references.isEmpty || configuration?.rules.isEmpty == false
    if let format = options.format ?? (hasRuleSets ? nil : "json") {
      loadFormat(format, from: nil, at: nil, commandLine)
    }
    if let format = configuration?.inputFormat {
      loadFormat(format.value, from: format.file, at: format.node, isChosen: true, commandLine)
    }
    rules.select(options, commandLine)
    rules.select(configuration)
    // What is wrong with rules is found even when something is wrong with the file around them.
    guard let format else {
      try check()
      let file = files.first { !$0.path.isEmpty }
      file?.report("no rule set names a format: add 'format' or 'extends'", at: .start)
      try check()
      throw RuleSetErrors([Self.placeless("no rule set names a format", path: "")])
    }
    var draft = format.draft
    if let schema = draft.schema, options.wantsShape || files.contains(where: { !$0.isBuiltIn && !$0.path.isEmpty }) {
      draft.shape = loadShape(schema)
    }
    let compiler = ProgramCompiler(
      format: draft.compiled(params: params.keys),
      params: Parameters(
        defaults: params, configured: params(of: configuration), given: options.params, commandLine: commandLine),
      defersMessages: options.format == nil && configuration?.inputFormat == nil && draft.file.isBuiltIn,
      schemas: schemas, wantsSettings: options.wantsSettings, lacksOntology: options.lacksOntology)
    self.compiler = compiler
    rules.checkOverrides()
    var program = compiler.program(rules.on, overrides: rules.overrides, off: rules.off, ruleSets: names)
    files += schemas.files
    try check()
    if options.wantsDigests { program.ruleSets = names.map(withSchemas) }
    return program
  }

  /// The mutants of the rule called `id`, which `load` compiled: at most `RuleMutant.limit`, `where` before the check. A
  /// change that makes no rule is none of them. `isCut` tells that there are more.
  ///
  /// A mutant has no message of its own, no `at` and no fix: whether a rule finds something does not depend on them. Nothing is
  /// said about what a JSONPath selects.
  public func mutants(of id: String) -> (mutants: [RuleMutant], isCut: Bool) {
    guard let compiler, let rule = rules.byID[id] else { return ([], false) }
    let mutations = rule.mutations
    let mutants = mutations.prefix(RuleMutant.limit).compactMap { mutation -> RuleMutant? in
      var draft = mutation.changed
      (draft.message, draft.place, draft.fix) = (nil, nil, nil)
      let program = compiler.program([draft], overrides: [], off: [:], ruleSets: [])
      guard program.rules.count == 1 else { return nil }
      return RuleMutant(program: program, place: rule.file.place(of: mutation.position), change: mutation.change)
    }
    return (mutants, mutations.count > RuleMutant.limit)
  }

  private func check() throws(RuleSetErrors) {
    let errors = files.flatMap { file in
      file.errors.sorted { $0.position < $1.position }
    }
    if !errors.isEmpty { throw RuleSetErrors(errors) }
  }

  private static func placeless(_ message: String, path: String) -> RuleSetError {
    RuleSetError(message, path: path, position: .start, line: "")
  }

  /// A rule set with a digest that covers the schemas of the run as well.
  private func withSchemas(_ ruleSet: RuleSetDescription) -> RuleSetDescription {
    guard !schemas.files.isEmpty else { return ruleSet }
    let parts = [ruleSet.digest] + schemas.files.map { SHA256.hexadecimal($0.text) }
    let digest = "sha256:" + SHA256.hexadecimal(Array(parts.joined(separator: "\n").utf8))
    return RuleSetDescription(name: ruleSet.name, digest: digest)
  }

  /// Loads the rule that records keep to `schema`, as if a rule set had it. `place` is where the configuration names it.
  private func loadSchema(
    _ schema: String, from place: RuleDraft.Sited<String>? = nil, judgesFormats: Bool, _ commandLine: RuleFile
  ) -> RuleSetDescription {
    let name = place?.file.path ?? "--schema"
    let text = """
      ruleset: \(JSONText.quoted(name))
      rules:
        schema:
          title: Records keep to the schema
          on: $
          schema: \(JSONText.quoted(schema))
          formats: \(judgesFormats ? "assert" : "annotate")
      """
    let file = RuleFile(path: name, text: Array(text.utf8), isFromCommandLine: true, origin: place)
    files.append(file)
    _ = read(file, name, commandLine)
    return RuleSetDescription(name: name, digest: digests[name] ?? "")
  }

  /// Loads one rule set, unless it has been, and returns its name.
  @discardableResult
  private func load(_ reference: String, from parent: RuleFile?, at node: YAMLNode?, _ commandLine: RuleFile) -> String?
  {
    func report(_ message: String) {
      rules.areIncomplete = true
      if let parent, let node { parent.report(message, at: node) } else { commandLine.report(message, at: .start) }
    }
    let builtIn = BuiltIn.ruleSet(reference)
    let isBuiltIn = builtIn != nil
    let path = isBuiltIn ? reference : RuleFilePath.resolved(reference, from: parent)
    let identity = isBuiltIn ? path : RuleFilePath.normalized(path)
    if loading.contains(identity) {
      report("rule sets extend each other in a circle: \((loading + [identity]).joined(separator: " → "))")
      return nil
    }
    guard !loaded.contains(identity) else { return path }
    guard loading.count < 64 else {
      report("rule sets extend each other more than 64 deep")
      return nil
    }
    let found = text(
      of: "rule set", reference, builtIn, at: path, among: BuiltIn.ruleSetNames, report: report)
    guard let text = found else { return nil }
    loaded.insert(identity)
    loading.append(identity)
    defer { loading.removeLast() }
    let file = RuleFile(path: path, text: text, isBuiltIn: isBuiltIn)
    files.append(file)
    return read(file, reference, commandLine)
  }

  /// The text of a built-in file, else of the file at `path`. When that cannot be read, `report` gets what was perhaps meant.
  func text(
    of kind: String, _ reference: String, _ builtIn: [UInt8]?, at path: String, among names: [String],
    report: (String) -> Void
  ) -> [UInt8]? {
    if let builtIn { return builtIn }
    do {
      return try readFile(path)
    } catch {
      let suggestion = Suggestion.clause(for: reference, among: names)
      report(
        "\(kind) '\(reference)' cannot be read: \(error.message)"
          + (suggestion ?? "; built in: \(names.joined(separator: ", "))"))
      return nil
    }
  }

  private func read(_ file: RuleFile, _ reference: String, _ commandLine: RuleFile) -> String? {
    guard let root = file.root(for: options),
      let mapping = file.entries(root, of: "a rule set", RuleSetKeys.ruleSet)
    else {
      return nil
    }
    var name = file.path
    if let node = mapping["ruleset"] { name = file.text(node, "ruleset") ?? name }
    if let node = mapping["description"] { _ = file.text(node, "description") }
    var digested = options.wantsDigests ? file.text : []
    if let extends = mapping["extends"] {
      for item in file.list(extends, "extends") {
        guard let parent = file.text(item, "a rule set to extend") else { continue }
        load(parent, from: file, at: item, commandLine)
        if options.wantsDigests { digested += Array((digests[parent] ?? parent).utf8) }
      }
    }
    if options.wantsDigests { digests[reference] = "sha256:" + SHA256.hexadecimal(digested) }
    if let node = mapping["format"], let format = file.text(node, "format") {
      loadFormat(format, from: file, at: node, commandLine)
    }
    if let node = mapping["params"] { readParams(node, file) }
    if let node = mapping["rules"], let entries = file.mapping(node, "rules")?.entries {
      let reader = RuleReader(file: file, ruleSet: name)
      for entry in entries {
        switch reader.entry(entry.key, entry.value) {
        case .rule(let rule): rules.define(rule)
        case .change(let change): rules.apply(change)
        case nil: break
        }
      }
    }
    if let node = mapping["overrides"] {
      if let items = node.items {
        rules.overrides += items.compactMap { OverrideDraft($0, in: file) }
      } else {
        file.report("overrides is \(node.kind), not a list: the last one that applies counts", at: node)
      }
    }
    return name
  }

  /// The values of parameters in a configuration; without those of parameters that may be in rule sets that were overruled.
  private func params(of configuration: Configuration?) -> [String: Parameters.Value] {
    guard let configuration else { return [:] }
    return configuration.params.filter { !configuration.isAboutOtherRules || params[$0.key] != nil }
  }

  private func readParams(_ node: YAMLNode, _ file: RuleFile) {
    guard let mapping = file.mapping(node, "params") else { return }
    for entry in mapping.entries {
      guard let param = file.entries(entry.value, of: "parameter \(entry.name)", RuleSetKeys.parameter) else {
        continue
      }
      if let node = param["description"] { _ = file.text(node, "description") }
      guard params.count < Parameters.limit || params[entry.name] != nil else {
        return file.report("more than \(Parameters.limit) parameters", at: entry.key)
      }
      guard let value = param["default"] else { continue }
      if let known = params[entry.name]?.node.kind, known != .null, value.kind != .null,
        known.family != value.kind.family
      {
        file.report(
          "parameter \(entry.name) is \(known.family) in a rule set that this one extends, not \(value.kind.family)",
          at: value)
      }
      params[entry.name] = Parameters.Value(node: value, file: file)
    }
  }
}

/// Why a rule file's bytes cannot be had.
public struct RuleSetReadError: Error, Hashable, Sendable {
  /// In the words of the system: `No such file or directory`.
  public var message: String

  /// An error that says `message`.
  public init(_ message: String) { self.message = message }
}
