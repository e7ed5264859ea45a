import LinearRegex
import SourceText

/// A class of an ontology: a kind of object, a question, or a kind of relation.
struct OntologyClass: Sendable {
  /// Where a class stands in the category schema.
  enum List: String, Sendable, CaseIterable {
    case tools, classifications, relations
  }

  /// What stands between the parts of an answer that is a way down a tree.
  static let pathSeparator = " / "

  let id: String
  let title: String
  /// `bounding-box`, `radio`, `group`, …
  let tool: String
  let list: List
  /// The class whose objects or answers a nested question is about, as a position among the classes.
  let parent: Int?
  /// The answer to the question around it without which a nested question is not asked.
  let parentAnswer: String?
  /// Whether an annotator has to use it.
  let isRequired: Bool
  /// What answers there are; `nil` when any may be given.
  let answers: OntologyAnswers?
  /// What all of a text that answers it matches, or why nobody can tell.
  let regex: Regex?
  /// The questions right below, as positions among the classes.
  var children: [Int] = []
  /// The same for expressions.
  let value: CELValue

  /// A regular expression of the platform, which is JavaScript's.
  enum Regex: Sendable {
    case compiled(LinearRegex)
    case unsupported(String)

    /// Why nobody can tell; `nil` when somebody can.
    var error: String? { if case .unsupported(let reason) = self { reason } else { nil } }

    init(_ pattern: String) {
      do {
        self = .compiled(try LinearRegex(ecma262: pattern))
      } catch {
        self = .unsupported(error.message)
      }
    }
  }

  /// What expressions know of a class.
  static let type = CELObjectType(
    name: "class",
    members: [
      "id": .string, "title": .string, "tool": .string, "list": .string, "parent": .dyn, "parent_answer": .dyn,
      "required": .bool, "multiple": .bool, "frame_specific": .bool, "color": .dyn, "regex": .dyn,
      "regex_error": .dyn, "is_closed": .bool,
    ])
}

/// The answers that a question can have.
struct OntologyAnswers: Sendable {
  /// In the order of the file. Of trees, all ways down from the top.
  let all: [String]
  private let exact: Set<ByteString>
  /// The first spelling of each that differs in more than case and white space.
  private let spellings: [ByteString: String]

  init(_ all: [String]) {
    self.all = all
    exact = Set(all.map(ByteString.init))
    spellings = Dictionary(all.map { (Self.folded($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// How the ontology spells `text`; `nil` when it has no such answer.
  func spelling(of text: String) -> String? {
    exact.contains(ByteString(text)) ? text : spellings[Self.folded(text)]
  }

  /// Of more names than this, nobody looks for the one that was meant: each is compared, and a file may have a million.
  static let suggestionLimit = 1000

  /// The answer that was probably meant.
  func nearest(to text: String) -> String? {
    guard all.count <= Self.suggestionLimit else { return nil }
    return Suggestion.nearest(to: text, among: all)
  }

  /// `text` without what readers overlook: case, white space, and characters that nobody sees.
  static func folded(_ text: String) -> ByteString {
    let seen = text.lowercased().unicodeScalars.filter { scalar in
      !scalar.properties.isWhitespace && scalar.properties.generalCategory != .format
    }
    return ByteString(String(String.UnicodeScalarView(seen)))
  }
}
