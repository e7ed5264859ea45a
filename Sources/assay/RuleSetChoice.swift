import ArgumentParser
import Inputs
import JSONReading
import RuleSets

/// Which rule sets a command works with, and what it changes about them.
struct RuleSetChoice: Hashable {
  /// Built-in names or YAML files; none: those that fit the first input, unless there is a schema.
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

  /// The rule sets compiled. Prints what is wrong with them and throws. `beginning` gives the first bytes of what is to be
  /// judged, by which rule sets are chosen when none are named.
  func program(
    wantsDocumentation: Bool = false, wantsDigests: Bool = false, wantsSettings: Bool = false, wantsShape: Bool = true,
    beginning: ((Int) -> [UInt8])? = nil
  ) throws -> Program {
    let program = try load(
      wantsDocumentation: wantsDocumentation, wantsDigests: wantsDigests, wantsSettings: wantsSettings,
      wantsShape: wantsShape
    ).program
    // Most exports are of the standard format: others are looked for when this is of another one.
    guard ruleSets.isEmpty, schema == nil, inputFormat == nil, let beginning,
      let ruleSet = Self.ruleSet(for: beginning, unless: program.format)
    else { return program }
    var other = self
    other.ruleSets = [ruleSet]
    return try other.program(
      wantsDocumentation: wantsDocumentation, wantsDigests: wantsDigests, wantsSettings: wantsSettings,
      wantsShape: wantsShape)
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
    wantsDocumentation: Bool = false, wantsDigests: Bool = false, wantsSettings: Bool = false, wantsShape: Bool = true
  ) throws -> (program: Program, loader: RuleSetLoader) {
    var options = RuleSetOptions()
    options.wantsDigests = wantsDigests
    options.wantsDocumentation = wantsDocumentation
    options.wantsShape = wantsShape
    options.wantsSettings = wantsSettings
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
    let standard = inputFormat.flatMap(BuiltIn.recommendedRuleSet(ofFormat:)) ?? "ango/recommended"
    let references = ruleSets.isEmpty && schema == nil ? [standard] : ruleSets
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
