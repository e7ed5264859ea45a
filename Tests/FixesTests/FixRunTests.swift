import CEL
import Engine
import Findings
import Fixes
import Foundation
import Inputs
import JSONEditing
import RuleSets
import SourceText
import TestSupport
import Testing

/// What is told of fixes, as it was told last.
final class ToldFixes: FixRun.Sink {
  var fixes: [RecordFixes] = []
  var patch = PatchText()
  var patchText = ""
  var restarts = 0
  /// Whether all was settled, and how the records lie.
  var settled: [InputForm?] = []

  func take(_ fixes: RecordFixes, patch operations: [JSONPatch.Operation], form: InputForm) {
    self.fixes.append(fixes)
    patchText += patch.text(of: fixes, operations, form: form)
  }

  func restart() {
    (fixes, patch, patchText) = ([], PatchText(), "")
    restarts += 1
  }

  func settle(_ form: InputForm?) { settled.append(form) }

  /// `line:column rule` of what was applied.
  var applied: [String] { fixes.flatMap(\.applied).map { "\($0.position) \($0.rule)" } }
  /// The same of what was not, with the reason.
  var dropped: [String] { fixes.flatMap(\.dropped).map { "\($0.fix.position) \($0.fix.rule): \($0.reason)" } }
}

@Suite struct FixRunTests {
  static let rules = """
    ruleset: test
    format: zoo.yaml
    rules:
      size-number: {where: has(asset.size), assert: type(asset.size) != string, fix: {title: N, safety: safe, set: int(value)}}
      null-item: {on: '$.list[?@ == null]', forbid: true, fix: {title: R, safety: safe, remove: true}}
      name-trimmed: {where: has(asset.name), assert: text.trimmed(asset.name), fix: {title: Trim, safety: unsafe, set: text.trim(value)}}
      name-once: {unique: {key: asset.name, within: export}, message: "'{value}' is there already"}
    """

  static let format = "format: zoo\ndetect: has(record.name)\nsubjects: {asset: $}\nidentity: {asset: asset.name}\n"

  static func program(_ rules: String = Self.rules) throws -> Program {
    try RuleSetLoader { path throws(RuleSetReadError) in Array((path == "rules.yaml" ? rules : Self.format).utf8) }
      .load(["rules.yaml"])
  }

  static func options(includesUnsafe: Bool = true, windowByteCount: Int = 1 << 18) throws -> FixOptions {
    var options = FixOptions(check: CheckOptions(now: try #require(CELTimestamp("2026-03-05T08:15:00Z"))))
    options.includesUnsafe = includesUnsafe
    options.check.windowByteCount = windowByteCount
    return options
  }

  /// Fixes `text` in a file of a folder of its own.
  private func fixed(
    _ text: String, by rules: String = Self.rules, includesUnsafe: Bool = true, windowByteCount: Int = 1 << 18,
    writes: Bool = true
  ) throws -> (text: String?, told: ToldFixes, summary: FixSummary) {
    let folder = try ScratchFolder()
    let path = try folder.write("a.json", text)
    let told = ToldFixes()
    let run = try FixRun(
      path, program: Self.program(rules),
      options: Self.options(includesUnsafe: includesUnsafe, windowByteCount: windowByteCount))
    let summary = try run.run(to: writes ? folder.path + "/b.json" : nil, sink: told)
    #expect(folder.read("a.json") == text)
    #expect(folder.names == (writes && folder.read("b.json") != nil ? ["a.json", "b.json"] : ["a.json"]))
    return (folder.read("b.json"), told, summary)
  }

  private static let broken = [
    #"{"name":"a", "size": "12"}"#, #"{"name":"b","size":1}"#, #"{"name" : " c ","list":[null,1 , null]}"#,
  ]
  private static let mended = [
    #"{"name":"a", "size": 12}"#, #"{"name":"b","size":1}"#, #"{"name" : "c","list":[1]}"#,
  ]

  @Test(arguments: [
    ("[", ",", "]"), ("[\n  ", ",\n  ", "\n]\n"), ("\u{FEFF} [", " , ", "]"), ("", "\n", "\n"), ("", "\r\n\n", ""),
  ])
  func `records are mended however they lie, in windows of any size`(
    start: String, separator: String, end: String
  ) throws {
    let text = start + Self.broken.joined(separator: separator) + end
    let wanted = (start + Self.mended.joined(separator: separator) + end).replacing("\u{FEFF}", with: "")
    for windowByteCount in [16, 40, 1 << 18] {
      let result = try fixed(text, windowByteCount: windowByteCount)
      #expect(result.text == wanted)
      #expect(result.summary.changedRecordCount == 2)
      #expect(result.summary.recordCount == 3)
      #expect(result.summary.incompleteReasons == [])
      let again = try fixed(wanted, windowByteCount: windowByteCount)
      #expect(again.text == nil)
      #expect(again.summary.appliedCount == 0)
    }
  }

  @Test func `a single record is mended`() throws {
    #expect(try fixed("{\n \"name\": \"a\", \"size\": \"7\"\n}\n").text == "{\n \"name\": \"a\", \"size\": 7\n}\n")
  }

  @Test func `what is done is told by its place in the file`() throws {
    let result = try fixed("[\n  " + Self.broken.joined(separator: ",\n  ") + "\n]\n", writes: false)
    #expect(result.text == nil)
    #expect(result.told.applied == ["2:24 size-number", "4:13 name-trimmed", "4:27 null-item", "4:36 null-item"])
    #expect(result.told.fixes.map(\.name) == ["a", " c "])
    #expect(result.told.fixes.map(\.record) == [0, 2])
    #expect(
      result.told.fixes[1].changes == [
        RecordFixes.Change(pointer: JSONPointer(["name"]), old: "\" c \"", new: "\"c\""),
        RecordFixes.Change(pointer: JSONPointer(["list", "2"]), old: "null", new: nil),
        RecordFixes.Change(pointer: JSONPointer(["list", "0"]), old: "null", new: nil),
      ])
  }

  @Test func `unsafe fixes are counted and not applied`() throws {
    let result = try fixed("[" + Self.broken.joined(separator: ",") + "]", includesUnsafe: false)
    #expect(result.summary.unsafeCount == 1)
    #expect(result.told.applied == ["1:23 size-number", "1:75 null-item", "1:84 null-item"])
  }

  @Test func `where nothing changes nothing is written`() throws {
    let result = try fixed(#"[{"name":"a"}]"#)
    #expect(result.text == nil)
    var summary = FixSummary(file: result.summary.file)
    summary.recordCount = 1
    #expect(result.summary == summary)
  }

  @Test(arguments: [true, false])
  func `a fix after which two records are the same is left out, and others of the record are not`(writes: Bool) throws {
    let text = #"[{"name":"a"},{"name":" a","size":"3"},{"name":" b"},{"name":" c"},{"name":"c "}]"#
    let result = try fixed(text, writes: writes)
    #expect(
      result.text == (writes ? #"[{"name":"a"},{"name":" a","size":3},{"name":"b"},{"name":" c"},{"name":"c "}]"# : nil)
    )
    #expect(result.told.applied == ["1:35 size-number", "1:48 name-trimmed"])
    #expect(
      result.told.dropped == [
        "1:23 name-trimmed: name-once would find: 'a' is there already",
        "1:62 name-trimmed: name-once would find: 'c' is there already",
        "1:76 name-trimmed: name-once would find: 'c' is there already",
      ])
    #expect(result.summary.worse == [:])
  }

  @Test func `a reference to what a fix has changed is found again, and the fix left out`() throws {
    let rules = Self.rules.replacing(
      "name-once: {unique: {key: asset.name, within: export}, message: \"'{value}' is there already\"}",
      with: "parent: {references: {keys: '[asset.parent]', to: {on: asset, key: asset.name}}, message: 'no {value}'}")
    let result = try fixed(#"[{"name":" a"},{"name":" b"},{"name":"d","parent":" a"}]"#, by: rules)
    #expect(result.text == nil)
    #expect(result.told.dropped.count == 2)
    #expect(result.told.dropped.allSatisfy { $0.hasSuffix("name-trimmed: parent would find: no  a") })
  }

  @Test func `statistics that come out otherwise are told`() throws {
    let rules =
      Self.rules + """
        \n  small: {aggregate: {on: asset, where: type(asset.size) == int, count_if: asset.size < 5}, limit: {ratio: 0.4}}
        """
    let result = try fixed(#"[{"name":"a","size":9},{"name":" b","size":"3"}]"#, by: rules)
    #expect(result.text == #"[{"name":"a","size":9},{"name":"b","size":3}]"#)
    #expect(result.summary.worse == ["small": 1])
  }

  @Test func `what cannot be read stays as it is`() throws {
    let result = try fixed("{\"name\":\"a\",\"size\":\"1\"}\n{\"name\":\n{\"name\":\"b\",\"size\":\"2\"}\n")
    #expect(result.text == "{\"name\":\"a\",\"size\":1}\n{\"name\":\n{\"name\":\"b\",\"size\":2}\n")
    #expect(result.summary.incompleteReasons == ["1 place was not judged"])
    #expect(result.told.applied == ["1:20 size-number", "3:20 size-number"])
    let array = try fixed(#"[{"name":"a","size":"1"},{"name":]"#)
    #expect(array.text == #"[{"name":"a","size":1},{"name":]"#)
    #expect(array.summary.incompleteReasons.count == 2)
  }

  @Test func `a patch makes of the old document the new one`() throws {
    let result = try fixed("[" + Self.broken.joined(separator: ",") + "]")
    #expect(
      result.told.patchText + result.told.patch.end(.array)
        == #"[{"op":"replace","path":"/0/size","value":12},"# + "\n"
        + #"{"op":"replace","path":"/2/name","value":"c"},{"op":"remove","path":"/2/list/2"},{"op":"remove","path":"/2/list/0"}]"#
        + "\n")
    let lines = try fixed(Self.broken.joined(separator: "\n"))
    #expect(
      lines.told.patchText + lines.told.patch.end(.ndjson)
        == #"{"record":0,"line":1,"patch":[{"op":"replace","path":"/size","value":12}]}"# + "\n"
        + #"{"record":2,"line":3,"patch":[{"op":"replace","path":"/name","value":"c"},{"op":"remove","path":"/list/2"},{"op":"remove","path":"/list/0"}]}"#
        + "\n")
    let none = try fixed(#"[{"name":"a"}]"#)
    #expect(none.told.patchText + none.told.patch.end(.array) == "[]\n")
    // A document of lines has a line for each record that changes.
    let noLines = try fixed(#"{"name":"a"}"# + "\n" + #"{"name":"b"}"# + "\n")
    #expect(noLines.told.settled == [.ndjson])
    #expect(noLines.told.patchText + noLines.told.patch.end(.ndjson) == "")
  }

  @Test func `a file that changes meanwhile is not replaced`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.json", #"[{"name":"a","size":"1"}]"#)
    let run = try FixRun(path, program: Self.program(), options: Self.options())
    #expect(throws: FixError("\(path) has changed while it was read; nothing was written")) {
      try run.run(to: path, sink: ToldFixes()) { _ in _ = try? folder.write("a.json", "[]") }
    }
    #expect(folder.read("a.json") == "[]")
    #expect(folder.names == ["a.json"])
  }

  /// Exports by chance, whose records repeat names that differ in blanks.
  @Test(arguments: 0..<40)
  func `a second time nothing is left to fix, and no rule finds anything new`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let records = (0..<random.number(in: 1...12)).map { _ in
      let name = random.pick([" a", "a", "a ", "b", " b", "c", "\\u0063 ", "d"])
      let members = [
        "\"name\":\(random.blanks().replacing("\r\n", with: " ").replacing("\n", with: ""))\"\(name)\"",
        random.pick(["\"size\":\"1\"", "\"size\":\"x\"", "\"size\":1.50"]),
        random.pick(["\"list\":[null,1,null,null]", "\"list\":[]", "\"list\":[ null ]"]),
      ]
      return "{\(members.joined(separator: random.pick([",", ", "])))}"
    }
    let isArray = random.pick([true, false])
    let text = isArray ? "[\(records.joined(separator: random.pick([",", " ,\n"])))]" : records.joined(separator: "\n")
    let first = try fixed(text, windowByteCount: random.pick([64, 1 << 18]))
    let mended = first.text ?? text
    let second = try fixed(mended)
    #expect(second.summary.appliedCount == 0, "\(text)")
    #expect(second.text == nil)
    let (before, after) = (try findings(in: text), try findings(in: mended))
    for (rule, count) in after { #expect(count <= before[rule, default: 0], "\(rule) in \(text)") }
    for rule in ["size-number", "null-item"] { #expect(after[rule, default: 0] <= before[rule, default: 0]) }
    if isArray { _ = try JSONSerialization.jsonObject(with: Data(mended.utf8)) }
  }

  private func findings(in text: String) throws -> [String: Int] {
    let folder = try ScratchFolder()
    let path = try folder.write("a.json", text)
    let box = Box()
    _ = CheckRun.run(
      InputList(arguments: [path]), program: try Self.program(), options: try Self.options().check
    ) { box.counts[$0.rule, default: 0] += 1 }
    return box.counts
  }

  private final class Box: @unchecked Sendable { var counts: [String: Int] = [:] }
}
