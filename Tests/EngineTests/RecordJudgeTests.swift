import Testing

@Suite struct RecordJudgeTests {
  /// Both rules have one condition, and each asks it with its own parameters.
  @Test func `a condition that rules share is asked with the parameters of each`() throws {
    let rules = """
      small: {where: asset.size > params.limit, assert: 'false'}
      large: {where: asset.size > params.limit, assert: 'false', params: {limit: 10}}
      """
    let judged = try Judged(#"[{"name":"a.jpg","size":7},{"name":"b.jpg","size":11}]"#, by: rules)
    #expect(judged.counts("small") == [2, 0, 2, 0, 0])
    #expect(judged.counts("large") == [2, 0, 1, 1, 0])
  }

  @Test func `a list of paths leads to what any of them leads to`() throws {
    let rules = """
      small:
        on: [$.a, '$.b[*]', "$.task['c', 'd']"]
        assert: node < params.limit
        message: "{value}"
      no-nine: {on: ['$.a[?@ == 9]', '$.b[?@ == 9]'], forbid: true, message: "{index} is {value}"}
      once: {on: [$.a, '$.b[*]'], unique: {key: node, within: export}, message: "{value} again"}
      few: {aggregate: {on: [$.a, '$.b[*]'], count_if: node > 4}, limit: {count: 0}}
      """
    let records = [
      #"{"name":"x","a":1,"b":[2,5],"task":{"c":3,"d":2,"e":7}}"#, #"{"name":"y","a":5,"b":[9]}"#, #"{"name":"z"}"#,
    ]
    let judged = try Judged(records.joined(separator: "\n"), by: rules)
    #expect(
      judged.lines == [
        "a.json:1:26: 5 [small] /b/1", "a.json:1:41: 3 [small] /task/c", "a.json:2:17: 5 [small] /a",
        "a.json:2:17: 5 again [once] /a", "a.json:2:24: 9 [small] /b/0", "a.json:2:24: 0 is 9 [no-nine] /b/0",
        "a.json:1:1: 3 of 5 counted, more than 0 [few] -",
      ])
    #expect(judged.counts("small") == [7, 3, 4, 0, 0])
    #expect(judged.counts("no-nine") == [3, 1, 1, 1, 0])
  }

  /// What a rule asked of one record must not answer for the next.
  @Test func `every record and every label is asked anew`() throws {
    let rules = """
      kind: {where: kind == 'video', assert: has(asset.size)}
      tool: {on: tool, assert: has(tool.page) && tool.page < asset.size && kind == 'image'}
      """
    let text = """
      [{"name":"a.jpg","size":2,"task":{"tools":[{"page":1},{},{"page":2}]}},
      {"name":"b.mp4"},{"name":"c.mp4","size":2,"task":{"tools":[{"page":1}]}},
      {"name":"d.jpg","size":3,"task":{"tools":[{"page":2},{"page":1}]}}]
      """
    let judged = try Judged(text, by: rules)
    #expect(judged.counts("kind") == [4, 1, 1, 2, 0])
    #expect(judged.counts("tool") == [6, 3, 3, 0, 0])
  }
}
