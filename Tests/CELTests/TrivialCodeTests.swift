import JSONReading
import Testing

@testable import CEL

/// What rules ask of every node of a record is told without the general evaluation, which takes ten times as long.
@Suite struct TrivialCodeTests {
  private static func environment() -> CELEnvironment {
    var environment = CELEnvironment.assay
    for name in ["a", "b", "fixed"] { environment.declare(name) }
    environment.declare("now", .timestamp)
    return environment
  }

  private static func code(_ source: String) throws -> TrivialCode {
    let fixed = try JSONDocument("{\"wait\": \"1h\", \"limit\": 1}")
    var code = TrivialCode(lasting: [])
    let step = code.add(try CELExpression(source, in: environment()), fixed: (2, fixed.root))
    _ = code.addTests(of: step)
    return code
  }

  @Test(arguments: [
    "text.holds_email(a) && !text.holds_secret(a) && !text.formula(a)", "text.blank(a) || text.trimmed(a)",
    "time.parse(a).hasValue() && (type(a) == string || a >= 100000000000)", "url(a).signer == 'azure'",
    "has(url(a).expires_at) && url(a).expires_at > now + duration(fixed.wait)", "a < '!' || a > '~'",
    "!geom.valid(a) || geom.inside(a, b, 100, fixed.limit) || geom.outside(a, b, 100)", "geom.hash(a) == 1",
    "math.abs(double(a) * double(b)) > 1.0", "a.contains('-Date=')", "int(timestamp(url(a).signed_at)) > 0",
    "a.map(e, e) == [b]", "a.split(b) == []", "a.filter(e, e == b)", "cel.bind(c, a + b, c == c)",
    "a.?x.orValue(b) == 1", "size(a) % 2 == 0 && a / 3 > b", "geom.ring_areas(a).all(e, e > 1.0)",
    "text.folded(a) == url(b).path", "[0, 1].all(i, a[i] == b)", "a in fixed.names", "time.parse(a).orValue(now) < now",
    "cel.bind(t, time.parse(a), !t.hasValue() || t.value() < now)",
  ])
  func `has steps for what rules ask`(source: String) throws {
    let code = try Self.code(source)
    #expect(!code.steps.contains { $0.code == .unknown })
  }

  @Test(arguments: [
    "a.?b.hasValue()", "a.exists_one(e, e == 1)", "{'x': a} == b", "a[?0].orValue(b)", "[?a.?x] == b",
    "cel.bind(c, a.?b, c.hasValue())", "a.map(e, a.exists_one(f, f == e))",
  ])
  func `leaves the rest to the general evaluation`(source: String) throws {
    let code = try Self.code(source)
    #expect(code.steps.contains { $0.code == .unknown })
  }

  @Test func `functions of others are called each time`() throws {
    var environment = Self.environment()
    environment.add(CELFunction("own.dice", parameters: [.dyn], result: .bool) { _ in .bool(true) })
    var code = TrivialCode(lasting: [])
    let step = code.add(try CELExpression("own.dice(a)", in: environment), fixed: nil)
    #expect(code.steps[Int(step)].code == .unknown)
  }

  @Test func `whether a member is there and of which type is one test`() throws {
    let code = try Self.code("type(a) == map && has(a.x) && type(a.x) == string")
    guard case .memberKinds(_, .string, value: _, isGuarded: true)? = code.tests.last?.question else {
      Issue.record("\(String(describing: code.tests.last))")
      return
    }
  }

  @Test func `a call that several expressions have is one step`() throws {
    var code = TrivialCode(lasting: [])
    let environment = Self.environment()
    let first = code.add(try CELExpression("geom.valid(a)", in: environment), fixed: nil)
    let second = code.add(try CELExpression("geom.valid(a)", in: environment), fixed: nil)
    #expect(first == second)
    #expect(code.calls.count == 1)
  }
}
