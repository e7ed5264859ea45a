import Engine
import Findings
import TestSupport
import Testing

/// What a run tells of groups and contents.
@Suite struct ContentTotalsTests {
  static let format = """
    format: zoo
    subjects: {asset: $, task: $.task, tool: '$.task.tools[*]'}
    identity: {asset: asset.name, tool: tool.id}
    attribution: {annotator: [tool.by, task.by], batch: asset.batches, stage: task.stage, class: tool.title}
    kinds: [{video: asset.name.endsWith('.mp4')}]
    summary:
      tools: {on: tool, where: has(tool.title), by: {class: tool.title, page: tool.page}}
      widths: {on: tool, by: {kind: kind}, value: tool.w}
      pages: {on: '$.task.tools[*].page', value: node + 0}
      assets: {}
    """
  static let rules = """
    wide: {on: tool, where: has(tool.w), assert: tool.w < 8, at: tool.w}
    named: {require: [name], severity: warning}
    next: {on: tool, references: {keys: '[tool.next]', to: {on: tool, key: tool.id}, within: file}}
    far: {references: {keys: '[asset.next]', to: {on: asset, key: asset.name}, within: export}, severity: info}
    few: {aggregate: {count_if: has(asset.next)}, limit: {count: 0}}
    """

  static func wants(_ options: inout CheckOptions) {
    options.summary.groupings = Grouping.allCases
    options.summary.wantsContents = true
  }

  static func judged(
    _ files: [(name: String, bytes: [UInt8])], rules: String = rules, format: String = format,
    in folder: ScratchFolder? = nil, changing change: (inout CheckOptions) -> Void = { _ in }
  ) throws -> Judged {
    try Judged(files, by: rules, of: format, in: folder) {
      wants(&$0)
      change(&$0)
    }
  }

  static func judged(_ text: String, rules: String = rules, format: String = format) throws -> Judged {
    try judged([("a.json", Array(text.utf8))], rules: rules, format: format)
  }

  static let text = """
    [{"name":"a.mp4","batches":["b1","b2","b1",null,7],"task":{"by":"anna","stage":"Done","tools":[
       {"id":1,"title":"car","w":9,"page":0},{"id":2,"title":"car","w":2,"by":"bob"},{"id":3,"w":11.5}]}},
     {"name":"b","task":{"by":"anna","tools":[{"id":4,"title":"bus","w":12},{"title":"car","w":"x"},{"w":-1}]}},
     {"batches":[],"task":{"stage":null,"tools":null}},
     {"batches":"b2","task":{"by":"","tools":[{"title":"","w":1e999}]}},
     5]
    """

  /// `name records/affected findings` of each group, then of what is not told and of others.
  static func lines(_ summary: GroupingSummary?) -> [String] {
    guard let summary else { return [] }
    return (summary.groups + [summary.notTold, summary.others]).map {
      "\($0.name) \($0.recordCount)/\($0.counts.recordsWithFindings) \($0.counts.total)"
    }
  }

  @Test func `findings are counted in the groups of their records and labels`() throws {
    let summary = try Self.judged(Self.text).summary
    #expect(summary.counts.total == 9)
    #expect(summary.groupings.map(\.grouping) == [.kind, .batch, .annotator, .stage, .class])
    let lines = summary.groupings.map { Self.lines($0) }
    #expect(lines[0] == ["video 1/1 2", "unknown 3/3 6", " 1/1 1", " 0/0 0"])
    #expect(lines[1] == ["b1 1/1 2", "b2 2/2 5", "7 1/1 2", " 3/3 4", " 0/0 0"])
    // Annotators of labels: any record may have findings that are nobody's.
    #expect(lines[2] == ["bob 1/0 0", "anna 2/2 4", " 5/3 5", " 0/0 0"])
    #expect(lines[3] == ["Done 1/1 2", " 4/4 7", " 0/0 0"])
    #expect(lines[4] == ["car 2/2 2", "bus 1/1 1", " 5/4 6", " 0/0 0"])
    let anna = try #require(summary.groupings[2].groups.last)
    #expect(anna.counts.error == 3 && anna.counts.notJudged == 1)
    let rate = try #require(anna.rate)
    #expect(rate.ratio == 1 && rate.high == 1 && abs(rate.low - 0.342380) < 1e-6)
    #expect(summary.groupings[4].others.rate == nil)
  }

  @Test func `findings say what they can be put down to`() throws {
    let findings = try Self.judged(Self.text).findings
    func parts(_ rule: String, _ record: Int) -> [[String]] {
      findings.filter { $0.rule == rule && $0.location.record == record }.map { finding in
        finding.attribution.map { "\($0.grouping.rawValue) \($0.value)" }
      }
    }
    let shared = ["kind video", "annotator anna", "batch b1", "batch b2", "batch 7", "stage Done"]
    #expect(parts("wide", 0) == [shared + ["class car"], shared])
    #expect(parts("wide", 1).first == ["kind unknown", "annotator anna", "class bus"])
    #expect(parts("named", 3) == [["kind unknown", "batch b2"]])
    #expect(parts("file-record-not-object", 4) == [[]])
  }

  @Test func `without anybody who wants it nothing is told`() throws {
    let judged = try Judged([("a.json", Array(Self.text.utf8))], by: Self.rules, of: Self.format)
    #expect(judged.findings.allSatisfy { $0.attribution.isEmpty })
    #expect(judged.summary.groupings == [] && judged.summary.contents == nil)
  }

  @Test func `contents are counted and measured`() throws {
    let contents = try #require(try Self.judged(Self.text).summary.contents)
    #expect(
      contents == [
        ContentSummary(
          name: "tools", keys: ["class", "page"],
          groups: [
            ContentGroup(values: ["car", "0"], count: 1), ContentGroup(values: ["car", nil], count: 2),
            ContentGroup(values: ["bus", nil], count: 1), ContentGroup(values: [nil, nil], count: 1),
          ], otherCount: 0),
        ContentSummary(
          name: "widths", keys: ["kind"],
          groups: [
            ContentGroup(
              values: ["video"], count: 3, distribution: Distribution(least: 2, median: 9, greatest: 11.5, sum: 22.5)),
            ContentGroup(
              values: ["unknown"], count: 2, distribution: Distribution(least: -1, median: -1, greatest: 12, sum: 11)),
          ], otherCount: 0),
        ContentSummary(
          name: "pages", keys: [],
          groups: [
            ContentGroup(values: [], count: 1, distribution: Distribution(least: 0, median: 0, greatest: 0, sum: 0))
          ], otherCount: 0),
        ContentSummary(
          name: "assets", keys: [], groups: [ContentGroup(values: [], count: 4)], otherCount: 0),
      ])
  }

  @Test func `names are told apart by content and cut when they are long`() throws {
    let long = String(repeating: "é", count: 200)
    let names = ["e\u{301}", "é", "\\u00e9", "\(long)1", "\(long)2", "1"]
    let records = names.map { "{\"name\":\"x\",\"task\":{\"stage\":\"\($0)\"}}" } + ["{\"task\":{\"stage\":1}}"]
    let summary = try Self.judged("[\(records.joined(separator: ","))]").summary
    let stages = try #require(summary.groupings.first { $0.grouping == .stage })
    #expect(stages.groups.map(\.recordCount) == [1, 2, 2, 2])
    #expect(stages.groups.map { $0.name.unicodeScalars.count } == [2, 1, 121, 1])
    #expect(stages.groups.map(\.counts.total) == [0, 0, 0, 1])
  }

  @Test func `groups beyond those that are remembered are counted together`() throws {
    let records = (0..<1200).map { number in
      let name = number % 2 == 0 ? "\"name\":\"n\"," : ""
      return "{\(name)\"task\":{\"by\":\"a\(number % 1100)\",\"tools\":[{\"w\":1,\"title\":\"t\(number % 1100)\"}]}}"
    }
    let format = Self.format.replacing("by: {kind: kind}", with: "by: {class: tool.title}")
    for window in [16, 4000, 1 << 20] {
      let text = Array("[\(records.joined(separator: ",\n"))]".utf8)
      let summary = try Self.judged([("a.json", text)], format: format) { $0.windowByteCount = window }.summary
      let annotators = try #require(summary.groupings.first { $0.grouping == .annotator })
      #expect(annotators.groups.count == 1000)
      #expect(annotators.groups[99].recordCount == 2 && annotators.groups[100].recordCount == 1)
      #expect(annotators.others.recordCount == 100 && annotators.others.counts.total == 50)
      #expect(annotators.groups.reduce(0) { $0 + $1.counts.total } == 550)
      let contents = try #require(summary.contents)
      #expect(contents[0].groups.count == 1000 && contents[0].otherCount == 100)
      #expect(contents[1].groups.count == 100 && contents[1].otherCount == 1000)
      #expect(contents[1].groups.allSatisfy { $0.count == 2 && $0.distribution?.sum == 2 })
    }
  }
}
