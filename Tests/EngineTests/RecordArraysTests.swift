import Engine
import Findings
import RuleSets
import SourceText
import Testing

/// Documents that are one object with several arrays of records.
@Suite struct RecordArraysTests {
  static let format = """
    format: farm
    title: farm file
    detect: has(record.fields)
    records: {field: '$.fields[*]', cow: '$.cows[*]'}
    subjects: {field: '$.fields[*]', cow: '$.cows[*]', bell: '$.cows[*].bells[*]'}
    identity: {cow: cow.name, bell: bell.tone}
    """
  static let rules = """
    cow-field: {on: cow, references: {keys: '[cow.field]', to: {on: field, key: field.id}, within: file}}
    cow-once: {on: cow, unique: {key: cow.name, within: file}, message: '{value} is at {first}'}
    field-size: {on: field, assert: field.size > 0}
    bell-tone: {on: '$.cows[*].bells[*].tone', assert: 'node != cow.name', at: node, message: '{value} of {cow.name}'}
    """

  /// Where rules of a document point to, and how often each was asked.
  @Test(arguments: [16, 40, 1 << 18], [1, 3])
  func `places are those of the document, whatever the windows`(windowByteCount: Int, jobs: Int) throws {
    let cows = (0..<400).map { #"{"name": "c\#($0)", "field": \#($0 % 7)}"# }
    let text = """
      {"farm": {"name": "Hill"},
       "cows": [
        {"name": "Ada", "field": 1, "bells": [{"tone": "d"}, {"tone": "Ada"}]}, \(cows.joined(separator: ",\n")),
        {"name": "Ada", "field": 9}],
       "fields": [{"id": 0, "size": 4}, \((1..<7).map { #"{"id": \#($0), "size": 1}"# }.joined(separator: ", ")), {"id": 8, "size": 0}],
       "notes": [1, 2, [3]]}

      """
    let judged = try Judged([("a.json", Array(text.utf8))], by: Self.rules, of: Self.format) {
      $0.windowByteCount = windowByteCount
      $0.jobs = jobs
    }
    #expect(
      judged.lines == [
        "a.json:3:65: Ada of Ada [bell-tone] /cows/0/bells/1/tone",
        "a.json:403:12: Ada is at a.json:3:12 [cow-once] /cows/401/name",
        "a.json:404:185: does not hold: field.size > 0 [field-size] /fields/7/size",
        "a.json:403:28: no field in the file has field.id 9 [cow-field] /cows/401/field",
      ])
    #expect(judged.findings.map(\.location.documentPointer) == judged.findings.map(\.location.pointer))
    #expect(judged.findings.map(\.location.record) == [1, 402, 410, 402])
    #expect(
      judged.findings[0].identity == [
        IdentityPart(name: "cow", value: "Ada"), IdentityPart(name: "bell", value: "Ada"),
      ])
    #expect(judged.counts("cow-field") == [402, 401, 1, 0, 0])
    #expect(judged.counts("field-size") == [8, 7, 1, 0, 0])
    #expect(judged.counts("bell-tone") == [2, 1, 1, 0, 0])
    #expect(
      judged.summary.inputs == [
        InputSummary(file: "a.json", form: .members, byteCount: text.utf8.count, recordCount: 414)
      ])
    #expect(judged.summary.verdict == .failed)
  }

  @Test func `a name that occurs twice among the members is a finding, and both are judged`() throws {
    let judged = try Self.judge(#"{"fields": [{"size": 0}], "cows": [], "fields": [{"size": -1}]}"#)
    #expect(
      judged.lines == [
        "a.json:1:22: does not hold: field.size > 0 [field-size] /fields/0/size",
        #"a.json:1:39: key "fields" occurs a second time in one object [file-duplicate-key] /fields"#,
        "a.json:1:59: does not hold: field.size > 0 [field-size] /fields/0/size",
      ])
  }

  @Test func `names that are canonically equivalent, or half of a pair, are different members`() throws {
    let judged = try Self.judge(
      #"{"fields": [{"size": 1}], "caf\u00e9": [], "cafe\u0301": [], "\ud800": [], "\ufffd": []}"#)
    #expect(judged.lines.filter { $0.contains("occurs a second time") } == [])
  }

  @Test(arguments: [
    (#"{"fields": [], "cows": {}}"#, ["a.json:1:24: cows is no array of records [file-not-an-asset-export] /cows"]),
    (#"{"fields": null}"#, ["a.json:1:12: fields is no array of records [file-not-an-asset-export] /fields"]),
    (#"{"fields": [7]}"#, ["a.json:1:13: a record is an object, this is 7 [file-record-not-object] /fields/0"]),
    (#"{"fields": [{"size": 1}"#, ["a.json:1:24: text ends inside an array [file-not-json] -"]),
    (#"{"fields": []"#, ["a.json:1:14: text ends inside an object [file-not-json] -"]),
    (#"{"fields": [] "cows": []}"#, ["a.json:1:15: '\"' where ',' or '}' should stand [file-not-json] -"]),
    (#"{"fields": [{"size": 1},]}"#, ["a.json:1:25: ']' where a value should stand [file-not-json] /fields/1"]),
    (
      #"{"fields": [], "x": [1e]}"#,
      [
        "a.json:1:22: number without a digit behind the exponent's 'e' [file-not-json] /x/0"
      ]
    ),
    (#"{"fields": []} {}"#, ["a.json:1:16: text behind the end of the object [file-not-json] -"]),
    (#"{"barns": []}"#, ["a.json:1:1: not a farm file [file-not-an-asset-export] -"]),
    (#"[{"fields": []}]"#, ["a.json:1:2: not a farm file [file-not-an-asset-export] -"]),
  ])
  func `what is no such document is not judged`(text: String, lines: [String]) throws {
    let judged = try Self.judge(text)
    #expect(judged.lines == lines)
    #expect(judged.summary.verdict == .incomplete)
  }

  @Test func `a path that leads into no record is an error of the rule set`() {
    #expect(throws: RuleSetErrors.self) { try Judged.program("r: {on: $.farm, forbid: true}", of: Self.format) }
    #expect(throws: RuleSetErrors.self) {
      try Judged.program("r: {on: '$.cows[*].bells[?@.tone == $.tone]', forbid: true}", of: Self.format)
    }
    #expect(throws: RuleSetErrors.self) {
      try Judged.program("r: {assert: 'true'}", of: Self.format.replacing("'$.cows[*]'", with: "'$.cows'"))
    }
  }

  static func judge(_ text: String) throws -> Judged {
    try Judged([("a.json", Array(text.utf8))], by: rules, of: format)
  }
}
