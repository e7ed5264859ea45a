import JSONReading
import SourceText
import YAMLReading

/// The parameters of rule sets: their defaults, what rules say, what the configuration says, and what the command line
/// says. The last one wins.
struct Parameters {
  /// A value and where it is said.
  struct Value {
    let node: YAMLNode
    let file: RuleFile
  }

  /// How many there may be: each rule with a value of its own has them all.
  static let limit = 256

  private let defaults: [String: Value]
  /// From the configuration.
  private let configured: [String: Value]
  /// From the command line, as JSON text.
  private let given: [String: String]
  private let documents = DocumentCache()

  /// Documents by their text, each read once.
  private final class DocumentCache {
    private var documents: [String: JSONDocument] = [:]
    /// That of rules without parameters of their own.
    var common: JSONDocument?

    func document(_ text: String) -> JSONDocument? {
      if let document = documents[text] { return document }
      let document = try? JSONDocument(text)
      documents[text] = document
      return document
    }
  }

  /// `given` are texts from the command line, each of the type of its parameter's default. What is wrong with them is
  /// reported in `commandLine`, and what is wrong with `configured` where it stands.
  init(
    defaults: [String: Value], configured: [String: Value] = [:], given: [String: String], commandLine: RuleFile
  ) {
    self.defaults = defaults
    self.configured = configured.filter { Self.fits($0.value, $0.key, defaults) }
    var values: [String: String] = [:]
    for (name, text) in given.sorted(by: { $0.key < $1.key }) {
      guard let kind = defaults[name]?.node.kind else {
        let suggestion = Suggestion.clause(for: name, among: defaults.keys) ?? ""
        commandLine.report("unknown parameter '\(name)'\(suggestion)", at: .start)
        continue
      }
      if let json = kind.json(of: text) {
        values[name] = json
      } else {
        commandLine.report("parameter \(name) is \(kind.family), not '\(text)'", at: .start)
      }
    }
    self.given = values
  }

  /// The values for a rule that has `own` ones, or for what is no rule. What is wrong is reported, and then there are none.
  func document(with own: [String: Value] = [:]) -> JSONDocument? {
    // Most rules have the same ones.
    if own.isEmpty, let common = documents.common { return common }
    for (name, value) in own { _ = Self.fits(value, name, defaults) }
    var members: [(name: String, json: String)] = []
    var isComplete = true
    var values = own.isEmpty ? defaults : defaults.merging(own, uniquingKeysWith: { _, new in new })
    if !configured.isEmpty { values.merge(configured) { _, new in new } }
    for (name, value) in values {
      do {
        let json = try value.node.json()
        members.append((name, given[name] ?? json))
      } catch {
        value.file.report(error.message, at: error.position)
        isComplete = false
      }
    }
    let text = members.sorted { $0.name < $1.name }.map { "\(JSONText.quoted($0.name)):\($0.json)" }
    let document = documents.document("{\(text.joined(separator: ","))}")
    if own.isEmpty, isComplete { documents.common = document }
    return document
  }

  /// Whether there is a parameter `name` that may have `value`; reports that there is none, or what it may have.
  private static func fits(_ value: Value, _ name: String, _ defaults: [String: Value]) -> Bool {
    guard let known = defaults[name] else {
      value.file.reportUnknown("parameter", name, known: defaults.keys, at: value.node)
      return false
    }
    let (wanted, found) = (known.node.kind.family, value.node.kind.family)
    if !known.node.isNull, wanted != found {
      value.file.report("parameter \(name) is \(wanted) by its default, not \(found)", at: value.node)
    }
    return known.node.isNull || wanted == found
  }

  /// Where the values for a rule are said, the one that counts first: `--param`, the configuration, the rule, the default.
  func origins(of name: String, for rule: RuleDraft) -> [RuleSetting.Statement] {
    var origins = given[name].map { [RuleSetting.Statement(value: $0, place: "--param")] } ?? []
    let changes = rule.changes.reversed().compactMap { $0.params[name] }
    let others = [rule.definedParams[name], defaults[name]].compactMap { $0 }
    for value in [configured[name]].compactMap({ $0 }) + changes + others {
      guard let json = try? value.node.json() else { continue }
      origins.append(RuleSetting.Statement(value: json, place: "\(value.file.path):\(value.node.start.line)"))
    }
    return origins
  }

  /// The names, in alphabetical order.
  var names: [String] { defaults.keys.sorted() }
}

extension YAMLKind {
  /// The type of a parameter with such a default: numbers are one.
  var family: String { self == .integer ? YAMLKind.float.description : description }

  /// `text` as JSON of this type; `nil` when it is none.
  fileprivate func json(of text: String) -> String? {
    let document = try? JSONDocument(text)
    // A node is valid as long as its document.
    let kind = withExtendedLifetime(document) { document?.root.kind }
    switch self {
    case .text: return JSONText.quoted(text)
    case .integer, .float: return kind == .number ? text : nil
    case .boolean: return kind == .boolean ? text : nil
    case .sequence: return kind == .array ? text : nil
    case .mapping: return kind == .object ? text : nil
    case .null: return kind == nil ? JSONText.quoted(text) : text
    }
  }
}
