import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A JUnit file as its consumers read it.
struct JUnitFile {
  /// A test case with all that stands in it.
  struct Case {
    var suite: String
    var className, name: String
    /// `failure`, `error` and `skipped`, in document order.
    var elements: [(name: String, message: String, text: String)] = []
  }

  private(set) var cases: [Case] = []
  /// Of the suites, as their attributes tell: what counts readers believe.
  private(set) var told = [0, 0, 0, 0]

  /// Reads `text`; `nil` when it is no XML.
  init?(_ text: String) {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse() else { return nil }
    cases = reader.cases
    told = reader.told
  }

  /// The same counts, of the cases that are there.
  var counted: [Int] {
    func count(_ name: String) -> Int { cases.count { $0.elements.first?.name == name } }
    return [cases.count, count("failure"), count("error"), count("skipped")]
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var cases: [Case] = []
    var told = [0, 0, 0, 0]
    private var suite = ""
    private var isInElement = false

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      switch name {
      case "testsuite":
        suite = attributes["name"] ?? ""
        for (place, name) in ["tests", "failures", "errors", "skipped"].enumerated() {
          told[place] += attributes[name].flatMap { Int($0) } ?? 0
        }
      case "testcase":
        cases.append(
          Case(suite: suite, className: attributes["classname"] ?? "", name: attributes["name"] ?? ""))
      case "failure", "error", "skipped":
        cases[cases.count - 1].elements.append((name, attributes["message"] ?? "", ""))
        isInElement = true
      default: break
      }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      isInElement = false
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
      guard isInElement, let last = cases[cases.count - 1].elements.indices.last else { return }
      cases[cases.count - 1].elements[last].text += characters
    }
  }
}

/// What a consumer shows of a test case that did not pass.
struct ShownCase: Hashable {
  var suite, className, name: String
  var message, text: String

  /// The lines of findings.
  var lines: [String] {
    text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("… and ") }
  }

  /// The findings it speaks of: its lines, and those that it only counts.
  var findingCount: Int {
    let more = text.split(separator: "\n").first { $0.hasPrefix("… and ") }
    return lines.count + (more.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
  }
}

/// The programs that show JUnit files, as far as they lose something.
enum JUnitConsumer: CaseIterable {
  /// Its plugin drops suites without a case, takes suites of one name for one, and shows one element of a case: the first
  /// `error`, else the first `failure`.
  case jenkins
  /// It tells cases apart by suite, class and name, and drops those that it has already; `failure` beats `error`; of what
  /// it shows, the message is no part.
  case gitLab

  /// What it keeps of `file` that did not pass.
  func shown(_ file: JUnitFile) -> [ShownCase] {
    var known: Set<[String]> = []
    let order = self == .jenkins ? ["error", "failure"] : ["failure", "error"]
    return file.cases.compactMap { found in
      if self == .gitLab, !known.insert([found.suite, found.className, found.name]).inserted { return nil }
      let element = order.lazy.compactMap { name in found.elements.first { $0.name == name } }.first
      guard let element else { return nil }
      return ShownCase(
        suite: found.suite, className: found.className, name: found.name,
        message: self == .jenkins ? element.message : "", text: element.text)
    }
  }
}
