import Engine
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct RecordFixerTests {
  /// What becomes of `record` by `rules`, entries below `rules:`.
  private func fixed(
    _ record: String, _ rules: String, includesUnsafe: Bool = true, barred: [String: String] = [:]
  ) throws -> FixedRecord {
    let fixer = RecordFixer(
      program: try Judged.program(rules), now: try Judged.options().now, includesUnsafe: includesUnsafe)
    return fixer.fixed(Array(record.utf8), file: "a.json", barred: barred)
  }

  private func text(_ fixed: FixedRecord) -> String { String(decoding: fixed.text.bytes, as: UTF8.self) }

  @Test(
    arguments: [
      // set, where the finding points to
      (
        "r: {where: has(asset.size), assert: type(asset.size) != string, FIX, set: int(value)}}",
        #"{"name": "a", "size" : "12" , "note": "\u0041"}"#, #"{"name": "a", "size" : 12 , "note": "\u0041"}"#
      ),
      // set, of what is missing, one level and two
      ("r: {require: [list], FIX, set: '[]'}}", #"{"name": "a"}"#, #"{"name": "a","list": []}"#),
      ("r: {require: [list], FIX, set: '[]'}}", #"{"name": "a", "list": null}"#, #"{"name": "a", "list": []}"#),
      ("r: {require: [a.b], FIX, set: '7'}}", #"{"name":"x"}"#, #"{"name":"x","a":{"b":7}}"#),
      (
        "r: {require: [a, b, c], FIX, where: missing != 'b', set: missing}}", #"{"name": "x", "b": 1}"#,
        #"{"name": "x", "b": 1, "a": "a", "c": "c"}"#
      ),
      // set of members
      (
        "r: {where: has(asset.w), assert: asset.w >= 0, FIX, at: asset, set: {x: asset.x + asset.w, w: -asset.w, n: '1'}}}",
        #"{"x": 10, "w": -4.0e0, "name": "a"}"#, nil
      ),
      (
        "r: {where: has(asset.w), assert: asset.w >= 0, FIX, at: asset, set: {x: asset.x + asset.w, w: -asset.w, n: '1'}}}",
        #"{"x": 10, "w": -4, "name": "a"}"#, #"{"x": 6, "w": 4, "name": "a", "n": 1}"#
      ),
      // remove, elements side by side and members
      (
        "r: {on: '$.list[?@ == null]', forbid: true, FIX, remove: true}}",
        #"{"list": [null, null, 1, null, 2, null, null], "name": "a"}"#, #"{"list": [1, 2], "name": "a"}"#
      ),
      (
        "r: {on: '$.list[?@ == null]', forbid: true, FIX, remove: true}}", #"{"list": [ null,null ,null]}"#,
        #"{"list": []}"#
      ),
      ("r: {on: $.old, forbid: true, FIX, remove: true}}", #"{"a":1,"old":2}"#, #"{"a":1}"#),
      ("r: {on: $, forbid: true, FIX, remove: true}}", #"{"a":1}"#, nil),
      // rename
      ("r: {on: $.heigth, forbid: true, FIX, rename: \"'height'\"}}", #"{"heigth" : 2.50}"#, #"{"height" : 2.50}"#),
      // what cannot be computed, what is no JSON, what changes nothing
      ("r: {where: has(asset.size), assert: asset.size == 0, FIX, set: int(value)}}", #"{"size":"x"}"#, nil),
      ("r: {where: has(asset.size), assert: asset.size == 0, FIX, set: now}}", #"{"size":1}"#, nil),
      ("r: {where: has(asset.size), assert: asset.size == 0, FIX, set: value}}", #"{"size":1}"#, nil),
      ("r: {where: has(asset.size), assert: asset.size == 0, FIX, where: 'false', set: '0'}}", #"{"size":1}"#, nil),
      // within a record
      (
        "r: {on: '$.list[*]', unique: {key: node, within: record}, FIX, remove: true}}", #"{"list":["a","b","a","a"]}"#,
        #"{"list":["a","b"]}"#
      ),
    ] as [(String, String, String?)])
  func `a fix says what becomes of a value`(rule: String, record: String, expected: String?) throws {
    let rule = rule.replacing("FIX", with: "fix: {title: Mend it, safety: safe")
    let result = try fixed(record, rule)
    #expect(text(result) == expected ?? record)
    #expect(result.applied.isEmpty == (expected == nil))
    #expect(result.dropped == [])
    #expect(try text(fixed(text(result), rule)) == text(result))
  }

  @Test func `a member does not get a name that another one has`() throws {
    let result = try fixed(
      #"{"heigth":2,"height":3}"#,
      "r: {on: $.heigth, forbid: true, fix: {title: T, safety: safe, rename: \"'height'\"}}")
    #expect(
      result.dropped.map(\.reason)
        == [#"file-duplicate-key would find: key "height" occurs a second time in one object"#])
  }

  @Test func `unsafe fixes wait to be asked for`() throws {
    let rules = """
      a: {where: has(asset.a), forbid: true, on: $.a, fix: {title: A, safety: safe, remove: true}}
      b: {on: $.b, forbid: true, fix: {title: B, safety: unsafe, remove: true}}
      """.replacing("where: has(asset.a), ", with: "")
    let record = #"{"a":1,"b":2,"c":3}"#
    #expect(try text(fixed(record, rules, includesUnsafe: false)) == #"{"b":2,"c":3}"#)
    #expect(try text(fixed(record, rules)) == #"{"c":3}"#)
  }

  @Test func `a fix whose rule finds the same again is left out`() throws {
    let result = try fixed(
      #"{"size":5}"#,
      "r: {where: has(asset.size), assert: asset.size > 9, fix: {title: T, safety: safe, set: value + 1}}")
    #expect(text(result) == #"{"size":5}"#)
    #expect(result.dropped.map(\.reason) == ["r would find the same again"])
    #expect(result.dropped.map(\.fix.pointer.description) == ["/size"])
    #expect(result.dropped.map(\.fix.offset) == [8])
  }

  @Test func `a fix after which another rule finds something is left out, and the others are not`() throws {
    let rules = """
      number: {on: '$.list[*]', assert: type(node) != string, fix: {title: T, safety: safe, set: int(node)}}
      small: {on: '$.list[*]', where: type(node) == int, assert: node < 10, message: "{value} is large"}
      """
    let result = try fixed(#"{"list":["1","20","3",40,"50"]}"#, rules)
    #expect(text(result) == #"{"list":[1,"20",3,40,"50"]}"#)
    #expect(result.applied.map(\.pointer.description) == ["/list/0", "/list/2"])
    #expect(
      result.dropped.map { "\($0.fix.pointer): \($0.reason)" }
        == ["/list/1: small would find: 20 is large", "/list/4: small would find: 50 is large"])
  }

  @Test func `of fixes that overlap the first one is applied`() throws {
    let rules = """
      a: {on: $.a, assert: type(node) != string, fix: {title: A, safety: safe, set: '1'}}
      b: {on: $.a, assert: type(node) != string, fix: {title: B, safety: safe, set: '2'}}
      """
    let result = try fixed(#"{"a":"x"}"#, rules)
    #expect(text(result) == #"{"a":1}"#)
    #expect(result.applied.map(\.title) == ["A"])
  }

  @Test func `the text of a signed address is never changed, but may go with what is around it`() throws {
    let address =
      "https://m.example/a b?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20250304%2Feu%2Fs3"
      + "%2Faws4_request&X-Amz-Date=20250304T040000Z&X-Amz-Expires=1&X-Amz-Signature=f528&X-Amz-SignedHeaders=host"
    let record = #"{"url":"\#(address)","list":[{"u":"\#(address)"}]}"#
    let rule =
      "r: {on: $.url, assert: '!node.contains(\" \")', fix: {title: T, safety: safe, set: \"node.replace(' ', '')\"}}"
    let result = try fixed(record, rule)
    #expect(text(result) == record)
    #expect(
      result.dropped.map(\.reason) == ["it would change the text of a signed address, which is then no longer valid"])
    let removal = try fixed(record, "r: {on: '$.list[*]', forbid: true, fix: {title: T, safety: safe, remove: true}}")
    #expect(text(removal) == #"{"url":"\#(address)","list":[]}"#)
  }

  @Test func `rules that compare records are told by what has changed`() throws {
    let rules = """
      trim: {where: has(asset.name), assert: text.trimmed(asset.name), fix: {title: T, safety: safe, set: text.trim(value)}}
      once: {unique: {key: asset.name, within: export}}
      same: {consistent: {key: asset.name, value: asset.size}}
      other: {unique: {key: asset.size, within: export}}
      """
    #expect(try fixed(#"{"name":" a","size":1}"#, rules).comparedRules == ["once", "same"])
    #expect(try fixed(#"{"name":"a","size":1}"#, rules).comparedRules == [])
    let barred = try fixed(#"{"name":" a","size":1}"#, rules, barred: ["trim": "no"])
    #expect(barred.comparedRules == [])
    #expect(barred.dropped.map(\.reason) == ["no"])
  }

  @Test func `a fix that makes no JSON a reader takes is left out`() throws {
    let result = try fixed(
      #"{"a":1}"#, "r: {on: $.a, assert: node == 2, fix: {title: T, safety: safe, set: '{\"k\": 1, \"l\": [2]}'}}")
    #expect(result.dropped.map(\.reason) == ["r would find the same again"])
  }

  /// Records with many small defects, one of which cannot be mended, by chance.
  @Test(arguments: 0..<60)
  func `whatever is wrong, a second time nothing is left to fix and no rule finds anything new`(seed: Int) throws {
    let rules = """
      null-item: {on: '$.list[?@ == null]', forbid: true, fix: {title: T, safety: safe, remove: true}}
      number: {on: '$.list[*]', assert: type(node) != string, fix: {title: T, safety: safe, set: int(node)}}
      small: {on: '$.list[*]', where: type(node) == int, assert: node < 50}
      once: {on: '$.list[*]', unique: {key: node, within: record}, fix: {title: T, safety: unsafe, remove: true}}
      task: {require: [task, kind], fix: {title: T, safety: safe, set: "{'tools': []}"}}
      old: {on: $.heigth, forbid: true, fix: {title: T, safety: safe, rename: "'height'"}}
      """
    var random = RandomJSON(seed: seed)
    let items = (0..<random.number(in: 0...12)).map { _ in
      random.blanks() + random.pick(["null", "\"7\"", "\"x\"", "\"70\"", "7", "70", "8", "\"8\"", "1.50"])
        + random.blanks()
    }
    let members = ["\"list\":\(random.blanks())[\(items.joined(separator: ","))]", "\"heigth\" : 1.0", "\"height\": 2"]
    let text = "{" + members.prefix(random.number(in: 0...3)).joined(separator: ",\(random.blanks())") + "}"
    let program = try Judged.program(rules)
    let fixer = RecordFixer(
      program: program, now: try Judged.options().now, includesUnsafe: random.pick([true, false]))
    let first = fixer.fixed(Array(text.utf8), file: "a.json")
    let second = fixer.fixed(first.text.bytes, file: "a.json")
    #expect(second.applied == [], "\(text)")
    #expect(second.text.bytes == first.text.bytes)
    // What the edits do not name is as it was.
    var copy = EditedText(first.text.original)
    copy.apply(first.text.edits)
    #expect(copy.bytes == first.text.bytes)
    let check = RecordCheck(program: program, now: try Judged.options().now)
    let before = check.result(of: [text.replacing("\n", with: " ")]).findings.map(\.rule)
    let after = check.result(of: [self.text(first).replacing("\n", with: " ")]).findings.map(\.rule)
    for rule in Set(after) { #expect(after.count { $0 == rule } <= before.count { $0 == rule }, "\(rule) in \(text)") }
  }
}
