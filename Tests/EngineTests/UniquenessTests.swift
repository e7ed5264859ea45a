import Engine
import Findings
import Inputs
import SourceText
import TestSupport
import Testing

@Suite struct UniquenessTests {
  static func rules(_ scope: String) -> String {
    "u: {on: tool, unique: {key: tool.id, within: \(scope)}, message: '{value} is also at {first}'}"
  }

  static func record(_ ids: [String], _ name: String = "n") -> String {
    "{\"name\":\"\(name)\",\"task\":{\"tools\":[\(ids.map { "{\"id\":\($0)}" }.joined(separator: ","))]}}"
  }

  static let files: [(name: String, bytes: [UInt8])] = [
    ("a.json", Array("[\(record(["1", "2", "1"])),\n\(record(["2", "null", "3"]))]".utf8)),
    ("b.ndjson", Array("\(record(["3", "4"]))\n\(record(["\"4\"", "4.0"]))\n".utf8)),
  ]

  @Test(arguments: [
    ("record", ["a.json:1:55: 1 is also at /task/tools/0/id [u] /task/tools/2/id"]),
    (
      "file",
      [
        "a.json:1:55: 1 is also at a.json:1:37 [u] /task/tools/2/id",
        "a.json:2:36: 2 is also at a.json:1:46 [u] /task/tools/0/id",
        "b.ndjson:2:47: 4 is also at b.ndjson:1:45 [u] /task/tools/1/id",
      ]
    ),
    (
      "export",
      [
        "a.json:1:55: 1 is also at a.json:1:37 [u] /task/tools/2/id",
        "a.json:2:36: 2 is also at a.json:1:46 [u] /task/tools/0/id",
        "b.ndjson:1:36: 3 is also at a.json:2:57 [u] /task/tools/0/id",
        "b.ndjson:2:47: 4 is also at b.ndjson:1:45 [u] /task/tools/1/id",
      ]
    ),
  ])
  func `keys are compared within their scope, across windows`(scope: String, lines: [String]) throws {
    for window in [16, 100, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged(Self.files, by: Self.rules(scope)) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(judged.lines == lines)
        #expect(judged.counts("u") == [10, 9 - lines.count, lines.count, 1, 0])
      }
    }
  }

  @Test func `the related place is the first one`() throws {
    let (text, spans) = MarkedSpans.read(
      "[{\"name\":⟦\"x\"⟧},\n{\"name\":\"y\"},\n{\"name\":⟦\"\\u0078\"⟧},{\"name\":⟦\"x\"⟧}]")
    let rule = "u: {unique: {key: asset.name}, message: 'as {first}'}"
    for window in [16, 1 << 20] {
      let judged = try Judged(text, by: rule) { $0.windowByteCount = window }
      #expect(judged.findings.map(\.location.span) == Array(spans.dropFirst()))
      #expect(judged.findings.map(\.message) == ["as a.json:1:10", "as a.json:1:10"])
      for finding in judged.findings {
        #expect(finding.related.map(\.message) == ["first occurrence"])
        let place = try #require(finding.related.first?.location)
        #expect(place.file == "a.json" && place.record == 0 && place.start == SourcePosition(line: 1, column: 10))
        #expect(place.span.start == spans[0].start)
      }
    }
  }

  @Test func `the related place within a record is whole`() throws {
    let (text, spans) = MarkedSpans.read(
      "[\n{\"name\":\"n\"},{\"name\":\"n\",\"task\":{\"tools\":[{\"id\":⟦7⟧},{\"id\":⟦7⟧}]}}]")
    for window in [16, 1 << 20] {
      let judged = try Judged(text, by: Self.rules("record")) { $0.windowByteCount = window }
      let place = try #require(judged.findings.first?.related.first?.location)
      #expect(judged.findings.map(\.location.span) == [spans[1]])
      #expect(place.span == spans[0])
      #expect(place.start == SourcePosition(line: 2, column: 49))
      #expect(place.pointer?.description == "/task/tools/0/id")
      #expect(place.documentPointer?.description == "/1/task/tools/0/id")
      #expect(place.record == 1)
    }
  }

  @Test(arguments: [1, 3])
  func `a thousand keys again in one record are found where they are`(jobs: Int) throws {
    let tools = (0..<1000).map { "{\"objectId\":\"o\($0 / 2)\",\"title\":\"\($0 % 7)\"}" }.joined(separator: ",")
    let record = "{\"name\":\"a\",\"task\":{\"tools\":[\(tools)]}}"
    let rules = """
      u: {on: tool, unique: {key: tool.objectId, within: export}}
      i: {on: '$.task.tools[*]', where: index >= 0, unique: {key: node.objectId, within: export}, message: '{index}'}
      c: {on: tool, consistent: {key: tool.objectId, value: tool.title, within: export}}
      """
    let judged = try Judged([record, record].joined(separator: "\n"), by: rules) { $0.jobs = jobs }
    let pointers = { (rule: String, record: Int) in
      judged.findings.filter { $0.rule == rule && $0.location.record == record }.map {
        $0.location.pointer?.description ?? "-"
      }
    }
    let all = (0..<1000).map { "/task/tools/\($0)/objectId" }
    #expect(pointers("u", 0) == all.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    #expect(pointers("u", 1) == all)
    #expect(pointers("i", 1) == all)
    #expect(
      judged.findings.filter { $0.rule == "i" && $0.location.record == 1 }.map(\.message) == (0..<1000).map(String.init)
    )
    #expect(pointers("c", 0) == (0..<500).map { "/task/tools/\($0 * 2 + 1)/title" })
  }

  @Test func `ten thousand keys, each twice`() throws {
    let records =
      ((0..<10_000).map { "{\"name\":\"k\($0)\"}" } + (0..<10_000).reversed().map { "{\"name\":\"k\($0)\"}" })
    let judged = try Judged(records.joined(separator: "\n"), by: "u: {unique: {key: asset.name}}") {
      $0.windowByteCount = 4096
      $0.jobs = 2
    }
    #expect(judged.counts("u") == [20_000, 10_000, 10_000, 0, 0])
    #expect(judged.findings.map { $0.related.first?.location.record ?? -1 } == Array((0..<10_000).reversed()))
  }
}
