import SourceText
import YAMLReading

/// One YAML file of rules or of a format, read, and a place to collect what is wrong with it.
final class RuleFile {
  /// As errors name it.
  let path: String
  let text: [UInt8]
  /// Whether it is part of the tool.
  let isBuiltIn: Bool
  /// Whether the command line stands for it: errors have no place in it.
  let isFromCommandLine: Bool
  /// What it was made for, where errors belong: a file that the loader writes itself has no places that anybody knows.
  let origin: RuleDraft.Sited<String>?
  /// Only for what is wrong.
  private lazy var lines = LineMap(text)
  /// What has been found wrong so far, in any order.
  private(set) var errors: [RuleSetError] = []
  private var reported: Set<RuleSetError> = []

  /// `text` is what the file holds. Of built-in files, parts may be passed over and compiled later.
  init(
    path: String, text: [UInt8], isBuiltIn: Bool = false, isFromCommandLine: Bool = false,
    origin: RuleDraft.Sited<String>? = nil
  ) {
    self.origin = origin
    self.path = path
    self.isBuiltIn = isBuiltIn
    self.isFromCommandLine = isFromCommandLine
    self.text = text
  }

  /// Reads the YAML; an error becomes one of `errors`. Built-in rule sets are read as if their rules had no documentation
  /// and no fixes, and built-in formats as if they told nothing of contents, where `options` say that nobody wants it.
  func root(for options: RuleSetOptions = RuleSetOptions()) -> YAMLNode? {
    do {
      var text = text
      if isBuiltIn, BuiltIn.isFormat(path) {
        if !options.wantsSummary { text = DocumentationLines.summaryRemoved(from: text) }
      } else if isBuiltIn, !(options.wantsDocumentation && options.wantsFixes) {
        text = DocumentationLines.removed(
          from: text, keepsDocumentation: options.wantsDocumentation, keepsFixes: options.wantsFixes)
      }
      return try (isBuiltIn ? YAMLDocument(builtIn: text, path: path) : YAMLDocument(text, path: path)).root
    } catch {
      report(error.message, at: error.position)
      return nil
    }
  }

  func report(_ message: String, at position: SourcePosition) {
    if let origin { return origin.file.report(message, at: origin.node) }
    let error =
      isFromCommandLine
      ? RuleSetError(message, path: "", position: .start, line: "")
      : RuleSetError(message, path: path, position: position, line: lines.text(ofLine: position.line))
    if reported.insert(error).inserted { errors.append(error) }
  }

  /// `position` with its line.
  func place(of position: SourcePosition) -> RuleSetPlace {
    RuleSetPlace(path: path, position: position, line: lines.text(ofLine: position.line))
  }

  func report(_ message: String, at node: YAMLNode) { report(message, at: node.start) }

  /// Reports what is wrong at the byte `offset` of the text.
  func report(_ message: String, atOffset offset: Int) { report(message, at: lines.position(of: offset)) }

  /// Reports a name that is not among `known`, with the one that was probably meant.
  func reportUnknown(_ what: String, _ name: String, known: some Sequence<String>, at node: YAMLNode) {
    // Finding the nearest name takes a while; nobody reads the twentieth suggestion.
    let nearest = errors.count < 20 ? Suggestion.nearest(to: name, among: known) : nil
    report("unknown \(what) '\(name)'\(Suggestion.clause(nearest))", at: node)
  }

  // What follows reads one value of an expected kind, reports any other, and then returns nil.

  /// The entries of a mapping. Reports keys that are not among `keys`, and those that are missing.
  func entries(_ node: YAMLNode, of what: String, _ keys: FileKeys) -> YAMLMapping? {
    guard let mapping = mapping(node, what) else { return nil }
    for entry in mapping.entries where !keys.names.contains(entry.name) {
      reportUnknown("key", entry.name, known: keys.names, at: entry.key)
    }
    for key in keys.keys where key.isRequired && mapping[key.name] == nil {
      report("\(what) needs '\(key.name)'", at: node)
    }
    if !keys.atLeastOne.isEmpty, keys.atLeastOne.allSatisfy({ mapping[$0] == nil }) {
      report("\(what) needs \(keys.atLeastOne.map { "'\($0)'" }.joined(separator: " or "))", at: node)
    }
    let alternatives = mapping.entries.filter { keys.exactlyOne.contains($0.name) }
    if !keys.exactlyOne.isEmpty, alternatives.isEmpty {
      report("\(what) needs \(keys.exactlyOne.map { "'\($0)'" }.joined(separator: " or "))", at: node)
    }
    for other in alternatives.dropFirst() {
      report("'\(other.name)' has no place beside '\(alternatives[0].name)'", at: other.key)
    }
    return mapping
  }

  /// Any mapping.
  func mapping(_ node: YAMLNode, _ what: String) -> YAMLMapping? {
    guard let mapping = node.mapping else {
      report("\(what) is \(node.kind), not a mapping", at: node)
      return nil
    }
    return mapping
  }

  /// A text that is not empty.
  func text(_ node: YAMLNode, _ what: String) -> String? {
    guard let text = node.text, !node.isNull else {
      report("\(what) is \(node.kind), not a text", at: node)
      return nil
    }
    guard !text.isEmpty else {
      report("\(what) is empty", at: node)
      return nil
    }
    return text
  }

  /// A text that is not empty, with where it stands.
  func sited(_ node: YAMLNode, _ what: String) -> RuleDraft.Sited<String>? {
    text(node, what).map { RuleDraft.Sited(value: $0, node: node, file: self) }
  }

  /// A text that is not empty or a list of such texts, with where each stands.
  func sitedList(_ node: YAMLNode, _ what: String) -> [RuleDraft.Sited<String>] {
    if let items = node.items, items.isEmpty { report("\(what) is an empty list", at: node) }
    return list(node, what).compactMap { sited($0, what) }
  }

  /// A whole number.
  func integer(_ node: YAMLNode, _ what: String, atLeast least: Int) -> Int? {
    guard let number = node.int else {
      report("\(what) is \(node.kind), not a whole number", at: node)
      return nil
    }
    guard number >= least else {
      report("\(what) is \(number), not \(least) or more", at: node)
      return nil
    }
    return number
  }

  /// A number within bounds.
  func number(_ node: YAMLNode, _ what: String, within bounds: FileNumberBounds) -> Double? {
    guard let number = node.double else {
      report("\(what) is \(node.kind), not a number", at: node)
      return nil
    }
    guard bounds.contains(number) else {
      report("\(what) is \(node.text ?? ""), not \(bounds)", at: node)
      return nil
    }
    return number
  }

  /// A list, or a single value in place of a list of one.
  func list(_ node: YAMLNode, _ what: String) -> [YAMLNode] {
    if let items = node.items { return items }
    if node.mapping == nil, !node.isNull { return [node] }
    report("\(what) is \(node.kind), not a list", at: node)
    return []
  }

  /// One of a few words.
  func word<Choice>(_ node: YAMLNode, _ what: String, among choices: [(String, Choice)]) -> Choice? {
    guard let text = text(node, what) else { return nil }
    if let choice = choices.first(where: { $0.0 == text }) { return choice.1 }
    let known = choices.map(\.0)
    let suggestion = Suggestion.clause(for: text, among: known)
    report("\(what) is '\(text)'\(suggestion ?? ", not one of \(known.joined(separator: ", "))")", at: node)
    return nil
  }
}
