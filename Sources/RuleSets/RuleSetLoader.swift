import Findings
import SourceText
import YAMLReading

/// What a run changes about the rule sets it names.
public struct RuleSetOptions: Hashable, Sendable {
  /// Values for parameters by name, each of the type of the parameter's default: plain text, or JSON.
  public var params: [String: String] = [:]
  /// When not empty: the only rules that stay on.
  public var only: [String] = []
  /// Rules that are switched off.
  public var skip: [String] = []
  /// The format definition to use in place of the one that the rule sets name: a built-in name or a path.
  public var format: String?
  /// A schema that records keep to, by the rule `schema`: a JSON or YAML file, or a built-in name.
  public var schema: String?
  /// Whether `format` in that schema is judged.
  public var judgesFormats = false

  /// Whether rules that ask the ontology are left out: there is none to ask.
  public var lacksOntology = false

  /// Whether the documentation of built-in rules is wanted: examples, reasons, links and tags. It is half of their text,
  /// and whoever judges exports has no use for it.
  public var wantsDocumentation = true
  /// Whether the fixes of built-in rules are wanted: judging alone has no use for them.
  public var wantsFixes = true
  /// Whether it is wanted where everything about each rule is said.
  public var wantsSettings = false
  /// Whether the digests of rule sets are wanted; without, they are empty.
  public var wantsDigests = true

  /// Whether what the format counts of contents is wanted: only some reports tell it.
  public var wantsSummary = true

  /// Whether built-in rule sets alone are checked against the shape of their format as well. They are known to fit it;
  /// as soon as a rule set of somebody else takes part, all are checked.
  public var wantsShape = true

  /// No changes.
  public init() {}
}

/// Loads rule sets with all that they extend, and compiles them. Collects every error on the way.
public final class RuleSetLoader {
  private let readFile: (String) throws(RuleSetReadError) -> [UInt8]
  private let schemas: SchemaFiles
  private var files: [RuleFile] = []
  private var loading: [String] = []
  private var loaded: Set<String> = []
  private var digests: [String: String] = [:]
  /// Whether a rule set that is named somewhere could not be loaded.
  private var lacksRuleSet = false

  /// The rules so far, by id, and the order of their definition.
  private(set) var rules: [String: RuleDraft] = [:]
  private var order: [String] = []
  /// The rules that are off, by id, and what says so.
  var off: [String: String] = [:]
  private var overrides: [OverrideDraft] = []
  /// Parameters with their default values.
  private(set) var params: [String: Parameters.Value] = [:]
  private var format: (name: String, draft: FormatDraft)?

  /// What compiled the program, for changed versions of its rules.
  private var compiler: ProgramCompiler?

  private var options = RuleSetOptions()

  /// A loader that reads files with `readFile`, which gets a path.
  public init(readFile: @escaping (String) throws(RuleSetReadError) -> [UInt8]) {
    self.readFile = readFile
    schemas = SchemaFiles(readFile: readFile)
  }

  /// The program of the rule sets that `references` name: built-in names or paths of files, and of those that
  /// `configuration` names. Without any, of the schema that one of them names, with any JSON value as a record.
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
    select(options, commandLine)
    select(configuration)
    // What is wrong with rules is found even when something is wrong with the file around them.
    guard let format else {
      try check()
      throw RuleSetErrors([Self.placeless("no rule set names a format", path: "")])
    }
    var draft = format.draft
    if let schema = draft.schema, options.wantsShape || files.contains(where: { !$0.isBuiltIn && !$0.path.isEmpty }) {
      draft.shape = loadShape(schema)
    }
    let compiler = ProgramCompiler(
      format: draft.compiled(),
      params: Parameters(
        defaults: params, configured: params(of: configuration), given: options.params, commandLine: commandLine),
      defersMessages: options.format == nil && configuration?.inputFormat == nil && draft.file.isBuiltIn,
      schemas: schemas, wantsSettings: options.wantsSettings, lacksOntology: options.lacksOntology)
    self.compiler = compiler
    let drafts = order.filter { off[$0] == nil }.compactMap { rules[$0] }
    checkRules(of: overrides)
    var program = compiler.program(drafts, overrides: overrides, off: off, ruleSets: names)
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
    guard let compiler, let rule = rules[id] else { return ([], false) }
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
      lacksRuleSet = true
      if let parent, let node { parent.report(message, at: node) } else { commandLine.report(message, at: .start) }
    }
    let builtIn = BuiltIn.ruleSet(reference)
    let isBuiltIn = builtIn != nil
    let path = isBuiltIn ? reference : Self.path(reference, from: parent)
    let identity = isBuiltIn ? path : Self.normalized(path)
    if loading.contains(identity) {
      report("rule sets extend each other in a circle: \((loading + [identity]).joined(separator: " → "))")
      return nil
    }
    guard !loaded.contains(identity) else { return path }
    guard loading.count < 64 else {
      report("rule sets extend each other more than 64 deep")
      return nil
    }
    let text: [UInt8]
    if let builtIn {
      text = builtIn
    } else {
      do {
        text = try readFile(path)
      } catch {
        let names = BuiltIn.ruleSetNames
        let suggestion = Suggestion.nearest(to: reference, among: names).map { ", did you mean '\($0)'?" }
        report(
          "rule set '\(reference)' cannot be read: \(error.message)\(suggestion ?? "; built in: \(names.joined(separator: ", "))")"
        )
        return nil
      }
    }
    loaded.insert(identity)
    loading.append(identity)
    defer { loading.removeLast() }
    let file = RuleFile(path: path, text: text, isBuiltIn: isBuiltIn)
    files.append(file)
    return read(file, reference, commandLine)
  }

  /// `reference` as a path: relative to the file that holds it.
  static func path(_ reference: String, from parent: RuleFile?) -> String {
    guard let parent, !reference.hasPrefix("/"), let slash = parent.path.lastIndex(of: "/") else { return reference }
    let relative = reference.hasPrefix("./") ? String(reference.dropFirst(2)) : reference
    return parent.path[...slash] + relative
  }

  /// `path` without `.` and without names that `..` takes back: two spellings of one file are one rule set.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
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
        case .rule(let rule): define(rule)
        case .change(let change): apply(change)
        case nil: break
        }
      }
    }
    if let node = mapping["overrides"] {
      if let items = node.items {
        overrides += items.compactMap { OverrideDraft($0, in: file) }
      } else {
        file.report("overrides is \(node.kind), not a list: the last one that applies counts", at: node)
      }
    }
    return name
  }

  /// Reports overrides of rules that are not there. Those that are off stay so.
  private func checkRules(of overrides: [OverrideDraft]) {
    guard !lacksRuleSet else { return }
    for override in overrides {
      for change in override.changes where rules[change.id] == nil {
        override.condition.file.reportUnknown("rule", change.id, known: rules.keys, at: change.key)
      }
    }
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
      if let value = param["default"] { params[entry.name] = Parameters.Value(node: value, file: file) }
    }
  }

  private func define(_ rule: RuleDraft) {
    if let earlier = rules[rule.id] {
      rule.file.report(
        "rule '\(rule.id)' is already defined in \(earlier.file.path), line \(earlier.node.start.line); "
          + "switch that one off and give this one a name of its own, or change its severity, message or params",
        at: rule.node)
      return
    }
    rules[rule.id] = rule
    order.append(rule.id)
  }

  private func apply(_ change: RuleChange) {
    guard var rule = rules[change.id] else {
      // A rule set that could not be loaded may well have it.
      guard !lacksRuleSet else { return }
      change.file.reportUnknown("rule", change.id, known: rules.keys, at: change.key)
      return
    }
    if change.isOff { off[change.id] = change.severityPlace } else if change.severity != nil { off[change.id] = nil }
    if let severity = change.severity { rule.severity = severity }
    if let title = change.title { rule.title = title }
    if let why = change.why { rule.why = why }
    if let docs = change.docs { rule.docs = docs }
    if let message = change.message { rule.message = message }
    rule.params.merge(change.params) { _, new in new }
    rule.changes.append(change)
    rules[change.id] = rule
  }

  /// Loads the format, unless there is one already; one that `isChosen` for the run takes the place of any other.
  private func loadFormat(
    _ reference: String, from parent: RuleFile?, at node: YAMLNode?, isChosen: Bool = false, _ commandLine: RuleFile
  ) {
    func report(_ message: String) {
      if let parent, let node { parent.report(message, at: node) } else { commandLine.report(message, at: .start) }
    }
    let builtIn = BuiltIn.format(reference)
    let isBuiltIn = builtIn != nil
    let path = isBuiltIn ? "\(reference)/format" : Self.path(reference, from: parent)
    if let format, parent != nil, !isChosen {
      if format.name != path, Self.normalized(format.name) != Self.normalized(path) {
        report("format '\(reference)' beside '\(format.draft.name)' of another rule set; a run has one")
      }
      return
    }
    let text: [UInt8]
    if let builtIn {
      text = builtIn
    } else {
      do {
        text = try readFile(path)
      } catch {
        let suggestion = Suggestion.nearest(to: reference, among: BuiltIn.formatNames).map { ", did you mean '\($0)'?" }
        report(
          "format '\(reference)' cannot be read: \(error.message)"
            + (suggestion ?? "; built in: \(BuiltIn.formatNames.joined(separator: ", "))"))
        return
      }
    }
    let file = RuleFile(path: path, text: text, isBuiltIn: isBuiltIn)
    files.append(file)
    format = (path, FormatDraft(file, options))
  }

  /// The shape of a format's records, from the schema that the format names relative to its own file.
  private func loadShape(_ schema: RuleDraft.Sited<String>) -> RecordShape {
    let path = Self.path(schema.value, from: schema.file)
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

  /// Applies `--only` and `--skip`.
  private func select(_ options: RuleSetOptions, _ commandLine: RuleFile) {
    for id in options.only + options.skip where rules[id] == nil {
      let suggestion = Suggestion.nearest(to: id, among: rules.keys).map { ", did you mean '\($0)'?" } ?? ""
      commandLine.report("unknown rule '\(id)'\(suggestion)", at: .start)
    }
    if !options.only.isEmpty { for id in rules.keys where !options.only.contains(id) { off[id] = "--only" } }
    for id in options.skip { off[id] = "--skip" }
  }
}

/// Why a rule file's bytes cannot be had.
public struct RuleSetReadError: Error, Hashable, Sendable {
  /// In the words of the system: `No such file or directory`.
  public var message: String

  /// An error that says `message`.
  public init(_ message: String) { self.message = message }
}
