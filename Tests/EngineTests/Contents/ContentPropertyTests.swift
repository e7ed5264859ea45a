import Engine
import Findings
import TestSupport
import Testing

/// Whatever the records, the threads and the windows: groups have what the findings say.
@Suite struct ContentPropertyTests {
  static func document(_ random: inout RandomJSON) -> [UInt8] {
    let records = (0..<random.number(in: 1...25)).map { _ in
      let tools = (0..<random.number(in: 0...3)).map { _ in
        "{\"id\":\(random.number(in: 0...9)),\"title\":\(random.pick(["\"a\"", "\"b\"", "null", "[\"a\",\"b\"]"])),"
          + "\"w\":\(random.number(in: 0...12)),\"next\":\(random.number(in: 0...12)),\"page\":\(random.number(in: 0...2))}"
      }
      let name = random.pick(["", "\"name\":\"\(random.number(in: 0...9)).mp4\",", "\"name\":\"x\",\"name\":\"y\","])
      return "{\(name)\"next\":\"\(random.number(in: 0...19)).mp4\","
        + "\"batches\":\(random.pick(["[]", "null", "[\"b1\"]", "[\"b1\",\"b2\"]", "\"b3\""])),"
        + "\"task\":{\"by\":\(random.pick(["null", "\"anna\"", "\"bob\""])),\"tools\":[\(tools.joined(separator: ","))]}}"
    }
    return Array(
      (random.pick([true, false]) ? records.joined(separator: "\n") : "[\(records.joined(separator: ","))]").utf8)
  }

  static func files(_ random: inout RandomJSON) -> [(name: String, bytes: [UInt8])] {
    (0..<random.number(in: 1...3)).map { number in
      let document = document(&random)
      return ("\(number).json", random.pick([false, false, true]) ? random.damaged(document) : document)
    }
  }

  @Test(arguments: 0..<40)
  func `groups add up to what the findings say`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let judged = try ContentTotalsTests.judged(Self.files(&random))
    struct Record: Hashable { var file: String, number: Int }
    for summary in judged.summary.groupings {
      var findings: [String: Int] = [:]
      var records: [String: Set<Record>] = [:]
      for finding in judged.findings {
        let names = finding.attribution.filter { $0.grouping == summary.grouping }.map(\.value)
        for name in names.isEmpty ? [""] : names {
          findings[name, default: 0] += 1
          guard let number = finding.location.record else { continue }
          records[name, default: []].insert(Record(file: finding.location.file, number: number))
        }
      }
      let groups = summary.groups + [summary.notTold]
      for group in groups {
        #expect(group.counts.total == findings[group.name, default: 0], "\(summary.grouping) \(group.name)")
        #expect(
          group.counts.recordsWithFindings == records[group.name, default: []].count,
          "\(summary.grouping) \(group.name)")
      }
      #expect(Set(findings.keys).isSubset(of: groups.map(\.name)))
      // Each finding has one group, but for batches.
      if summary.grouping != .batch {
        #expect(groups.reduce(0) { $0 + $1.counts.total } == judged.summary.counts.total)
        for severity in [\FindingCounts.error, \.warning, \.info, \.notJudged] {
          #expect(groups.reduce(0) { $0 + $1.counts[keyPath: severity] } == judged.summary.counts[keyPath: severity])
        }
      }
      // Each record has one kind and one stage.
      if [.kind, .stage].contains(summary.grouping) {
        let recordCount = judged.summary.inputs.reduce(0) { $0 + $1.recordCount }
        #expect(groups.reduce(0) { $0 + $1.recordCount } == recordCount)
      }
    }
  }

  @Test(arguments: 0..<25)
  func `threads and windows do not change what is told`(seed: Int) throws {
    var random = RandomJSON(seed: seed + 1000)
    let files = Self.files(&random)
    let folder = try ScratchFolder()
    let expected = try ContentTotalsTests.judged(files, in: folder)
    for (jobs, window) in [(1, 16), (3, 64), (8, 100), (2, 1000)] {
      let judged = try ContentTotalsTests.judged(files, in: folder) {
        $0.jobs = jobs
        $0.windowByteCount = window
      }
      #expect(judged.summary == expected.summary, "jobs \(jobs), window \(window)")
      #expect(judged.findings == expected.findings, "jobs \(jobs), window \(window)")
    }
  }
}
