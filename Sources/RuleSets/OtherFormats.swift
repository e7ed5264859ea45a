public import JSONReading
import CEL
import JSONPath

extension Program.Format {
  /// Whether `record` is of this format. Of an array of records or a document with several, its beginning is enough. A test
  /// that cannot be evaluated is not passed.
  public func describes(_ record: JSONNode) -> Bool { detect.map { holds($0, in: record) } ?? true }

  /// What messages call one of its exports: `an Ango Hub export`.
  public var titleWithArticle: String {
    if title.isEmpty { return "of the format \(name)" }
    let article = title.first.map { "aeiouAEIOU".contains($0) } == true ? "an" : "a"
    return "\(article) \(title)"
  }

  /// What `record`, which is not of this format, is instead, for messages: something that the definition names, or of
  /// another built-in format. `nil` when nobody knows.
  public func otherName(of record: JSONNode) -> String? {
    if let other = others.first(where: { holds($0.test.value, in: record) }) { return other.name }
    guard let other = BuiltIn.format(describing: record), other.name != name else { return nil }
    return other.titleWithArticle
  }

  private func holds(_ test: CELExpression, in record: JSONNode) -> Bool {
    var activation = CELActivation(environment: environment)
    // See `environment`: the record has slot 0.
    activation[0] = CELValue(record)
    for variable in variables {
      guard let node = subjects[variable.subject].query.nodes(in: record).first else { continue }
      activation[variable.slot] = CELValue(node)
    }
    guard case .bool(let isTrue)? = try? test.evaluate(&activation) else { return false }
    return isTrue
  }
}

extension BuiltIn {
  /// The first of the built-in formats that can be told from others and that `record` is of.
  static func format(describing record: JSONNode) -> Program.Format? {
    detectable.first { $0.describes(record) }
  }

  /// The rule set for an export that begins with `record`, by the format that this is of; `nil` when there is none.
  public static func recommendedRuleSet(for record: JSONNode) -> String? {
    guard let format = format(describing: record) else { return nil }
    return recommendedRuleSet(ofFormat: format.name)
  }

  /// The rule set for exports of the format called `name`.
  public static func recommendedRuleSet(ofFormat name: String) -> String? {
    let ruleSet = "\(name)/recommended"
    return self.ruleSet(ruleSet) == nil ? nil : ruleSet
  }

  /// Read when something is of another format than expected, which most runs never meet.
  private static let detectable: [Program.Format] = formatNames.compactMap { name in
    guard let text = format(name) else { return nil }
    let format = FormatDraft(RuleFile(path: "\(name)/format", text: text, isBuiltIn: true)).compiled(params: [])
    return format.detect == nil ? nil : format
  }
}
