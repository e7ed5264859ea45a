import CEL
import SourceText
import YAMLReading

extension RuleDraft {
  /// What is in force for the rule and where each comes from, in the order in which people write it. `read` are the
  /// parameters that its expressions read.
  func settings(subject: String, params: Parameters, read: Set<String>) -> [RuleSetting] {
    let checkKey = type(of: check).key.name
    let keys = [
      "title", "severity", "on", "where", checkKey, "at", "message", "masked", "on_error", "fix", "params", "tags",
      "why", "docs",
    ]
    return keys.flatMap { key -> [RuleSetting] in
      switch key {
      case "title": [setting(key, default: id)]
      case "severity": [setting(key, default: "error")]
      case "on": [setting(key, default: subject)]
      case "message": [setting(key, default: check.standardMessage)]
      case "on_error": [setting(key, default: "incomplete")]
      case "params":
        params.names.filter { read.contains($0) || self.params[$0] != nil }.compactMap { name in
          setting("params.\(name)", params.origins(of: name, for: self))
        }
      case checkKey: [checkSetting]
      default: [setting(key, statements(of: key))].compactMap { $0 }
      }
    }
  }

  private func setting(_ key: String, default value: String) -> RuleSetting {
    setting(key, statements(of: key))
      ?? RuleSetting(name: key, inForce: RuleSetting.Statement(value: value, place: nil), replaced: [])
  }

  private func setting(_ name: String, _ statements: [RuleSetting.Statement]) -> RuleSetting? {
    statements.first.map { RuleSetting(name: name, inForce: $0, replaced: Array(statements.dropFirst())) }
  }

  /// The check without its key, which is the setting's name.
  private var checkSetting: RuleSetting {
    let name = type(of: check).key.name
    let value = check.source.dropFirst(name.count + 2)
    let line = definition.entries.first { $0.name == name }?.key.start.line ?? node.start.line
    return RuleSetting(
      name: name, inForce: RuleSetting.Statement(value: String(value), place: "\(file.path):\(line)"), replaced: [])
  }

  /// Where the value of a key is said, the one that counts first: changes, then the definition.
  private func statements(of key: String) -> [RuleSetting.Statement] {
    var statements = changes.reversed().compactMap { change -> RuleSetting.Statement? in
      guard let said = change.mapping?[key] ?? (key == "severity" && change.mapping == nil ? change.node : nil) else {
        return nil
      }
      return RuleSetting.Statement(value: said.line, place: "\(change.file.path):\(said.start.line)")
    }
    // An aggregate has what it is about inside.
    let said = definition[key] ?? definition[type(of: check).key.name]?[key]
    if let said { statements.append(RuleSetting.Statement(value: said.line, place: "\(file.path):\(said.start.line)")) }
    return statements
  }
}

extension YAMLNode {
  /// The value on one line.
  fileprivate var line: String {
    if let text { return text.split(separator: "\n").joined(separator: " ") }
    if let items { return items.map(\.line).joined(separator: ", ") }
    return "{\((entries ?? []).map { "\($0.name): \($0.value.line)" }.joined(separator: ", "))}"
  }
}
