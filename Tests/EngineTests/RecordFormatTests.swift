import Findings
import Testing

/// What records are told to be: the same whatever came before, although tests that ask for keys and kinds of values only are
/// not asked again of records that look alike.
@Suite struct RecordFormatTests {
  private static let format = """
    format: zoo
    title: Zoo list
    detect: has(record.name) || has(asset.title)
    others:
      - a list of visitors: has(record.ticket)
    layouts:
      old: {detect: has(record.jobs) && type(record.jobs) == list && size(record.jobs) > 0}
      nested: {detect: has(record.task) && type(record.task) == map && has(record.task.cages)}
      new: {detect: has(record.task)}
    subjects: {asset: $, task: $.task}
    identity: {asset: asset.name}
    kinds:
      - group: has(asset.members) && type(asset.members) == list && size(asset.members) > 1
      - herd: has(asset.members) && type(asset.members) == list
      - named: type(record.name) == string && record.name.endsWith('.jpg')
      - numbered: type(asset.name) in [int, double]
      - large: asset.name > 1.5
      - tall: has(task.height)
    """
  private static let rules = "what: {assert: size(kind) == 0, message: '{kind} {layout}'}"

  /// Values of each member, absent ones too, in all combinations, in an order that has few records of one look in a row.
  private static let records: [String] = {
    let names = ["", #""name":"a.jpg","#, #""name":"a.mp4","#, #""name":1,"#, #""name":null,"#]
    let members = ["", #""members":[],"#, #""members":[1,2],"#, #""members":{},"#]
    let tasks = ["", #""task":{},"#, #""task":{"cages":1},"#, #""task":{"height":1},"#, #""task":7,"#]
    let jobs = ["", #""jobs":[],"#, #""jobs":[1],"#]
    let count = names.count * members.count * tasks.count * jobs.count
    return (0..<count).map { number in
      // 77 has no divisor in common with the count: every combination occurs once.
      let place = number * 77 % count
      return "{" + names[place % 5] + members[place / 5 % 4] + tasks[place / 20 % 5] + jobs[place / 100]
        + #""title":""}"#
    }
  }()

  private static func lines(_ text: String) throws -> [String] {
    try Judged([("a.json", Array(text.utf8))], by: rules, of: format).findings.map(\.message)
  }

  @Test func `a record is what it would be alone`() throws {
    let alone = try Self.records.map { try Self.lines($0).joined() }
    #expect(try Self.lines((Self.records + Self.records).joined(separator: "\n")) == alone + alone)
    // Each kind in each layout; what is tall has a task without cages.
    let kinds = ["group", "herd", "named", "numbered", "unknown"]
    let layouts = ["old", "nested", "new", "unknown"]
    let pairs = kinds.flatMap { kind in layouts.map { "\(kind) \($0)" } } + ["tall old", "tall new"]
    #expect(Set(alone) == Set(pairs) && Set(Self.records).count == 300)
  }

  @Test(arguments: [
    (#"{"name":"a.jpg","members":[1,2]}"#, "group unknown"), (#"{"name":"a.jpg","members":[1]}"#, "herd unknown"),
    (#"{"name":"a.jpg","members":1,"jobs":[1]}"#, "named old"), (#"{"name":"a.mp4","jobs":[]}"#, "unknown unknown"),
    (#"{"name":7,"task":{"cages":1}}"#, "numbered nested"), (#"{"name":null,"task":{"height":1}}"#, "tall new"),
    (#"{"title":7,"task":7}"#, "unknown new"),
  ])
  func `a record has the first kind and the first layout of which the test is true`(
    record: String, expected: String
  ) throws {
    #expect(try Self.lines(record) == [expected])
    // The second of two that look alike.
    #expect(try Self.lines(record + "\n" + record) == [expected, expected])
  }
}
