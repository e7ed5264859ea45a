import Engine
import Findings
import Inputs
import RuleSets
import SourceText

/// What the rules find in one file, as far as fixing it depends on that. Takes 16 bytes for each record that can be fixed,
/// and some 50 for each record in which a rule finds something by comparing it with others.
struct Survey {
  /// A rule, by its position in the program, and a record in which it found something.
  struct Place: Hashable {
    var rule: Int
    var record: Int?
  }

  /// The records with a finding that can be put right, in order, each with a byte of the file that lies in it.
  private(set) var records: [(number: Int, offset: Int)] = []
  /// What is wrong before the records, and how that is put right.
  private(set) var head: [Finding] = []
  /// Findings that only an unsafe fix would put right, which is not wanted.
  private(set) var unsafeCount = 0
  /// How often rules that compare records found something, by record.
  private(set) var compared: [Place: Int] = [:]
  /// Where the first occurrences are that such findings name, for the records that have any.
  private(set) var related: [Place: Set<Int>] = [:]
  /// What such a finding says.
  private(set) var messages: [Place: String] = [:]
  private(set) var summary: RunSummary?

  /// Judges the file at `path`, which findings call `name`. `wantsFixes` tells that somebody wants to know what can be
  /// put right; else only what compares records counts.
  init(path: String, name: String, program: Program, options: FixOptions, wantsFixes: Bool, known: Survey? = nil) {
    var input = InputPath(path)
    input.name = name
    var check = options.check
    check.summary = SummaryOptions()
    check.summary.wantsFixes = wantsFixes
    check.wantsExcerpts = false
    check.revealsSecrets = true
    var comparing: [String: Int] = [:]
    for (position, rule) in program.rules.enumerated() where rule.check.comparesRecords {
      comparing[rule.description.id] = position
    }
    let box = FoundBox()
    let summary = CheckRun.run(InputList([input]), program: program, options: check) { finding in
      box.take(finding, options.includesUnsafe, comparing, known)
    }
    self = box.survey
    self.summary = summary
  }

  private init() {}

  /// What is found, where the engine's threads can reach it: they hand findings over one at a time.
  private final class FoundBox: @unchecked Sendable {
    var survey = Survey()

    func take(_ finding: Finding, _ includesUnsafe: Bool, _ comparing: [String: Int], _ known: Survey?) {
      let record = finding.location.record
      if let fix = finding.fix {
        if fix.safety == .unsafe, !includesUnsafe {
          survey.unsafeCount += 1
        } else if let record {
          if survey.records.last?.number != record {
            survey.records.append((record, finding.location.span.start))
          }
        } else {
          survey.head.append(finding)
        }
      }
      guard let rule = comparing[finding.rule] else { return }
      let place = Place(rule: rule, record: record)
      survey.compared[place, default: 0] += 1
      // Only what was not there before needs explaining.
      guard let known, survey.compared[place, default: 0] > known.compared[place, default: 0] else { return }
      survey.messages[place] = finding.message
      survey.related[place, default: []].formUnion(finding.related.compactMap(\.location.record))
    }
  }
}

extension Program.Check {
  /// Whether what it finds in a record depends on others.
  var comparesRecords: Bool {
    switch self {
    case .unique(_, let scope): scope != .record
    case .references(let references): references.within != .record
    case .consistent(let consistency): consistency.within != .record
    case .aggregate: true
    case .require, .assert, .forbid, .schema: false
    }
  }
}
