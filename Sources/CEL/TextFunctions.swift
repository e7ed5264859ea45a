import Secrets

/// The functions `text.…`: questions about names and answers that people typed. The pages in `CEL.docc` say what each does.
enum TextFunctions {
  static let all: [CELFunction] =
    [
      ask("text.trimmed") { text in
        guard let first = text.first, let last = text.last else { return true }
        return !first.isBlank && !last.isBlank
      },
      ask("text.blank") { text in text.allSatisfy(\.isBlank) },
      ask("text.control") { text in text.contains { $0.properties.generalCategory == .control } },
      ask("text.invisible") { text in text.contains(where: \.isInvisible) },
      ask("text.email") { text in EmailAddress.isAddress(text) },
      ask("text.file_name") { text in isFileName(text) }, secrets, utf16Size, folded,
      change("text.trim") { String($0.trimmed) }, change("text.tidied") { tidied($0) },
    ] + TextQuestion.allCases.map(ask)

  private static func ask(_ question: TextQuestion) -> CELFunction {
    CELFunction(
      question.rawValue, [.string], .bool, cost: CELFunctionCost(fixed: 2, perBlock: 2),
      body: .one { value throws(CELEvaluationError) in
        guard let answer = value.withUTF8(question.isTrue) else { throw .noOverload(question.rawValue, value) }
        return .bool(answer)
      })
  }

  private static let secrets = CELFunction(
    "text.secrets", [.string], .list(.string), cost: CELFunctionCost(fixed: 5, perBlock: 8),
    body: .one { value throws(CELEvaluationError) in
      let kinds = value.withUTF8 { Secrets.kinds(in: $0, leastCount: TextQuestion.shortestSecret) }
      guard let kinds else { throw .noOverload("text.secrets", value) }
      return .list(Secret.Kind.allCases.filter { kinds.contains($0) }.map { .string($0.rawValue) })
    })

  private static let utf16Size = CELFunction(
    "text.utf16_size", [.string], .int, cost: CELFunctionCost(fixed: 2, perBlock: 1),
    body: .one { value throws(CELEvaluationError) in
      guard let text = value.stringValue else { throw .noOverload("text.utf16_size", value) }
      return .int(Int64(text.utf16.count))
    })

  private static let folded = CELFunction(
    "text.folded", [.string], .string, cost: CELFunctionCost(fixed: 5, perBlock: 8),
    body: .one { value throws(CELEvaluationError) in
      if case .some(let form?) = value.withUTF8(FoldedText.form(ofASCII:)) { return .string(form) }
      guard let text = value.stringValue else { throw .noOverload("text.folded", value) }
      return .string(FoldedText.form(of: text))
    })

  private static func change(
    _ name: String, _ changed: @escaping @Sendable (String.UnicodeScalarView) -> String
  ) -> CELFunction {
    CELFunction(
      name, [.string], .string, cost: CELFunctionCost(fixed: 3, perBlock: 3),
      body: .one { value throws(CELEvaluationError) in
        guard let text = value.stringValue else { throw .noOverload(name, value) }
        return .string(changed(text.unicodeScalars))
      })
  }

  /// `text` without blanks around it, with one blank in place of several, and without what nobody sees.
  private static func tidied(_ text: String.UnicodeScalarView) -> String {
    var tidied = String.UnicodeScalarView()
    var blanks = String.UnicodeScalarView()
    for scalar in text where !scalar.isInvisible {
      if scalar.isBlank {
        blanks.append(scalar)
        continue
      }
      if !tidied.isEmpty { tidied += blanks.count > 1 ? " ".unicodeScalars : blanks }
      blanks = String.UnicodeScalarView()
      tidied.append(scalar)
    }
    return String(tidied)
  }

  private static func ask(
    _ name: String, _ answer: @escaping @Sendable (String.UnicodeScalarView) -> Bool
  ) -> CELFunction {
    CELFunction(
      name, [.string], .bool, cost: CELFunctionCost(fixed: 2, perBlock: 2),
      body: .one { value throws(CELEvaluationError) in
        guard let text = value.stringValue else { throw .noOverload(name, value) }
        return .bool(answer(text.unicodeScalars))
      })
  }

  /// Whether a file of this name can be written into a folder on any system: "Naming Files, Paths, and Namespaces" of the
  /// Windows documentation, which is the strictest.
  private static func isFileName(_ text: String.UnicodeScalarView) -> Bool {
    guard let last = text.last, last != ".", last != " ", String(text).utf8.count <= 255 else { return false }
    if text.contains(where: { $0.value < 0x20 || $0.value == 0x7F || "<>:\"/\\|?*".unicodeScalars.contains($0) }) {
      return false
    }
    // Blanks before the extension are passed over.
    let stem = text.prefix { $0 != "." }
    let end = stem.lastIndex { $0 != " " }.map { stem.index(after: $0) } ?? stem.startIndex
    return !devices.contains(String(stem[..<end]).uppercased())
  }

  private static let devices: Set<String> = {
    let numbered = ["COM", "LPT"].flatMap { name in (0...9).map { "\(name)\($0)" } + ["¹", "²", "³"].map { name + $0 } }
    return Set(["CON", "PRN", "AUX", "NUL"] + numbered)
  }()
}

extension String.UnicodeScalarView {
  /// The text without the blanks around it.
  fileprivate var trimmed: Substring.UnicodeScalarView {
    guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
      return self[startIndex..<startIndex]
    }
    return self[first...last]
  }
}

extension Unicode.Scalar {
  /// White space as Unicode defines it, and what looks like none: a name that ends in one of them equals no other.
  var isBlank: Bool {
    // Most texts are ASCII, and looking properties up takes long.
    if isASCII { return value == 0x20 || (0x09...0x0D).contains(value) }
    return properties.isWhitespace || isInvisible
  }

  /// What no font shows: joiners, marks of direction, the byte order mark (Unicode's category Cf). The joiner and the
  /// tags that emoji are made of are seen, as another picture.
  fileprivate var isInvisible: Bool {
    !isASCII && properties.generalCategory == .format && value != 0x200D && !(0xE0020...0xE007F).contains(value)
  }
}
