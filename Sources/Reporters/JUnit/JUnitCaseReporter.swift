public import Findings

/// Writes JUnit XML with a test case for each finding, or for each asset that has findings, as they come.
///
/// Because counts stand before what they count, the suite of a file comes in pieces of one name, a few hundred kilobytes
/// each, which Jenkins and GitLab take for one. Behind them stand the suite of the run itself and, for each file, what was
/// kept: the rules that found nothing, or one case for all records without a finding.
///
/// No two cases of a file share class and name, because GitLab drops one of them; each has one `failure` or `error`,
/// because Jenkins reads only the first. A case of a finding is named by its rule, by what it is about and by a piece of
/// its fingerprint; a case of an asset by the first thing that identifies it, and what is about no record by its rule.
/// Numbers tell names apart that are equal all the same. An asset whose findings come in two places, because only the end
/// of the run told some of them, has two cases.
///
/// Memory is that of a piece, 16 to 32 bytes a case and, by asset, a bit a record.
public struct JUnitCaseReporter: Reporter {
  /// What is known of one file.
  private struct File: Sendable {
    /// The rules that found something in it.
    var rules: Set<Int> = []
    /// The records with findings.
    var records = NumberSet()
  }

  /// The case that may still get findings.
  private struct OpenCase: Sendable {
    var file: Int
    var record: Int?
    var className, name: String
    var found: JUnitCase
  }

  private let options: ReportOptions
  private var run: RunStart?
  private var rules = JUnitRules()
  private var files = JUnitFiles(startingWith: File())
  private var names = JUnitNames()
  private var document: JUnitDocument
  /// A piece of the suite of one file.
  private var piece = JUnitDocument.Suite()
  private var pieceFile: (position: Int, name: String)?
  private var open: OpenCase?

  private static let pieceByteCount = 256 << 10

  /// A reporter for one run: by asset when `junitCases` says so, else by finding.
  public init(options: ReportOptions) {
    self.options = options
    document = JUnitDocument(dialect: options.junitDialect)
  }

  /// Writes the beginning.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    self.run = run
    rules.add(run.rules)
    document.begin(to: &output)
  }

  /// Adds the finding to the case of its asset, or a case.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    let file = files.index(of: finding.location.file)
    let rule = rules.index(of: finding.rule)
    let isByAsset = options.junitCases == .asset
    let isOpen = isByAsset && finding.location.record != nil && open?.record == finding.location.record
    if !isOpen || open?.file != file {
      close(to: &output)
      if pieceFile?.position != file {
        endPiece(to: &output)
        pieceFile = (file, finding.location.file)
      }
      let (className, name) = isByAsset ? assetName(finding, rule) : findingName(finding, rule)
      open = OpenCase(
        file: file, record: finding.location.record, className: className,
        name: names.next(name, className: className, file: file), found: JUnitCase(finding))
    }
    open?.found.add(finding, room: JUnitRoom(options), namingRule: isByAsset)
    if isByAsset {
      finding.location.record.map { files[file].records.insert($0) }
    } else {
      files[file].rules.insert(rule)
    }
  }

  /// Writes what was kept.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    close(to: &output)
    endPiece(to: &output)
    let isByAsset = options.junitCases == .asset
    let inOrder = files.inOrder(of: summary.inputs)
    var writer = JUnitWriter(
      options, rules: rules.all, run: run, summary: summary, fileCount: inOrder.count, document: document)
    writer.appendRun(tellsVacuousRules: isByAsset)
    for (file, recordCount, known) in inOrder {
      if isByAsset {
        writer.append(recordsWithFindings: known.records.count, file: file, recordCount: recordCount)
      } else {
        writer.append(JUnitSuite(), told: known.rules, file: file, recordCount: recordCount)
      }
    }
    writer.document.end(to: &output)
  }

  /// Ends the case at hand, and the piece when it is long enough.
  private mutating func close(to output: inout ReportText) {
    guard let open, let pieceFile else { return }
    open.found.append(
      to: &piece, className: open.className, name: open.name, file: pieceFile.name, document,
      isOneFinding: options.junitCases == .finding)
    self.open = nil
    if piece.text.bytes.count > Self.pieceByteCount { endPiece(to: &output) }
  }

  private mutating func endPiece(to output: inout ReportText) {
    guard piece.counts.tests > 0, let pieceFile else { return }
    document.append(piece, name: pieceFile.name, file: pieceFile.name)
    document.drain(to: &output)
    piece = JUnitDocument.Suite()
  }

  /// The class and the name of the case of an asset, cut as they are printed.
  private func assetName(_ finding: Finding, _ rule: Int) -> (className: String, name: String) {
    guard let record = finding.location.record else { return (rules.all[rule].className, rules.all[rule].id) }
    guard let first = finding.identity.first else { return ("record", String(record)) }
    return (first.name, printed(first.value))
  }

  private func findingName(_ finding: Finding, _ rule: Int) -> (className: String, name: String) {
    var name = finding.rule
    if !finding.identity.isEmpty { name += ": " + printed(finding.identity.map(\.value).joined(separator: ", ")) }
    if !finding.fingerprint.isEmpty { name += " [\(finding.fingerprint.prefix(8))]" }
    return (rules.all[rule].className, name)
  }

  private func printed(_ text: String) -> String {
    var printed = ReportText()
    printed.appendPrintable(text, atMost: PrintLimit.name)
    return printed.string
  }
}

/// A set of numbers from 0 up, a bit each.
private struct NumberSet: Sendable {
  private var words: [UInt64] = []
  private(set) var count = 0

  mutating func insert(_ number: Int) {
    let (word, bit) = (number / 64, UInt64(1) << UInt64(number % 64))
    if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
    if words[word] & bit == 0 { count += 1 }
    words[word] |= bit
  }
}
