import Engine
import Findings
import Inputs
import JSONReading
import Reporters
import SourceText
import TestSupport
import Testing

/// The same input and rules give the same bytes, whatever the threads and the windows.
@Suite struct DeterminismTests {
  static let rules = """
    name-unique: {unique: {key: asset.name}, message: 'as {first}'}
    size-small: {assert: asset.size < 10, severity: warning}
    tool-box: {on: tool, require: [box.w], message: 'no {missing}'}
    """

  /// The same, and what looks at other records or at all of them.
  static let rulesOfRun =
    rules + "\n" + """
      next-there: {references: {keys: '[asset.next, asset.size]', to: {on: asset, key: int(asset.name)}, within: file}}
      next-one: {consistent: {key: asset.next, value: asset.size}, message: 'not {first_value} at {first}'}
      next-file: {consistent: {key: asset.size, value: asset.name, within: file}, severity: info}
      next-far: {references: {keys: '[asset.next]', to: {on: asset, key: asset.size}, within: export}, severity: info}
      few-names: {aggregate: {distinct: asset.name, by: asset.size < 4}, limit: {most: 3, share: 0.1}}
      far-size: {aggregate: {value: asset.size, by: asset.name}, limit: {iqr: 1, places: 2}, severity: info}
      far-group: {aggregate: {value: asset.next, by: asset.name}, limit: {factor: 1.5, judge: groups, range: 8}}
      few-small: {aggregate: {count_if: asset.size < 4, by: asset.name}, limit: {ratio: 0.3, count: 4, groups: 8}}
      """
  static let overrides = "overrides: [{where: asset.next > 9, rules: {size-small: off, next-far: error}}]"

  static func document(_ random: inout RandomJSON) -> [UInt8] {
    let records = (0..<random.number(in: 1...30)).map { _ in
      let other = random.value(depth: 2)
      let tools = random.pick(["[]", "[{},{\"box\":{\"w\":1}}]", "[{\"box\":null}]", "null"])
      return "{\"name\":\"\(random.number(in: 0...9))\",\"size\":\(random.number(in: 0...11)),"
        + "\"next\":\(random.number(in: 0...12)),\"x\":\(other),"
        + "\"task\":{\"tools\":\(tools)}}"
    }
    if random.number(in: 0...1) == 0 {
      return Array("[\(records.joined(separator: random.pick([",", ",\n", " , "])))]".utf8)
    }
    let lines = records.map { record in record.utf8.map { $0 == UInt8(ascii: "\n") ? 0x20 : $0 } }
    return Array(lines.joined(separator: [0x0A]))
  }

  static func report(
    _ files: [(name: String, bytes: [UInt8])], jobs: Int, window: Int, limit: Int, in folder: ScratchFolder
  )
    throws -> String
  {
    let judged = try Judged(files, by: rulesOfRun, with: overrides, in: folder) {
      $0.jobs = jobs
      $0.windowByteCount = window
      $0.limits = JSONLimits(recordByteCount: limit)
    }
    var reporter = JSONReporter()
    var text = ReportText()
    reporter.start(CheckRun.start(version: "1", program: try Judged.program(rulesOfRun, with: overrides)), to: &text)
    for finding in judged.findings { reporter.write(finding, to: &text) }
    reporter.finish(judged.summary, to: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test(arguments: 0..<40)
  func `threads and windows do not change the report`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    var files: [(name: String, bytes: [UInt8])] = []
    for number in 0..<random.number(in: 1...3) {
      let document = Self.document(&random)
      files.append(("\(number).json", random.pick([false, false, true]) ? random.damaged(document) : document))
    }
    let limit = random.pick([1 << 30, 1 << 30, 100])
    let folder = try ScratchFolder()
    let expected = try Self.report(files, jobs: 1, window: 1 << 20, limit: limit, in: folder)
    for (jobs, window) in [(1, 16), (2, 64), (3, 16), (8, 100), (8, 1000), (2, 1 << 20)] {
      let report = try Self.report(files, jobs: jobs, window: window, limit: limit, in: folder)
      if report != expected {
        let pairs = zip(report.split(separator: "\n"), expected.split(separator: "\n"))
        let first = pairs.first { $0 != $1 }.map { "\($0)\n\($1)" } ?? ""
        Issue.record("jobs \(jobs), window \(window), limit \(limit):\n\(first)")
      }
    }
  }

  @Test(arguments: ["number", "nested", "text", "broken", "end"])
  func `records that seem to begin within others change nothing`(kind: String) throws {
    let misleading = [
      "number": #"{"name":"m","size":[1,{},{"name":"a","size":99}]}"#,
      "nested": #"{"name":"m","size":1,"task":{"tools":[{},{"name":"a"},{"name":"b"}]}}"#,
      "text": #"{"name":"}, {\"name\":","size":99}"#,
      "broken": #"{"name":"m","size":[1, {"name":"a"}, {"name":"b"]}"#, "end": #"{"name":"m"}], {"name":"a"}"#,
    ]
    func records(_ numbers: Range<Int>) -> [String] { numbers.map { #"{"name":"\#($0)","size":\#($0 % 11)}"# } }
    let extra = String(repeating: misleading[kind, default: ""] + ",", count: 12).dropLast()
    // Long enough for many windows before and behind, and another document behind this one.
    let text = "[\((records(0..<100) + [String(extra)] + records(100..<200)).joined(separator: ","))]"
    let files = [("0.json", Array(text.utf8)), ("1.json", Array("[\(records(0..<200).joined(separator: ","))]".utf8))]
    let folder = try ScratchFolder()
    let expected = try Self.report(files, jobs: 1, window: 1 << 20, limit: 1 << 20, in: folder)
    for (jobs, window) in [(2, 64), (2, 300), (3, 500), (4, 1000), (8, 100), (8, 2000), (16, 700)] {
      let report = try Self.report(files, jobs: jobs, window: window, limit: 1 << 20, in: folder)
      #expect(report == expected, "jobs \(jobs), window \(window)")
    }
  }

  @Test(arguments: [" ", "\n", "\u{4E2D}\u{6587}", "\\\\", "\\\"", "\u{1F600}\n"])
  func `a window that was cut within a record by a wrong guess harms nothing`(filler: String) throws {
    // Early records have no elements that look like a record, later ones many: the guesses seem to be worth it at first.
    let text = filler.replacing("\n", with: "")
    func record(_ number: Int, _ count: Int) -> String {
      let inner = (0..<count).map {
        "{\"name\":\"\(text)\($0)\",\($0 % 3 == 0 && filler.hasSuffix("\n") ? "\n" : "")\"size\":99}"
      }
      return
        "{\"name\":\"\(number)\",\"size\":\(number % 11),\"x\":[{\"y\":1},\(inner.joined(separator: ",")),\"\(text)\"]}"
        .replacing(",,", with: ",")
    }
    let records = (0..<200).map { record($0, $0 < 40 ? 0 : 9) }
    let files = [("0.json", Array("[\(records.joined(separator: filler.hasSuffix("\n") ? ",\n" : ","))]".utf8))]
    let folder = try ScratchFolder()
    let expected = try Self.report(files, jobs: 1, window: 1 << 20, limit: 1 << 20, in: folder)
    for (jobs, window) in [(2, 64), (2, 150), (2, 600), (3, 257), (4, 1000), (8, 100), (8, 4000)] {
      let report = try Self.report(files, jobs: jobs, window: window, limit: 1 << 20, in: folder)
      #expect(report == expected, "jobs \(jobs), window \(window)")
    }
  }

  @Test func `a comma too many is told of and shown the same, whatever the windows`() throws {
    let records = (0..<12).map { #"{"name":"\#($0)","size":1}"# }
    for place in 0..<11 {
      let text = "[\(records[...place].joined(separator: ",")),\n ,\(records[(place + 1)...].joined(separator: ","))]"
      for (jobs, window) in [(1, 16), (1, 20), (2, 24), (1, 32), (2, 40), (1, 64), (2, 100), (1, 1 << 20)] {
        let judged = try Judged(text, by: "r: {assert: 'true'}") {
          $0.jobs = jobs
          $0.windowByteCount = window
          $0.wantsExcerpts = true
        }
        #expect(judged.lines == ["a.json:2:2: ',' where a value should stand [file-not-json] "])
        #expect(judged.findings[0].location.end == SourcePosition(line: 2, column: 3))
        #expect(judged.findings[0].excerpt == Excerpt(text: " ,", firstColumn: 1, isCutBefore: false, isCutAfter: true))
      }
    }
  }

  @Test func `fingerprints survive order, blanks and lines`() throws {
    let records = [
      #"{"name":"a","size":10,"task":{"taskId":1,"tools":[{"objectId":"p"},{"objectId":"q","box":{}}]}}"#,
      #"{"name":"b","size":11,"task":{"taskId":2,"tools":[{"objectId":"r","box":null}]}}"#,
      #"{"name":"c","size":12}"#,
    ]
    let pretty = records.map { $0.replacing(",", with: "\n , ").replacing(":", with: " : ") }
    let texts = [
      "[\(records.joined(separator: ","))]", "[\(records.reversed().joined(separator: ",\n"))]",
      records.joined(separator: "\n"),
      "[\n\(pretty.joined(separator: "\n,"))]\n",
      "[\(records.joined(separator: ",").replacing(#"{"objectId":"p"},"#, with: #"{"objectId":"s","box":{"w":1}},{"objectId":"p"},"#))]",
    ]
    let prints = try texts.map { text in Set(try Judged(text, by: Self.rules).findings.map(\.fingerprint)) }
    #expect(prints[0].count == 6)
    #expect(Set(prints).count == 1)
  }

  @Test func `findings about unreadable text have fingerprints of their own`() throws {
    let lines =
      ["{\"name\":0}"] + Array(repeating: "{\"name\":x}", count: 20) + ["{\"name\":1,\"a\":1,\"a\":2,\"b\":1,\"b\":2}"]
    for window in [16, 64, 1 << 20] {
      let judged = try Judged(lines.joined(separator: "\n"), by: "r: {assert: 'true'}") { $0.windowByteCount = window }
      #expect(judged.findings.count == 22)
      #expect(Set(judged.findings.map(\.fingerprint)).count == 22)
    }
  }

  @Test func `findings come by place, then by rule`() throws {
    let judged = try Judged(
      #"[{"name":"a","size":99,"task":{"tools":[{},{}]}},{"name":"a","size":99}]"#, by: Self.rules)
    #expect(
      judged.findings.map(\.rule) == ["size-small", "tool-box", "tool-box", "name-unique", "size-small"])
  }

  @Test func `a key that occurs three times makes two findings with fingerprints of their own`() throws {
    let judged = try Judged(#"[{"name":"a","size":1,"x":1,"x":2,"x":3}]"#, by: Self.rules)
    #expect(judged.findings.map(\.rule) == ["file-duplicate-key", "file-duplicate-key"])
    #expect(Set(judged.findings.map(\.fingerprint)).count == 2)
    let again = try Judged("{\"name\":\"a\",\"size\":1,\"x\":1,\n\"x\":2,\"x\":3}", by: Self.rules)
    #expect(again.findings.map(\.fingerprint) == judged.findings.map(\.fingerprint))
  }
}
