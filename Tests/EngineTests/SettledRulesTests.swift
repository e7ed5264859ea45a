import Testing

@Suite struct SettledRulesTests {
  private static let rules = """
    missing: {on: tool, where: type(tool) == map, require: [objectId, title]}
    deep: {on: tool, where: type(tool) == map && has(tool.box), require: [box.x]}
    text: {on: tool, where: type(tool) == map && has(tool.title), assert: type(tool.title) == string || tool.title == null}
    page: {on: tool, where: "kind == 'image' && type(tool) == map && has(tool.page)", assert: tool.page < 3}
    sized: {on: tool, where: has(asset.size) && type(tool) == map, assert: has(tool.page)}
    unlike: {on: tool, where: type(tool) != map, forbid: true}
    members:
      on: $.task['tools', 'taskId', 'size']
      assert: "key == 'tools' ? type(node) == list : type(node) == string"
      message: "{key} is {value}"
    elements: {on: '$.task.tools[*]', assert: type(node) == map || index == 1, message: "{index}"}
    once: {on: tool, where: type(tool) == map && has(tool.objectId), unique: {key: tool.objectId, within: record}}
    """
  private static let ids = [
    "missing", "deep", "text", "page", "sized", "unlike", "members", "elements", "once",
  ]
  private static let tools = [
    #"{"objectId":"a","title":"Car"}"#, #"{"objectId":"b","title":"Bus"}"#, #"{"objectId":"a","title":null}"#,
    #"{"title":"Car","objectId":"c"}"#, #"{"objectId":7,"title":7}"#, #"{"objectId":"d"}"#, "7", "null", "[]",
    #"{"objectId":"e","title":"Car","page":1}"#, #"{"objectId":"f","title":"Car","page":5}"#,
    #"{"objectId":"g","title":"Car","box":{"x":1}}"#, #"{"objectId":"h","title":"Car","box":{"x":null}}"#,
    #"{"objectId":"i","title":"Car","box":{}}"#, #"{"objectId":"j","ti\u0074le":7}"#,
  ]

  /// Records of three kinds with all sorts of labels, each look of them many times.
  private static let records: [String] = (0..<60).map { number in
    let labels = (0..<6).map { tools[(number * 7 + $0 * (1 + number % 4)) % tools.count] }
    let task = number % 5 == 4 ? "7" : #""t\#(number)""#
    let size = number % 3 == 0 ? #""size":\#(number),"# : ""
    let name = "\(number).\(["jpg", "mp4", "x"][number % 3])"
    return #"{"name":"\#(name)",\#(size)"task":{"taskId":\#(task),"tools":[\#(labels.joined(separator: ","))]}}"#
  }

  @Test(arguments: [
    ["caf\u{E9}", "cafe\u{301}"], ["cafe\u{301}", "caf\u{E9}"], ["caf\u{E9}", "caf\u{E8}"],
  ])
  func `names that only look alike are two`(names: [String]) throws {
    let records = (names + names).map { "{\"name\":\"a\",\"task\":{\"\($0)\":1}}" }
    let judged = try Judged(
      records.joined(separator: "\n"), by: "ascii: {on: $.task.*, assert: \"key == 'caf\u{E9}'\", message: no}")
    let wrong = records.indices.filter { !names[$0 % 2].utf8.elementsEqual("caf\u{E9}".utf8) }
    #expect(judged.lines.map { $0.prefix(8) } == wrong.map { "a.json:\($0 + 1)" })
  }

  @Test func `what rules say of a record does not depend on the records before it`() throws {
    let together = try Judged(Self.records.joined(separator: "\n"), by: Self.rules)
    var (findings, counts): ([String], [String: [Int]]) = ([], [:])
    for (number, record) in Self.records.enumerated() {
      let alone = try Judged(record, by: Self.rules)
      findings += alone.lines.map { $0.replacing("a.json:1:", with: "a.json:\(number + 1):", maxReplacements: 1) }
      for id in Self.ids {
        counts[id] = zip(counts[id] ?? [0, 0, 0, 0, 0], try #require(alone.counts(id))).map { $0 + $1 }
      }
    }
    #expect(together.lines.sorted() == findings.sorted())
    #expect(Self.ids.map { together.counts($0) } == Self.ids.map { counts[$0] })
    #expect(Self.ids.allSatisfy { (counts[$0]?[1] ?? 0) > 0 })
  }

  /// More looks than are kept, none of which comes back soon, and then one that does.
  @Test func `nothing is lost where every label looks otherwise`() throws {
    let tools = (0..<700).map { #"{"k\#($0)":1,"objectId":"\#($0)"}"# } + Self.tools
    let text = #"{"name":"a.jpg","task":{"taskId":"t","tools":[\#(tools.joined(separator: ","))]}}"#
    let judged = try Judged(Array(repeating: text, count: 3).joined(separator: "\n"), by: Self.rules)
    let alone = try Judged(text, by: Self.rules)
    #expect(Self.ids.map { judged.counts($0) } == Self.ids.map { alone.counts($0).map { $0.map { $0 * 3 } } })
    #expect(judged.counts("missing")?.first == 3 * 715)
  }
}
