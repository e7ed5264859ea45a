import CEL
import Findings
import YAMLReading

/// Reads the entries below `rules:`.
struct RuleReader {
  let file: RuleFile
  let ruleSet: String

  /// A rule of its own, or a change to an inherited one.
  enum Entry {
    case rule(RuleDraft)
    case change(RuleChange)
  }

  static let severities: [(String, Severity?)] = [
    ("off", nil), ("info", .info), ("warning", .warning), ("error", .error),
  ]

  /// The entry of `key` and `node`, `nil` when it cannot be read.
  func entry(_ key: YAMLNode, _ node: YAMLNode) -> Entry? {
    let id = key.text ?? ""
    guard isRuleID(id) else {
      file.report("'\(id)' is not a rule's id: small letters, digits and hyphens, as in box-zero-area", at: key)
      return nil
    }
    if node.mapping == nil {
      guard let severity = file.word(node, "rule \(id)", among: Self.severities) else { return nil }
      return .change(RuleChange(id: id, file: file, key: key, node: node, isOff: severity == nil, severity: severity))
    }
    guard let mapping = file.entries(node, of: "rule \(id)", RuleSetKeys.rule) else { return nil }
    let checks = mapping.entries.filter { CheckKinds.names.contains($0.name) }
    if let second = checks.dropFirst().first {
      file.report(
        "rule \(id) has '\(second.name)' beside '\(checks[0].name)'; a rule asks one question", at: second.key)
      return nil
    }
    guard let check = checks.first, let kind = CheckKinds.kind(of: check.name) else {
      // A misspelt check is reported already; that there is no rule to change would only puzzle.
      if mapping.entries.contains(where: { !RuleSetKeys.rule.names.contains($0.name) }) { return nil }
      return change(id, key, node, mapping)
    }
    guard checkCompany(of: kind, mapping, at: check.key) else { return nil }
    return kind.init(check.value, of: mapping, in: file).map { .rule(rule(id, key, mapping, $0)) }
  }

  /// Reports keys that do not go with a kind of check, and those that it lacks. Whether there are none.
  private func checkCompany(of kind: any CheckDraft.Type, _ mapping: YAMLMapping, at key: YAMLNode) -> Bool {
    let name = kind.key.name
    var isRight = true
    func report(_ message: String, at node: YAMLNode) {
      file.report(message, at: node)
      isRight = false
    }
    // Most rules have nothing but keys that all rules may have.
    let isPlain = !mapping.entries.contains { CheckKinds.ownKeys.contains($0.name) }
    for other in isPlain ? [] : CheckKinds.all where other.key.name != name {
      for own in other.companions + other.options {
        guard let entry = mapping.entries.first(where: { $0.name == own.name }) else { continue }
        report("'\(own.name)' belongs to '\(other.key.name)', not to '\(name)'", at: entry.key)
      }
    }
    for entry in mapping.entries where kind.excludedKeys.contains(entry.name) {
      report("'\(entry.name)' has no place beside '\(name)'", at: entry.key)
    }
    for companion in kind.companions where mapping[companion.name] == nil {
      report("'\(name)' needs '\(companion.name)' beside it", at: key)
    }
    return isRight
  }

  private func isRuleID(_ id: String) -> Bool {
    let bytes = id.utf8
    return !bytes.isEmpty && bytes.first != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-")
      && bytes.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      }
  }

  private func change(_ id: String, _ key: YAMLNode, _ node: YAMLNode, _ mapping: YAMLMapping) -> Entry? {
    var change = RuleChange(id: id, file: file, key: key, node: node)
    for entry in mapping.entries {
      switch entry.name {
      case "severity":
        guard let severity = severity(entry.value, id) else { return nil }
        (change.severity, change.isOff) = (severity, severity == nil)
      case "title": change.title = file.text(entry.value, "title")
      case "why": change.why = file.text(entry.value, "why")
      case "docs": change.docs = file.text(entry.value, "docs")
      case "message": change.message = file.sited(entry.value, "message")
      case "params": change.params = params(entry.value)
      case let name where RuleSetKeys.rule.names.contains(name):
        file.report(
          "'\(name)' without a check: rule \(id) needs one of \(CheckKinds.names.joined(separator: ", ")), "
            + "or changes only severity, message, params, title, why and docs of an inherited rule", at: entry.key)
        return nil
      default: break
      }
    }
    return .change(change)
  }

  private func rule(_ id: String, _ key: YAMLNode, _ mapping: YAMLMapping, _ check: any CheckDraft) -> RuleDraft {
    var rule = RuleDraft(
      id: id, file: file, ruleSet: ruleSet, node: key, definition: mapping, subjects: check.subjects,
      condition: check.condition, check: check)
    for entry in mapping.entries {
      switch entry.name {
      case "title": rule.title = file.text(entry.value, "title") ?? ""
      case "why": rule.why = file.text(entry.value, "why") ?? ""
      case "docs": rule.docs = file.text(entry.value, "docs")
      case "tags": rule.tags = file.list(entry.value, "tags").compactMap { file.text($0, "a tag") }
      case "on": rule.subjects = file.sitedList(entry.value, "on")
      case "where": rule.condition = file.sited(entry.value, "where")
      case "message": rule.message = file.sited(entry.value, "message")
      case "at": rule.place = file.sited(entry.value, "at")
      case "params":
        rule.params = params(entry.value)
        rule.definedParams = rule.params
      case "masked":
        rule.isMasked = entry.value.bool == true
        if !rule.isMasked { file.report("masked takes nothing but true; leave it out to show values", at: entry.value) }
      case "examples": rule.examples = examples(entry.value)
      case "fix": rule.fix = FixDraft(entry.value, in: file)
      case "severity":
        guard let severity = severity(entry.value, id) else { continue }
        rule.severity = severity ?? .error
        if severity == nil { file.report("a new rule cannot be off; leave it out", at: entry.value) }
      case "on_error":
        rule.onError =
          file.word(entry.value, "on_error", among: OnError.words) ?? .incomplete
      default: break
      }
    }
    return rule
  }

  private func severity(_ node: YAMLNode, _ id: String) -> Severity?? {
    file.word(node, "severity of rule \(id)", among: Self.severities)
  }

  private func params(_ node: YAMLNode) -> [String: Parameters.Value] {
    guard let mapping = file.mapping(node, "params") else { return [:] }
    return Dictionary(
      mapping.entries.map { ($0.name, Parameters.Value(node: $0.value, file: file)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func examples(_ node: YAMLNode) -> RuleExamples {
    var examples = RuleExamples()
    if node.isNull { return examples }
    guard let mapping = file.entries(node, of: "examples", RuleSetKeys.examples) else { return examples }
    func list(_ key: String) -> [RuleExample] {
      guard let list = mapping[key] else { return [] }
      guard let items = list.items else {
        file.report("\(key) is \(list.kind), not a list of records", at: list)
        return []
      }
      return items.compactMap(example)
    }
    examples.ontology = mapping["ontology"].flatMap { example($0) }
    examples.valid = list("valid")
    examples.invalid = list("invalid")
    examples.fixed = (mapping["fixed"]?.items ?? []).map { $0.isNull ? nil : example($0) }
    if let node = mapping["fixed"], examples.fixed.count > examples.invalid.count {
      file.report("fixed has more examples than invalid, whose fixed forms they are", at: node)
    }
    if let node = mapping["now"], let text = file.text(node, "now") {
      examples.now = CELTimestamp(text)
      if examples.now == nil { file.report("now is '\(text)', no time such as 2025-03-05T09:00:00Z", at: node) }
    }
    return examples
  }

  /// One example: a record, or a list of records.
  private func example(_ node: YAMLNode) -> RuleExample? {
    let records = node.items ?? [node]
    if records.isEmpty {
      file.report("an example is an empty list, not a record or a list of records", at: node)
      return nil
    }
    do throws(YAMLError) {
      var texts: [String] = []
      for record in records { texts.append(try record.json()) }
      return RuleExample(records: texts, place: file.place(of: node.start))
    } catch {
      file.report(error.message, at: error.position)
      return nil
    }
  }
}
