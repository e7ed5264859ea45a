import CEL
import Testing

@Suite struct CELLimitTests {
  @Test(
    arguments: [
      String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
      String(repeating: "(", count: 20_000), String(repeating: "[", count: 20_000),
      String(repeating: "1+", count: 20_000) + "1", String(repeating: "a.", count: 20_000) + "a",
      String(repeating: "true ? 1 : ", count: 5_000) + "1", String(repeating: "{1:", count: 20_000),
      String(repeating: "a(", count: 20_000), String(repeating: "!(", count: 20_000),
    ])
  func `refuses what is nested too deep or too long`(source: String) throws {
    let message = try answer(source)
    #expect(
      message == "invalid: expression nested deeper than 250 levels"
        || message == "invalid: expression longer than 100000 bytes")
  }

  @Test(arguments: [
    (String(repeating: "(", count: 240) + "1" + String(repeating: ")", count: 240), "1"),
    (String(repeating: "1+", count: 240) + "1", "241"),
    (String(repeating: "size([", count: 100) + "1" + String(repeating: "])", count: 100), "1"),
    (String(repeating: "[1].map(x, ", count: 200) + "1" + String(repeating: ")", count: 200) + " != []", "true"),
    (String(repeating: "(true ? 1 + ", count: 100) + "1" + String(repeating: " : 0)", count: 100), "101"),
    (String(repeating: "cel.bind(x, 1, ", count: 200) + "x" + String(repeating: ")", count: 200), "1"),
    ("{}" + String(repeating: ".?x", count: 240) + ".hasValue()", "false"),
  ])
  func `takes what is nested less deep`(source: String, expected: String) throws {
    let found = try answer(source)
    #expect(found == expected)
  }

  @Test(arguments: ["||", "&&"]) func `takes long rows of conditions`(symbol: String) throws {
    let source = Array(repeating: symbol == "||" ? "false" : "true", count: 10_000).joined(separator: symbol)
    #expect(try answer(source) == (symbol == "||" ? "false" : "true"))
    #expect(try answer(String(repeating: "!", count: 10_001) + "true") == "false")
    #expect(try answer(String(repeating: "-", count: 10_000) + "1") == "1")
  }

  @Test(arguments: [
    "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, true)))",
    (0..<40).reduce("'aaaaaaaaaaaaaaaa'") { source, step in "cel.bind(v\(step), \(source), v\(step) + v\(step))" },
    (0..<40).reduce("[1]") { source, step in "cel.bind(v\(step), \(source), v\(step) + v\(step))" },
    (0..<60).reduce("[1]") { source, step in "cel.bind(v\(step), \(source), [v\(step), v\(step)])" },
    (0..<60).reduce("[1]") { source, step in "cel.bind(v\(step), \(source), {1: v\(step), 2: v\(step)})" },
    (0..<60).reduce("[1]") { source, step in "cel.bind(v\(step), \(source), [1, 2].map(i, v\(step)))" },
    "cel.bind(r, lists.range(9000), r.all(x, x in r))",
  ])
  func `stops work without end`(source: String) throws {
    #expect(try answer(source) == "error: more work than 1000000 steps")
  }

  @Test(arguments: [
    "'aaaaaaaa'.replace('', lists.range(100000).map(i, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join())"
  ])
  func `makes no endless strings`(source: String) throws {
    #expect(try answer(source) == "error: string longer than 16777216 bytes")
  }
}
