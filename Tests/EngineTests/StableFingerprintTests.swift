import Engine
import Findings
import TestSupport
import Testing

/// Fingerprints are the same however an export lies and whatever it is called.
@Suite struct StableFingerprintTests {
  private static let rules = """
    named: {require: [size]}
    big: {on: tool, assert: tool.w > 1}
    once: {unique: {key: asset.code, within: export}}
    once-here: {on: tool, unique: {key: tool.id, within: record}}
    same: {consistent: {key: '[asset.kind, asset.code]', value: asset.color, within: file}}
    same-here: {on: tool, consistent: {key: tool.id, value: tool.w, within: record}}
    known: {on: tool, references: {keys: '[tool.id]', to: {on: asset, key: asset.code}, within: export}}
    """

  private struct Record {
    var name: String?
    var members: [String]
    var tools: [[String]]

    /// As JSON, with the parts of all lists and objects in the order that `generator` makes.
    func text(_ generator: inout SeededGenerator) -> String {
      let tools = self.tools.shuffled(using: &generator).map { tool in
        "{\(tool.shuffled(using: &generator).joined(separator: ","))}"
      }
      let parts =
        members + (name.map { ["\"name\":\"\($0)\""] } ?? [])
        + ["\"task\":{\"tools\":[\(tools.joined(separator: ","))]}"]
      return "{\(parts.shuffled(using: &generator).joined(separator: ","))}"
    }
  }

  /// Records with few different names, codes and labels: many of them are alike.
  private static func records(_ generator: inout SeededGenerator) -> [Record] {
    (0..<12).map { _ in
      var tools: [[String]] = []
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let id = Int.random(in: 1...3, using: &generator)
        tools.append([
          "\"objectId\":\"o\(id)\"", "\"id\":\"c\(id)\"", "\"w\":\(Int.random(in: 0...3, using: &generator))",
        ])
      }
      var members = [
        "\"code\":\"c\(Int.random(in: 1...4, using: &generator))\"", "\"kind\":1",
        "\"color\":\"\(["red", "blue"].randomElement(using: &generator) ?? "")\"",
      ]
      if Bool.random(using: &generator) { members.append("\"size\":1") }
      let name = Int.random(in: 0...6, using: &generator)
      return Record(name: name == 0 ? nil : "n\(name)", members: members, tools: tools)
    }
  }

  /// Takes records without a name, too.
  private static let format = Judged.format.replacing("detect: has(record.name)\n", with: "")

  private static func fingerprints(_ name: String, _ text: String) throws -> [String] {
    let judged = try Judged([(name, Array(text.utf8))], by: rules, of: format)
    #expect(judged.summary.verdict == .failed)
    return judged.findings.map(\.fingerprint).sorted()
  }

  @Test(arguments: 0..<40)
  func `the order of records, labels and members does not tell, nor does the form`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let records = Self.records(&generator)
    let expected = try Self.fingerprints("a.json", "[\(records.map { $0.text(&generator) }.joined(separator: ","))]")
    let shuffled = records.shuffled(using: &generator).map { $0.text(&generator) }
    #expect(try Self.fingerprints("b.json", "[\n\(shuffled.joined(separator: ",\n "))\n]") == expected)
    #expect(try Self.fingerprints("c.ndjson", shuffled.joined(separator: "\n")) == expected)
  }

  @Test func `keys of different types and rules, and other keys, are known apart`() throws {
    let rules = """
      once: {unique: {key: asset.code, within: export}}
      also: {unique: {key: asset.code, within: file}}
      """
    let codes = ["1", "1", "\"1\"", "\"1\"", "\"2\"", "\"2\"", "\"2\""]
    let text = codes.map { "{\"code\":\($0)}" }.joined(separator: "\n")
    let judged = try Judged([("a.ndjson", Array(text.utf8))], by: rules, of: Self.format)
    let known = Dictionary(grouping: judged.findings) { $0.fingerprint }
    #expect(judged.findings.count == 8)
    #expect(known.values.map(\.count).sorted() == [1, 1, 1, 1, 2, 2])
  }

  @Test func `ambiguous text and byte order marks are known without the name of the file`() throws {
    let text = "\u{FEFF}[{\"name\":\"a\",\"name\":\"b\"},{\"size\":1,\"size\":2}]"
    let rules = "r: {assert: 'true'}"
    let first = try Judged([("a.json", Array(text.utf8))], by: rules, of: Self.format)
    let second = try Judged([("b.json", Array(text.utf8))], by: rules, of: Self.format)
    #expect(first.findings.map(\.rule) == ["file-byte-order-mark", "file-duplicate-key", "file-duplicate-key"])
    #expect(first.findings.map(\.fingerprint) == second.findings.map(\.fingerprint))
    #expect(Set(first.findings.map(\.fingerprint)).count == 3)
  }
}
