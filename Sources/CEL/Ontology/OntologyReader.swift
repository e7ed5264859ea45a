import JSONReading
import SourceText

/// Reads the category schema of a project. Collects all that is wrong with it.
struct OntologyReader {
  /// Where it may stand: bare; in a webhook's record or a project's settings; in the answers of the platform's interface
  /// and library.
  private static let wrappings: [[String]] = [
    [], ["categorySchema"], ["project", "categorySchema"], ["data", "categorySchema"],
    ["data", "project", "categorySchema"],
  ]
  /// Questions below one another; the platform's own editor shows a handful.
  private static let depthLimit = 64
  /// Bytes of all answers: a tree of long titles has ways down that take far more than the file.
  private static let answerByteLimit = 64 << 20

  private(set) var errors: [OntologyError] = []
  private(set) var classes: [OntologyClass] = []
  private(set) var options: [ByteString: (owner: Int, answer: String)] = [:]
  let schemaPath: [JSONKey]
  private let document: JSONDocument
  private let schema: JSONNode
  private var answerByteCount = 0

  /// Finds the category schema in `text`.
  init(_ text: [UInt8]) throws(OntologyErrors) {
    do throws(JSONSyntaxError) { document = try JSONDocument(text) } catch {
      throw OntologyErrors(errors: [OntologyError(message: error.message, offset: error.offset)])
    }
    if !document.ambiguities.isEmpty {
      throw OntologyErrors(
        errors: document.ambiguities.map { OntologyError(message: Self.clause($0.kind), offset: $0.span.start) })
    }
    for wrapping in Self.wrappings {
      let path = wrapping.map { JSONKey($0) }
      var node: JSONNode? = document.root
      for key in path { node = node?.member(key) }
      guard let node, Self.isSchema(node) else { continue }
      (schemaPath, schema) = (path, node)
      return
    }
    throw OntologyErrors(
      errors: [
        OntologyError(
          message: "no category schema: an object with lists of tools, classifications or relations, bare or in "
            + Self.wrappings.dropFirst().map { $0.joined(separator: ".") }.joined(separator: ", "),
          offset: document.root.span.start)
      ])
  }

  private static func isSchema(_ node: JSONNode) -> Bool {
    OntologyClass.List.allCases.contains { node.member(JSONKey($0.rawValue))?.kind == .array }
  }

  private static func clause(_ kind: JSONAmbiguity.Kind) -> String {
    switch kind {
    case .repeatedKey: "the key occurs a second time in one object"
    case .loneSurrogate: "the text has half of a surrogate pair"
    case .numberOutOfRange: "the number is beyond the range of a double"
    }
  }

  /// Reads all classes.
  mutating func readSchema() {
    for list in OntologyClass.List.allCases { _ = read(list, of: schema, below: nil, depth: 0) }
  }

  private mutating func report(_ message: String, at node: JSONNode) {
    errors.append(OntologyError(message: message, offset: node.span.start))
  }

  // MARK: Classes

  /// Reads a list of classes in `holder`; their positions.
  private mutating func read(
    _ list: OntologyClass.List, of holder: JSONNode, below parent: Int?, depth: Int
  ) -> [Int] {
    elements(list.rawValue, of: holder).compactMap { read($0, in: list, below: parent, depth: depth) }
  }

  private mutating func read(
    _ node: JSONNode, in list: OntologyClass.List, below parent: Int?, depth: Int
  ) -> Int? {
    guard node.kind == .object else {
      report("a class is no object", at: node)
      return nil
    }
    guard depth < Self.depthLimit else {
      report("questions nest more than \(Self.depthLimit) deep", at: node)
      return nil
    }
    guard let id = id("schemaId", of: node, isNeeded: true), let title = text("title", of: node, isNeeded: true),
      let tool = text("tool", of: node, isNeeded: true)
    else { return nil }
    let position = classes.count
    let answers = answers(of: node, tool: tool, owner: position)
    let pattern = text("regex", of: node)
    let parentAnswer = self.id("parentOptionId", of: node).flatMap { options[ByteString($0)]?.answer }
    let color = text("color", of: node)
    let isRequired = flag("required", of: node)
    let regex = pattern.flatMap { $0.isEmpty ? nil : OntologyClass.Regex($0) }
    let value = CELMap([
      "id": .string(id), "title": .string(title), "tool": .string(tool), "list": .string(list.rawValue),
      "parent": parent.map { .string(classes[$0].id) } ?? .null,
      "parent_answer": parentAnswer.map(CELValue.string) ?? .null,
      "required": .bool(isRequired), "multiple": .bool(flag("multiple", of: node)),
      "frame_specific": .bool(flag("frameSpecific", of: node)),
      "color": color.map(CELValue.string) ?? .null, "regex": pattern.map(CELValue.string) ?? .null,
      "regex_error": (regex?.error).map(CELValue.string) ?? .null, "is_closed": .bool(answers != nil),
    ])
    classes.append(
      OntologyClass(
        id: id, title: title, tool: tool, list: list, parent: parent, parentAnswer: parentAnswer,
        isRequired: isRequired, answers: answers, regex: regex, value: .map(value)))
    classes[position].children = read(.classifications, of: node, below: position, depth: depth + 1)
    return position
  }

  // MARK: Answers

  /// The answers of a question with options; `nil` when it has none.
  private mutating func answers(of node: JSONNode, tool: String, owner: Int) -> OntologyAnswers? {
    let isTree = tool == "tree-dropdown"
    var all: [String] = []
    if isTree {
      readTree("treeOptions", of: node, below: nil, owner: owner, into: &all, depth: 0)
    } else {
      for option in elements("options", of: node) {
        guard option.kind == .object else {
          report("an option is \(option.kind), not an object", at: option)
          continue
        }
        guard let answer = text("value", of: option, isNeeded: true) else { continue }
        add(answer, to: &all)
        if let id = id("schemaId", of: option) { name(answer, id, owner) }
      }
    }
    let isClosed = isTree || ["radio", "checkbox", "single-dropdown", "multi-dropdown"].contains(tool)
    return isClosed ? OntologyAnswers(all) : nil
  }

  private mutating func readTree(
    _ key: String, of node: JSONNode, below path: String?, owner: Int, into all: inout [String], depth: Int
  ) {
    for option in elements(key, of: node) {
      guard option.kind == .object else {
        report("a node of a tree is \(option.kind), not an object", at: option)
        continue
      }
      guard depth < Self.depthLimit else {
        report("a tree is more than \(Self.depthLimit) deep", at: option)
        continue
      }
      guard let title = text("title", of: option, isNeeded: true) else { continue }
      let answer = path.map { $0 + OntologyClass.pathSeparator + title } ?? title
      guard add(answer, to: &all) else { return report("the ways down the trees are too long together", at: option) }
      for key in ["key", "schemaId", "value"] { if let id = id(key, of: option) { name(answer, id, owner) } }
      readTree("children", of: option, below: answer, owner: owner, into: &all, depth: depth + 1)
    }
  }

  @discardableResult
  private mutating func add(_ answer: String, to all: inout [String]) -> Bool {
    answerByteCount += answer.utf8.count
    guard answerByteCount <= Self.answerByteLimit else { return false }
    all.append(answer)
    return true
  }

  private mutating func name(_ answer: String, _ id: String, _ owner: Int) {
    if options[ByteString(id)] == nil { options[ByteString(id)] = (owner, answer) }
  }

  // MARK: Members

  /// The elements of a list that may be missing or null.
  private mutating func elements(_ key: String, of node: JSONNode) -> [JSONNode] {
    guard let list = node.member(JSONKey(key)), !list.isNull else { return [] }
    guard list.kind == .array else {
      report("\(key) is \(list.kind), not a list", at: list)
      return []
    }
    return Array(list.elements)
  }

  private mutating func member(_ key: String, of node: JSONNode, isNeeded: Bool) -> JSONNode? {
    guard let member = node.member(JSONKey(key)), !member.isNull else {
      if isNeeded { report("no \(key)", at: node) }
      return nil
    }
    return member
  }

  private mutating func text(_ key: String, of node: JSONNode, isNeeded: Bool = false) -> String? {
    guard let member = member(key, of: node, isNeeded: isNeeded) else { return nil }
    if member.string == nil { report("\(key) is \(member.kind), not a text", at: member) }
    return member.string
  }

  /// A text, or a number as the text of its digits.
  private mutating func id(_ key: String, of node: JSONNode, isNeeded: Bool = false) -> String? {
    guard let member = member(key, of: node, isNeeded: isNeeded) else { return nil }
    if let number = member.integer { return String(number) }
    if member.string == nil { report("\(key) is \(member.kind), not a text or a whole number", at: member) }
    return member.string
  }

  private mutating func flag(_ key: String, of node: JSONNode) -> Bool {
    guard let member = member(key, of: node, isNeeded: false) else { return false }
    if member.boolean == nil { report("\(key) is \(member.kind), not a boolean", at: member) }
    return member.boolean ?? false
  }
}
