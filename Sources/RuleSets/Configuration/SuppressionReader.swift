import CEL
import Findings
import SourceText
import YAMLReading

/// Reads what stands behind `suppressions` in a configuration.
struct SuppressionReader {
  let file: RuleFile

  /// How many there may be: each is tried on the findings of its rule.
  static let limit = 1000
  /// Scalars of a line that are shown.
  private static let excerptLimit = 400
  /// Bytes of a pattern at most.
  static let patternLimit = 1000

  /// The suppressions of the list `node`; what is wrong is reported.
  func suppressions(_ node: YAMLNode) -> [Suppression] {
    guard let items = node.items else {
      file.report("suppressions is \(node.kind), not a list", at: node)
      return []
    }
    if items.count > Self.limit {
      file.report("more than \(Self.limit) suppressions; a baseline takes as many findings as there are", at: node)
      return []
    }
    var lines: [String: Int] = [:]
    // Many may stand on one line, which a hostile file makes long.
    var line = (number: 0, scalars: [Unicode.Scalar]())
    return items.compactMap { item in
      if line.number != item.start.line {
        line = (item.start.line, Array(file.place(of: item.start).line.unicodeScalars))
      }
      guard let suppression = suppression(item, in: line.scalars) else { return nil }
      let scope = suppression.scope
      if let line = lines[scope], !scope.isEmpty {
        file.report("the suppression on line \(line) is about the same", at: item)
      }
      lines[scope] = item.start.line
      return suppression
    }
  }

  private func suppression(_ node: YAMLNode, in line: [Unicode.Scalar]) -> Suppression? {
    guard let mapping = file.entries(node, of: "a suppression", ConfigurationKeys.suppression) else { return nil }
    func pattern(_ key: String) -> TextPattern? { mapping[key].flatMap { self.pattern($0, key) } }
    return Suppression(
      rule: pattern("rule"), identity: mapping["identity"].flatMap(identity), pointer: pattern("pointer"),
      batch: pattern("batch"), reason: mapping["reason"].flatMap { file.text($0, "reason") } ?? "",
      until: mapping["until"].flatMap(day),
      location: Location(file: file.path, start: node.start, end: node.end, span: node.span),
      excerpt: excerpt(of: line, at: node.start.column - 1))
  }

  /// The piece of a line around a place, counted from 0.
  private func excerpt(of line: [Unicode.Scalar], at place: Int) -> Excerpt {
    let start = max(0, place - Self.excerptLimit / 2)
    let end = min(line.count, start + Self.excerptLimit)
    let piece = String(String.UnicodeScalarView(line[start..<max(start, end)]))
    return Excerpt(text: piece, firstColumn: start + 1, isCutBefore: start > 0, isCutAfter: end < line.count)
  }

  private func identity(_ node: YAMLNode) -> Suppression.Identity? {
    guard let mapping = node.mapping else { return pattern(node, "identity").map { .any($0) } }
    if mapping.entries.isEmpty { file.report("identity is empty", at: node) }
    var patterns: [String: TextPattern] = [:]
    for entry in mapping.entries { patterns[entry.name] = pattern(entry.value, entry.name) }
    return .parts(patterns)
  }

  private func pattern(_ node: YAMLNode, _ what: String) -> TextPattern? {
    guard let text = file.text(node, what) else { return nil }
    let pattern = TextPattern(text)
    if text.utf8.count > Self.patternLimit {
      file.report("\(what) has more than \(Self.patternLimit) bytes", at: node)
    } else if pattern.matchesAll {
      file.report("\(what) is '\(text)', which is anything; leave it out", at: node)
    }
    return pattern
  }

  private func day(_ node: YAMLNode) -> Suppression.Day? {
    guard let text = file.text(node, "until") else { return nil }
    guard let start = CELTimestamp(text + "T00:00:00Z"), text.utf8.count == 10 else {
      file.report("until is '\(text)', no day such as 2026-03-01", at: node)
      return nil
    }
    return Suppression.Day(text: text, endSeconds: start.seconds + 86_400)
  }
}

extension Configuration {
  /// What is wrong with suppressions about rules that are not among `known`, about things without an identity, and in a format
  /// that does not tell batches.
  public func suppressionErrors(
    knownRules known: Set<String>, identities: [String], tellsBatches: Bool, format: String
  ) -> [RuleSetError] {
    let items = suppressionNodes
    for item in items {
      if let rule = item["rule"], let id = rule.text, !isAboutOtherRules {
        let pattern = TextPattern(id)
        if pattern.isLiteral, !known.contains(id) {
          file.reportUnknown("rule", id, known: known, at: rule)
        } else if !pattern.isLiteral, !known.contains(where: { pattern.matches($0) }) {
          file.report("'\(id)' is the name of no rule", at: rule)
        }
      }
      for entry in item["identity"]?.entries ?? [] where !identities.contains(entry.name) && !isAboutOtherRules {
        file.reportUnknown("identity", entry.name, known: identities, at: entry.key)
      }
      if let batch = item["batch"], !tellsBatches {
        file.report("the format '\(format)' does not say where to find batches", at: batch)
      }
    }
    return file.errors.sorted { $0.position < $1.position }
  }
}
