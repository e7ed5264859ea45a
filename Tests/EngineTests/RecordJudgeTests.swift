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
