import Comparison
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct ExportComparisonTests {
  @Test func `an export is the same as itself`() throws {
    let text = #"[{"name":"a","size":1},{"name":"b","size":11}]"#
    let compared = try Compared(text, text)
    #expect(compared.differences == [] && compared.findings == [])
    #expect(compared.summary.verdict == .same)
    #expect(compared.summary.assets.unchanged == 2)
    #expect(compared.summary.old == ComparedExport(name: "old", recordCount: 2, findingCount: 1))
  }

  @Test func `assets are removed, added and changed, each told in the order of its export`() throws {
    let compared = try Compared(
      #"[{"name":"d"},{"name":"c","size":1},{"name":"b","size":2},{"name":"a"}]"#,
      #"[{"name":"f"},{"name":"b","size":3},{"name":"e"},{"name":"c","note":"x"}]"#)
    #expect(
      compared.differences == [
        "removed d: old 0", "removed a: old 3", "added f: new 0", "added e: new 2",
        "changed c: old 1, new 3, 2: /size 1 -; /note - \"x\"", "changed b: old 2, new 1, 1: /size 2 3",
      ])
    var counts = AssetCounts()
    (counts.removed, counts.added, counts.changed) = (2, 2, 2)
    #expect(compared.summary.assets == counts)
    #expect(
      compared.summary.parts == [
        PartCount(pointer: JSONPointer(["size"]), count: 2), PartCount(pointer: JSONPointer(["note"]), count: 1),
      ])
    #expect(compared.summary.verdict == .different)
  }

  @Test func `an identity that occurs several times is named, not matched`() throws {
    let compared = try Compared(
      #"[{"name":"a","size":1},{"name":"a","size":2},{"name":"b"},{"name":"c"},{"name":"c"}]"#,
      #"[{"name":"a","size":2},{"name":"a","size":1},{"name":"b"},{"name":"b"},{"name":"c"}]"#)
    #expect(
      compared.differences == [
        "repeated a: old 0, 2 2 equal", "repeated b: old 2, 1 2 different", "repeated c: old 3, 2 1 different",
      ])
    #expect(compared.summary.assets.repeated == 3)
    #expect(compared.summary.assets.repeatedAndDifferent == 2)
    let same = try Compared(#"[{"name":"a","size":1},{"name":"a"}]"#, #"[{"name":"a"},{"name":"a","size":1}]"#)
    #expect(same.summary.verdict == .same)
  }

  @Test func `findings are matched as often as they occur, whatever the file is called`() throws {
    let compared = try Compared(
      "\u{FEFF}" + #"[{"name":"a","size":11},{"name":"b","size":12},{"name":"c","size":1}]"#,
      "\u{FEFF}" + #"[{"name":"c","size":13},{"name":"b","size":14}]"#)
    #expect(compared.findings == ["gone old:1 size-small", "new new:1 size-small"])
    #expect(compared.summary.goneFindingCount == 1 && compared.summary.newFindingCount == 1)
  }

  @Test func `counts that moved are told, by what records hold and by group`() throws {
    let compared = try Compared(
      #"[{"name":"a","batch":"x","tools":[{"title":"Car"},{"title":"Cat"},{}]}]"#,
      #"[{"name":"a","batch":"y","tools":[{"title":"Car"},{"title":"Car"}]}]"#)
    #expect(
      compared.summary.counts == [
        CountChange(name: "records", keys: ["batch"], values: ["x"], old: 1, new: 0),
        CountChange(name: "objects", keys: ["class"], values: ["Car"], old: 1, new: 2),
        CountChange(name: "objects", keys: ["class"], values: ["Cat"], old: 1, new: 0),
        CountChange(name: "objects", keys: ["class"], values: [nil], old: 1, new: 0),
        CountChange(name: "records", keys: ["batch"], values: ["y"], old: 0, new: 1),
      ])
  }

  @Test(arguments: [
    ("{\"name\":\"a\"}\n{\"name\":", ["old: 1 place was not judged"]),
    ("{\"name\":\"a\"}\n{\"name\":null}\n{\"size\":1}\n", ["old: 2 records have no identity to be matched by"]),
    ("{\"name\":\"a\",\"size\":\"x\"}\n", ["old: 1 place was not judged"]),
  ])
  func `what cannot be read, judged or identified makes it incomplete`(old: String, reasons: [String]) throws {
    let compared = try Compared(old, "{\"name\":\"a\"}\n")
    #expect(compared.summary.incompleteReasons == reasons)
    #expect(compared.summary.verdict == .incomplete)
    #expect(ComparisonVerdict.incomplete.exitCode == 3)
  }

  @Test(arguments: [
    (ComparisonPolicy.differences, 1, ComparisonVerdict.different), (.newFindings, 1, .accepted),
    (.newFindings, 11, .different), (.never, 11, .accepted),
  ])
  func `the policy says what counts`(policy: ComparisonPolicy, size: Int, verdict: ComparisonVerdict) throws {
    let compared = try Compared(#"[{"name":"a"}]"#, "[{\"name\":\"a\",\"size\":\(size)}]", policy: policy)
    #expect(compared.summary.verdict == verdict)
    #expect(try Compared(#"[{"name":"a"}]"#, #"[{"name":"a"}]"#, policy: policy).summary.verdict == .same)
  }

  /// Two exports of the same records, written in different ways and orders, and the records.
  private static func sameExports(_ random: inout RandomJSON) -> (records: [RandomRecord], old: String, new: String) {
    let records = (0..<random.number(in: 1...8)).map { _ in RandomRecord(&random, depth: 4) }
    return (records, text(of: records, &random), text(of: records, &random))
  }

  private static func text(of records: [RandomRecord], _ random: inout RandomJSON) -> String {
    let texts = records.enumerated().shuffled(using: &random.generator).map { number, record in
      RandomRecord.object([("name", .scalar(["\"n\(number)\""])), ("content", record)]).text(&random)
    }
    return random.pick([0, 1]) == 0 ? texts.map { $0 + "\n" }.joined() : "[" + texts.joined(separator: ",\n") + "]"
  }

  @Test(arguments: 0..<200)
  func `order, blanks and spelling make no difference`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let (_, old, new) = Self.sameExports(&random)
    let compared = try Compared(old, new, jobs: 1 + seed % 3, windowByteCount: 64)
    #expect(compared.differences == [], "seed \(seed)")
    #expect(compared.summary.verdict == .same)
  }

  @Test(arguments: 0..<200)
  func `an edit is named exactly`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    var (records, old, _) = Self.sameExports(&random)
    let place = random.number(in: 0...records.count - 1)
    let path = records[place].edit(&random)
    if path == nil { records[place] = .scalar(["\"edited\""]) }
    let new = Self.text(of: records, &random)
    let compared = try Compared(old, new, jobs: 1 + seed % 3, windowByteCount: 64)
    let pointer = JSONPointer(["content"] + (path ?? [])).description
    #expect(compared.differences.count == 1, "seed \(seed)")
    let line = try #require(compared.differences.first)
    #expect(line.hasPrefix("changed n\(place): "))
    #expect(line.firstMatch(of: /, 1: (\S*) .* "edited"$/).map { String($0.1) } == pointer, "seed \(seed): \(line)")
    #expect(compared.summary.assets.unchanged == records.count - 1)
  }

  @Test func `many changes are told in the same order by any number of threads and any windows`() throws {
    let old = (0..<300).map { "{\"name\":\"n\($0)\",\"size\":\($0 % 20)}\n" }.joined()
    let new = (0..<300).reversed().map { "{\"name\":\"n\($0)\",\"size\":\($0 % 19)}\n" }.joined()
    let first = try Compared(old, new)
    #expect(first.differences.count == 281)
    #expect(first.findings.count > 10)
    for (jobs, windowByteCount) in [(3, 1 << 18), (1, 64), (4, 128)] {
      let other = try Compared(old, new, jobs: jobs, windowByteCount: windowByteCount)
      #expect(other.differences == first.differences)
      #expect(other.findings == first.findings)
      #expect(other.summary == first.summary)
    }
  }
}
