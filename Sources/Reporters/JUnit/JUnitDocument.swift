/// Builds the XML of test suites, counting what it writes.
struct JUnitDocument {
  /// How many test cases came to what.
  struct Counts: Hashable {
    var tests = 0, failures = 0, errors = 0, skipped = 0

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      skipped += other.skipped
    }
  }

  /// What a test case came to: an element with a message and lines, or nothing. Messages and types are ready for XML.
  enum Result {
    case passed
    case failure(message: String, type: String)
    case error(message: String, type: String)
    case skipped(message: String)
  }

  /// The inside of a suite.
  struct Suite {
    private(set) var text = ReportText()
    private(set) var counts = Counts()

    /// Adds what is known of the whole suite; it stands before all cases.
    mutating func append(properties: [(name: String, value: String)]) { append(properties, indent: "    ") }

    private mutating func append(_ properties: [(name: String, value: String)], indent: String) {
      guard !properties.isEmpty else { return }
      text.append("\(indent)<properties>\n")
      for (name, value) in properties {
        text.append("\(indent)  <property name=\"\(markup(name))\" value=\"\(markup(value))\"/>\n")
      }
      text.append("\(indent)</properties>\n")
    }

    /// Adds a case. `place` are attributes, `properties` those of a failure or an error; `lines` is what one holds, ready
    /// for XML.
    mutating func append(
      _ result: Result, className: String, name: String, place: String = "",
      properties: [(name: String, value: String)] = [], lines: ReportText
    ) {
      counts.tests += 1
      text.append("    <testcase classname=\"\(markup(className))\" name=\"\(markup(name))\"\(place) time=\"0\"")
      switch result {
      case .passed:
        text.append("/>\n")
        return
      case .skipped(let message):
        counts.skipped += 1
        text.append(">\n      <skipped message=\"\(message)\"/>\n")
      case .failure(let message, let type):
        counts.failures += 1
        append("failure", message, type, properties, lines)
      case .error(let message, let type):
        counts.errors += 1
        append("error", message, type, properties, lines)
      }
      text.append("    </testcase>\n")
    }

    /// Ends the start tag of a case, and adds its properties and what is wrong.
    private mutating func append(
      _ element: String, _ message: String, _ type: String, _ properties: [(name: String, value: String)],
      _ lines: ReportText
    ) {
      text.append(">\n")
      append(properties, indent: "      ")
      text.append("      <\(element) message=\"\(message)\" type=\"\(type)\">\n")
      text.append(bytes: lines.bytes)
      text.append("</\(element)>\n")
    }
  }

  let dialect: ReportOptions.JUnitDialect
  private var total = Counts()
  private var body = ReportText()

  init(dialect: ReportOptions.JUnitDialect) { self.dialect = dialect }

  /// The attributes that say where something stands, in the dialect that has them.
  func place(file: String, line: Int) -> String {
    dialect == .rich ? " file=\"\(markup(file))\" line=\"\(line)\"" : ""
  }

  /// Adds a suite, which is about `file`.
  mutating func append(_ suite: Suite, name: String, file: String? = nil) {
    total.add(suite.counts)
    body.append("  <testsuite name=\"\(markup(name))\"")
    if dialect == .rich, let file { body.append(" file=\"\(markup(file))\"") }
    append(suite.counts, to: &body, withSkipped: true)
    body.append(">\n")
    body.append(bytes: suite.text.bytes)
    body.append("  </testsuite>\n")
  }

  /// Writes the document.
  func finish(to output: inout ReportText) {
    begin(total, to: &output)
    output.append(bytes: body.bytes)
    output.append("</testsuites>\n")
  }

  /// Writes the beginning of a document that is handed over piece by piece: nobody has counted yet what comes.
  func begin(to output: inout ReportText) { begin(nil, to: &output) }

  /// Hands over the suites that were added since the last time.
  mutating func drain(to output: inout ReportText) {
    output.append(bytes: body.bytes)
    body.removeAll()
  }

  /// Ends a document that is handed over piece by piece.
  mutating func end(to output: inout ReportText) {
    drain(to: &output)
    output.append("</testsuites>\n")
  }

  private func begin(_ counts: Counts?, to output: inout ReportText) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay\"")
    if let counts { append(counts, to: &output, withSkipped: dialect == .rich) }
    output.append(">\n")
  }

  private func append(_ counts: Counts, to text: inout ReportText, withSkipped: Bool) {
    text.append(" tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"\(counts.errors)\"")
    if withSkipped { text.append(" skipped=\"\(counts.skipped)\"") }
    text.append(" time=\"0\"")
  }
}

/// `text` for the text or an attribute of XML, cut to `limit` scalars.
func markup(_ text: String, atMost limit: Int = .max) -> String {
  var markup = ReportText()
  markup.appendPrintable(text, atMost: limit, markup: .xml)
  return markup.string
}
