import Findings
import SourceText

/// How much one more finding may add.
struct JUnitRoom {
  var lines: Int
  var bytes: Int
  /// How many names of each grouping the findings of a case may be put down to.
  var attributions: Int

  init(_ options: ReportOptions, bytes: Int = .max) {
    lines = options.junitLinesPerCase
    self.bytes = bytes
    attributions = options.junitDialect == .rich ? 10 : 0
  }
}

/// The findings that share a test case, such as those of one rule in one file.
struct JUnitCase: Hashable, Sendable {
  /// The line of the first finding.
  let line: Int
  private(set) var failedCount = 0, notJudgedCount = 0
  /// Findings that do not count, and the reason of the first suppression.
  private(set) var knownCount = 0, suppressedCount = 0, firstReason = ""
  /// The most severe of the findings that count.
  private(set) var severity = Severity.info
  private(set) var firstFailed = "", firstNotJudged = ""
  /// `file:line:column pointer message`, a line each, ready for XML.
  private(set) var listing = ReportText()
  private(set) var listedCount = 0
  /// What the listed findings can be put down to, each name once.
  private(set) var attributions: [AttributionPart] = []

  /// The case that `finding` will be the first of.
  init(_ finding: Finding) {
    line = finding.location.start.line
  }

  /// Counts `finding`, lists it when there is room, with the name of its rule where the case does not tell it, and says
  /// how many bytes that took.
  @discardableResult
  mutating func add(_ finding: Finding, room: JUnitRoom, namingRule: Bool = false) -> Int {
    switch finding.disposition {
    case .new: break
    case .known:
      knownCount += 1
      return 0
    case .suppressed(let reason, _):
      suppressedCount += 1
      if suppressedCount == 1 { firstReason = markup(reason, atMost: PrintLimit.message) }
      return 0
    }
    severity = max(severity, finding.severity)
    switch finding.outcome {
    case .failed:
      failedCount += 1
      if failedCount == 1 { firstFailed = markup(finding.message, atMost: PrintLimit.message) }
    case .notJudged:
      notJudgedCount += 1
      if notJudgedCount == 1 { firstNotJudged = markup(finding.message, atMost: PrintLimit.message) }
    }
    guard listedCount < room.lines, room.bytes > 0 else { return 0 }
    let before = listing.bytes.count
    listing.appendPlace(finding.location, markup: .xml)
    if let pointer = finding.location.pointer, !pointer.tokens.isEmpty {
      listing.append(" ")
      listing.appendPrintable(pointer.description, atMost: PrintLimit.name, markup: .xml)
    }
    listing.append(finding.outcome == .failed ? " " : " not judged: ")
    listing.appendPrintable(finding.message, atMost: PrintLimit.message, markup: .xml)
    if namingRule { listing.append(" [\(markup(finding.rule))]") }
    listing.append("\n")
    listedCount += 1
    return listing.bytes.count - before + addAttribution(of: finding, atMost: room.attributions)
  }

  private mutating func addAttribution(of finding: Finding, atMost limit: Int) -> Int {
    var byteCount = 0
    for part in finding.attribution where !attributions.contains(part) {
      guard attributions.count(where: { $0.grouping == part.grouping }) < limit else { continue }
      attributions.append(part)
      byteCount += part.value.utf8.count
    }
    return byteCount
  }

  /// Adds the case to `suite`, which is about `file`. When each finding has a case of its own, its message is as it is.
  func append(
    to suite: inout JUnitDocument.Suite, className: String, name: String, file: String, _ document: JUnitDocument,
    isOneFinding: Bool = false
  ) {
    var lines = listing
    let unlisted = failedCount + notJudgedCount - listedCount
    if unlisted > 0 { lines.append("… and \(grouped(unlisted)) more\n") }
    var properties: [(name: String, value: String)] = []
    for grouping in Grouping.ofRecords {
      properties += attributions.filter { $0.grouping == grouping }.map { (grouping.rawValue, $0.value) }
    }
    suite.append(
      isOneFinding ? resultOfOne : result, className: className, name: name,
      place: document.place(file: file, line: line), properties: properties, lines: lines)
  }

  /// What the case comes to when no finding in it counts; `nil` when one does.
  private var accepted: JUnitDocument.Result? {
    guard failedCount == 0, notJudgedCount == 0 else { return nil }
    var accepted: [String] = []
    if suppressedCount > 0 { accepted.append("\(counted(suppressedCount, "finding")) suppressed: \(firstReason)") }
    if knownCount > 0 { accepted.append("\(counted(knownCount, "finding")) in the baseline") }
    return .skipped(message: accepted.joined(separator: "; "))
  }

  private var result: JUnitDocument.Result {
    if let accepted { return accepted }
    var failed = counted(failedCount, "finding") + ": " + firstFailed
    guard notJudgedCount > 0 else { return .failure(message: failed, type: severity.description) }
    failed = failedCount > 0 ? "; " + failed : ""
    let notJudged = "\(grouped(notJudgedCount)) not judged: \(firstNotJudged)"
    return .error(message: notJudged + failed, type: "notJudged")
  }

  private var resultOfOne: JUnitDocument.Result {
    if let accepted { return accepted }
    return notJudgedCount == 0
      ? .failure(message: firstFailed, type: severity.description)
      : .error(message: firstNotJudged, type: "notJudged")
  }
}
