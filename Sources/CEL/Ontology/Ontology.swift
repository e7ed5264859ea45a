public import JSONReading
import SourceText

/// What a project lets its annotators say: its classes, the questions about them, the answers to these, and the kinds of
/// relations. The category schema of Ango Hub, as its interface and its library give it.
///
/// Expressions ask it by the functions of the variable `ontology`. All lookups are tables that are made with it.
public final class Ontology: Sendable {
  /// As findings name the file.
  public let file: String
  /// The bytes of the file.
  public let text: [UInt8]
  /// Where the category schema stands in the file, which may be the answer of a server around it.
  public let schemaPath: [JSONKey]
  /// Objects, questions and relations, nested questions among them, in the order of the file.
  let classes: [OntologyClass]
  /// The first class of an id.
  private let positions: [ByteString: Int]
  /// Those that are in no other.
  private let outermost: [OntologyClass]
  /// The options of all questions by their ids: the question, and the answer.
  private let options: [ByteString: (owner: Int, answer: String)]

  /// Reads `text`, the JSON of a category schema, bare or in an answer of the platform. Throws all that is wrong with it.
  public init(_ text: [UInt8], file: String) throws(OntologyErrors) {
    var reader = try OntologyReader(text)
    reader.readSchema()
    if !reader.errors.isEmpty { throw OntologyErrors(errors: reader.errors) }
    self.file = file
    self.text = text
    schemaPath = reader.schemaPath
    classes = reader.classes
    let ids = reader.classes.enumerated().map { (ByteString($0.element.id), $0.offset) }
    positions = Dictionary(ids, uniquingKeysWith: { first, _ in first })
    outermost = reader.classes.filter { $0.parent == nil }
    options = reader.options
  }

  /// The category schema in `document`, which has been read from the same bytes.
  public func schema(in document: JSONNode) -> JSONNode {
    schemaPath.reduce(document) { $0.member($1) ?? $0 }
  }

  // MARK: Lookups

  /// The class with the id that `value` is: ids that are numbers are the same as texts of their digits.
  func position(of value: CELValue) -> Int? {
    Self.id(value).flatMap { positions[ByteString($0)] }
  }

  /// The classes that are in no other, for `nil`, or those right below one.
  func classes(below parent: Int?) -> [OntologyClass] {
    parent.map { classes[$0].children.map { classes[$0] } } ?? outermost
  }

  /// The option with an id.
  func option(_ value: CELValue) -> (owner: OntologyClass, answer: String)? {
    guard let found = Self.id(value).flatMap({ options[ByteString($0)] }) else { return nil }
    return (classes[found.owner], found.answer)
  }

  /// The class whose title was probably meant by `title`: the same, or the nearest one.
  func nearestClass(to title: String) -> OntologyClass? {
    if let same = classes.first(where: { ByteString($0.title) == ByteString(title) }) { return same }
    guard classes.count <= OntologyAnswers.suggestionLimit,
      let nearest = Suggestion.nearest(to: title, among: classes.lazy.map(\.title))
    else { return nil }
    return classes.first { $0.title == nearest }
  }

  /// The required classes of `list`, below the class that `parent` is the id of or, for null, in no other, that none of
  /// `labels` is of.
  func missing(_ list: OntologyClass.List, below parent: CELValue, from labels: CELValue) -> [OntologyClass] {
    let owner = position(of: parent)
    if case .null = parent.normalised {} else if owner == nil { return [] }
    let required = classes(below: owner).filter { $0.isRequired && $0.list == list }
    guard !required.isEmpty else { return [] }
    var used: Set<ByteString> = []
    if case .json(let node) = labels, node.kind == .array {
      for label in node.elements where label.kind == .object {
        if let id = label.member(Self.schemaID).flatMap({ Self.id(CELValue($0)) }) { used.insert(ByteString(id)) }
      }
    }
    return required.filter { !used.contains(ByteString($0.id)) }
  }

  /// Whether a nested question is asked where the answer to the one around it is `answer`.
  func isAsked(_ question: OntologyClass, for answer: CELValue) -> Bool {
    guard let wanted = question.parentAnswer else { return true }
    let given = answer.elements ?? [answer.normalised]
    let below = wanted + OntologyClass.pathSeparator
    return given.contains { value in
      let text = value.text
      return OntologyAnswers.folded(text) == OntologyAnswers.folded(wanted) || text.hasPrefix(below)
    }
  }

  private static let schemaID = JSONKey("schemaId")

  private static func id(_ value: CELValue) -> String? {
    switch value.normalised {
    case .int(let number): String(number)
    case let other: other.stringValue
    }
  }
}

/// One thing that is wrong with an ontology's file.
public struct OntologyError: Error, Hashable, Sendable {
  /// One clause in lower case, without a final full stop.
  public var message: String
  /// Where, in bytes from the start of the file.
  public var offset: Int
}

/// All that is wrong with an ontology's file.
public struct OntologyErrors: Error, Hashable, Sendable {
  /// In the order of the file, never empty.
  public var errors: [OntologyError]
}
