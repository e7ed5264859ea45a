import CEL
import SourceText
import Testing

@Suite struct CostEstimatorTests {
  private func expression(_ source: String) throws -> CELExpression {
    var environment = CELEnvironment.assay
    environment.declare("a")
    environment.declare("list", .list(.dyn))
    environment.declare("names", .list(.string))
    environment.declare("text", .string)
    environment.declare("box", .object(CELObjectType(name: "box", members: ["x": .double, "y": .double])))
    return try CELExpression(source, in: environment)
  }

  @Test(arguments: [
    ("1", 0), ("a", 1), ("a.b.c", 3), ("has(a.b)", 2), ("a[1]", 2), ("!a", 2), ("a == 1", 2), ("a.b > 1 && a.c < 2", 6),
    ("[1, 2, 3]", 10), ("{'x': 1}", 30), ("a ? 1 : a.b", 3), ("1 in [1, 2, 3]", 14), ("a in list", 103),
    // A tenth for each character of the shorter text; joining goes through both.
    ("text == text", 103), ("text == 'abc'", 3), ("text + text == ''", 204), ("1 + 2", 1),
    // The range, and for each element the body and a step.
    ("list.all(x, x)", 202), ("[1, 2].all(x, x > 0)", 17), ("list.all(x, list.all(y, x == y))", 140_302),
    ("lists.range(7).map(i, i)", 23), ("names.filter(n, n == n)", 10_402), ("list.map(k, k > 0, k)", 402),
    ("names.exists_one(n, n == 'abc')", 332), ("cel.bind(v, text, v == v)", 104),
    // What functions declare: 1 and a block for each 64 bytes or pair of elements, 10 for a URL.
    ("size(text)", 18), ("size(list)", 2), ("type(a) == string", 4), ("url(text).host", 28), ("geom.area(list)", 106),
    ("geom.area(box)", 7),
    ("text.email(text)", 35),
    ("geom.iou(list, list)", 40_012), ("geom.iou(box, box)", 28),
  ])
  func `counts what an expression takes at most`(source: String, cost: Int) throws {
    let expression = try expression(source)
    #expect(expression.cost == cost)
    #expect(expression.excess == nil)
  }

  @Test(arguments: [
    (
      "a || list.all(x, list.all(y, list.all(z, list.all(u, u))))",
      "list.all(x, list.all(y, list.all(z, list.all(u, u))))",
      "'all' over a list of 100 elements or more may take 203030302 steps"
    ),
    (
      "list.exists(x, names.exists_one(n, list.map(y, n + n != '').size() > 1))",
      "list.exists(x, names.exists_one(n, list.map(y, n + n != '').size() > 1))",
      "'exists' over a list of 100 elements or more may take 205050302 steps"
    ),
    (
      "list.all(x, geom.iou(lists.range(100000), lists.range(1000)) > 0.5)",
      "geom.iou(lists.range(100000), lists.range(1000))",
      "this call of 'iou' may take 400101012 steps"
    ),
  ])
  func `names the innermost part that takes too much`(source: String, part: String, message: String) throws {
    let excess = try #require(try expression(source).excess)
    #expect(
      excess.message.hasPrefix(message)
        && excess.message.hasSuffix(", more than the 10000000 that an expression may take"), "\(excess.message)")
    let bytes = Array(source.utf8)
    #expect(String(decoding: bytes[excess.span.start..<excess.span.end], as: UTF8.self) == part)
  }

  @Test func `has no overflow`() throws {
    let source = (0..<200).reduce("true") { source, depth in "list.all(v\(depth), \(source))" }
    #expect(try expression(source).cost == 1_000_000_000_000_000_000)
    let joined = (0..<100).reduce("text") { source, step in "cel.bind(v\(step), \(source), v\(step) + v\(step))" }
    #expect(try expression(joined).excess != nil)
  }
}
