import CEL
import JSONReading
import TestSupport
import Testing

/// Whatever the evaluator tells without the general evaluation, the general evaluation tells as well.
@Suite struct CELEvaluatorTests {
  private static let expressions = [
    "a == null", "a != null", "null == a", "a == true", "a == b", "a != b", "a < b", "a >= b", "a == 1", "a != 1",
    "a < 2", "a <= 1", "a > 0", "a >= 1", "1 < a", "a == 1.5", "a < 1.5", "a > b.x", "a == 'one'", "a != 'one'",
    "'one' == a", "a == ''", "a == 'a text that has more bytes than sixteen'",
    "a == 'a text that has more bytes than even a key of thirty-two'", "a in ['one', 'two']",
    "a in ['a text that has more bytes than sixteen', '']", "!(a in ['one'])", "a in [1, 2]", "a in b", "'x' in a",
    "k in a", "k in b", "has(a.x)", "has(b.x)", "!has(b.x)", "has(b.x.y)", "has(b.x.y.z)",
    "has(b.`rotated-bounding-box`)", "b.`rotated-bounding-box` == 1", "b.x == 1", "b.x.y", "b.x.y == 'one'",
    "b['x'] == 1", "b[k] == 1", "b[0] == 1", "b[1] > 0", "b[0].x == 1", "b.x[0]", "b[a] == 1", "type(a) == int",
    "type(a) != int", "int == type(a)", "type(a) == double", "type(a) in [int, double]", "type(a) in [string, map]",
    "type(a) == (k == 'x' ? list : map)", "type(a) == type(b)", "type(type(a)) == type", "type(a) == bytes",
    "type(a) in [uint, int]", "type(['one', 'two']) == list", "size(a) > 1", "size(a) == size(b)", "a.size() == 3",
    "size(k) == 1", "size(b) + 1 > 2", "a.startsWith('o')", "a.endsWith('ne')", "a.contains('n')", "a.matches('^o')",
    "a.startsWith('')", "k.startsWith('x')", "a.startsWith('a text that has')",
    "a.endsWith('more bytes than sixteen')", "a.startsWith(k)", "url(a).extension == 'jpg'",
    "url(a).extension in ['png', 'jpg']", "url(a).scheme == 'https'", "url(a).host == url(b).host",
    "url(a).signed_at == now", "url(a).signed", "a && b", "a || b", "a == 1 && b == 1", "a == 1 || b.x == 1",
    "a.x == 1 || a == 1", "a == 1 && a.x == 1", "!a", "a == 1 ? b == 1 : k == 'x'", "(a ? b : k) == 'x'",
    "a.x ? true : false", "a.all(e, e == 1)", "a.exists(e, e == 1)", "b.exists(e, e.x == 1)",
    "b.all(e, type(e) == int || e == 'one')", "b.exists(e, a.exists(f, e == f))", "['x', 'y'].exists(n, n in b)",
    "['x', 'y'].all(n, !(n in b) || b[n] == 1)", "a.exists_one(e, e == 1)", "b.all(n, has(b.x))",
    "a.all(e, b.exists(f, f == k))", "['x', 'y'].all(n, n == k)", "a + 1 == 2", "a - b < 1", "a * 2 == 2",
    "a * b > 1.0", "a + 9223372036854775807 > 0", "a + b == 'oneone'", "-a < 0", "k == 'x'", "k != 'x'",
    "k in ['x', 'y']", "k < 'y'", "k == a", "a == k", "k == b.x", "true", "1 == 1", "a", "k", "fixed.limit > a",
    "fixed.limit == b.x", "now > timestamp('2020-01-01T00:00:00Z')", "missing == 1",
    "type(b) == map && has(b.x) && b.x == 1", "type(b) == map && has(b.x) && type(b.x) == map && has(b.x.y)",
    "b == null || type(b) == (k in ['x', 'y'] ? map : k == 'z' ? list : string)", "a == 1 && b == null",
    "b == 'one' || !b",
    "type(b) in [int, double] && b > 0", "type(b) in [null_type, bool, list]", "has(b.x) ? b.x != 'one' : k != 'x'",
    "k == 'a text that has more bytes than sixteen'", "!(a == 1 && b.x == 1) || type(b.x) in [map, string, int]",
    "type(b) == map && has(b.x)", "has(b.x) && type(b.x) == map && has(b.x.y) && type(b.x.y) == string",
    "type(b) == map && has(b.x) && b.x != null && b.x == 1", "has(b.x) && b.x == null || b == 'one'",
    "b.x == 1 && type(b.x) == int", "a.exists(e, type(e) == map && has(e.x) && type(e.x) == int && e.x == 1)",
    "type(a) == string && a.matches('[a-n]')", "a < 'one'", "a >= 'one'", "'one' < a", "k <= a", "a < k", "a > ''",
    "text.formula(a)", "text.holds_email(a)", "text.holds_secret(a)", "text.holds_session_token(a)",
    "text.holds_api_key(a)", "text.blank(a)", "text.trimmed(k)", "text.blank(text.folded(a))",
    "time.parse(a).hasValue()", "time.parse(b.x).hasValue() && b.x > 0", "timestamp(a) == now", "int(a) == 1",
    "double(a) * double(b) > 1.0", "math.abs(a) == 3", "math.abs(double(a)) > 1.0", "a.contains('ne')",
    "a.contains(k)", "k.contains('x')", "size(k) == size(a)", "double(b.x) > fixed.limit",
    "has(url(a).signed_at) && url(a).signed_at < now", "has(url(b.x).expires_at)", "has(url(a).host)",
    "url(a).expires_at > now", "url(a).signed_at + duration('1h') > now",
    "url(a).signed_at < now + duration(fixed.wait)", "now + duration(fixed.limit) > now", "now + duration(k) > now",
    "url(a).signer == 'aws'", "url(a).signer == ''", "url(a).signed && url(b).signed",
    "[a, b].exists(e, url(e).signer == 'aws')", "a.all(e, url(e).signer == '')",
    "a.exists(e, has(url(e).signed_at) && url(e).signed_at < now)", "now == a", "now != null", "now < a",
    "duration(fixed.wait) == duration('60m')", "duration(fixed.wait) < duration('2h')", "type(now) == int",
    "geom.valid(a)", "!geom.valid(a) || geom.area(a) > 1.0", "geom.inside(a, b, 100)",
    "geom.inside(a, 100, 100, fixed.limit)", "geom.outside(a, 1, 1)", "geom.hash(a) == geom.hash(b)",
    "geom.point_count(a) > 2", "geom.valid(a.x)", "a.all(e, geom.valid(e))", "geom.self_intersects(a, true)",
    "geom.iou(a, b) > 0.5", "geom.area(b) == geom.area(a)", "geom.ring_areas(a).all(e, e > 1.0)",
    "geom.ring_areas(a).exists(e, e < fixed.limit)", "geom.bounds(a).x < 1.0", "double(a) > 1.0", "double(b.x) == 1.0",
    "a.map(e, e) == b", "a.map(e, e == 1, e) == [1]", "a.filter(e, e != 1) == []", "size(a.filter(e, e == 1)) == 1",
    "a.map(e, e.x) == [1]", "[a].map(e, [e].map(f, f == e)) == [[true]]", "b.map(n, b[n]) == [1]", "a.map(e, e)",
    "a.map(e, a.map(f, [e, f])) == [[[1, 1]]]", "b.filter(n, b.exists(f, f == n)) == b", "type(a.map(e, e)) == list",
    "[a, b] == [b, a]", "[a, b.x].exists(e, e == 1)", "[a, b.x] == [1, 1] || [a] == [b]", "a.?x.orValue(b) == 1",
    "a.?x.orValue(b.x) == 1", "a.?x.orValue(1)", "cel.bind(c, a.x, c == c || b == 1)", "cel.bind(c, b.x, true)",
    "cel.bind(c, a.split(' '), size(c) > 1 && c[0] == 'a')", "cel.bind(c, b, a.all(e, cel.bind(d, c, d == e)))",
    "a.all(e, cel.bind(c, e, c == b) || cel.bind(c, b, c == e))", "text.folded(a) == text.folded(b)",
    "text.folded(a) == 'a text that has more byte than sixteen'", "a.lowerAscii() == 'one'",
    "a.lowerAscii() in ['one', 'a text that has more bytes than sixteen']", "a.lowerAscii() in ['one', 'two']",
    "a.lowerAscii() != 'one'", "url(a).path == '/p/q.JPG'", "url(a).query != ''", "url(a).host == 'e.example'",
    "lists.duplicates(a.map(e, e)) == []", "lists.duplicates(a.map(e, [b, b])) == [1, 2]", "size(string(a)) > 16",
    "a.substring(a.lastIndexOf('t') + 1) == 'een'", "dyn(a.split(' ')) < b", "a.split(' ').all(w, size(w) < 9)",
    "'bytes' in a.split(' ')", "dyn(a.split(' ')) && a == 1", "!dyn(a.split(' ')) || a == 1",
    "dyn(a.split(' ')) ? true : false",
    "dyn(a.split(' ')) == 1", "a.split(' ') != b", "k in a.split(' ')",
    "a.split(' ').map(w, w.startsWith('t')).exists(w, w)",
    "['a text that has more bytes than sixteen', k] == [a, k]", "a == [1, 'one', 2]", "b in [[1], 1]",
    "[0, 1, 2].all(i, a[i] == b)", "[0, 1].exists(i, type(a[i]) == string)", "[0, 1].map(i, dyn(a[i])) == b",
    "a[size(a) - 1] == b", "a[-size(a)] == b", "a in fixed.names", "b.x in fixed.names", "k in fixed.names",
    "a in fixed.names || a in b", "time.parse(a).orValue(now) == now", "time.parse(a).orValue(dyn(null)) == null",
    "cel.bind(t, time.parse(a), !t.hasValue() || t.value() < now)", "time.parse(a).value() == now",
    "lists.unsorted(a.map(e, dyn(time.parse(e).orValue(dyn(null))))) == []", "time.parse(a).orValue(b) == b",
    "time.parse(a).orValue(dyn(text.folded(b))) == 'a text that has more byte than sixteen'",
  ]

  private static let values = [
    "null", "true", "false", "0", "1", "1.0", "1.5", "-3", "9223372036854775807", "1e400", "\"\"", "\"one\"",
    "\"\\u006fne\"", "\"x\"", "\"caf\\u00e9 \\ud800\"", "\"a text that has more bytes than sixteen\"",
    "\"https://e.example/p/q.JPG?X-Amz-Date=20240131T235959Z\"", "[]", "[1]", "[1, \"one\", 2]", "[{\"x\": 1}]", "{}",
    "{\"x\": 1}", "{\"x\": {\"y\": \"one\"}, \"rotated-bounding-box\": 1}", "{\"y\": 2, \"\\u0078\": 1}",
    "\"2024-01-31T23:59:59Z\"", "1706745599000", "\"=SUM(1) jo@e.example +49 170 1234567\"",
    "[[0, 0], [4, 0], [4, 4]]", "{\"polygon\": [[0, 0], [9, 0], [0, 9], [9, 9]], \"x\": true}",
    "[\"https://e.example/?X-Amz-Date=20240131T235958Z&X-Amz-Expires=9\", \"https://e.example/?sig=1&se=2024-02-01\"]",
    "\"https://e.example/p?Expires=1706745600&Signature=a&X-Amz-Security-Token=IQoJb3JpZ2lu\"",
    "\"https:\\/\\/e.example\\/?X-Amz-Date=20240131T235958Z&X-Amz-Expires=9\"",
  ]

  /// What an evaluation says: its value, or its error.
  private enum Outcome: Equatable {
    case value(String)
    case error(CELEvaluationError)

    init(_ work: () throws(CELEvaluationError) -> String) {
      do throws(CELEvaluationError) { self = .value(try work()) } catch { self = .error(error) }
    }
  }

  private static func environment() -> CELEnvironment {
    var environment = CELEnvironment.assay
    for name in ["a", "b", "k", "fixed", "missing"] { environment.declare(name) }
    environment.declare("now", .timestamp)
    return environment
  }

  /// With the variables of the slots `lasting` the same for all nodes of a record.
  @Test(arguments: [[0, 2, 5], [5], []])
  func `says what each expression says by itself`(lasting: [Int]) throws {
    let environment = Self.environment()
    let names = #"["one", "a text that has more bytes than sixteen", 1]"#
    let fixed = try JSONDocument(#"{"limit": 1, "wait": "1h", "names": \#(names)}"#)
    let now = CELValue.timestamp(try #require(CELTimestamp("2024-01-31T23:59:59Z")))
    let expressions = try Self.expressions.map { try CELExpression($0, in: environment) }
    let evaluator = CELEvaluator(environment: environment, lasting: lasting)
    let questions = expressions.map { evaluator.add($0, fixed: (3, fixed.root)) }
    let recordParts = questions.map { evaluator.addRecordPart(of: $0) }
    evaluator.prepare()
    evaluator.set(5, now)
    var activation = CELActivation(environment: environment)
    activation[3] = .json(fixed.root)
    activation[5] = now
    let documents = try Self.values.map { try JSONDocument($0) }
    for first in documents {
      for key in ["x", "a name of more than sixteen bytes"] {
        evaluator.beginRecord()
        evaluator.set(0, first.root)
        evaluator.set(2, .string(key))
        activation[0] = .json(first.root)
        activation[2] = .string(key)
        for second in documents {
          evaluator.beginNode()
          evaluator.set(1, second.root)
          activation[1] = .json(second.root)
          for (position, (expression, question)) in zip(expressions, questions).enumerated() {
            let expected = Outcome { () throws(CELEvaluationError) in "\(try expression.evaluateBool(&activation))" }
            let found = Outcome { () throws(CELEvaluationError) in "\(try evaluator.holds(question))" }
            let expectedValue = Outcome { () throws(CELEvaluationError) in try expression.evaluate(&activation).json() }
            let foundValue = Outcome { () throws(CELEvaluationError) in try evaluator.value(question).json() }
            let comment: Comment = "\(expression.source) of \(first.root.sourceText), \(second.root.sourceText)"
            #expect(found == expected, comment)
            #expect(foundValue == expectedValue, comment)
            let answer: CELEvaluator.Answer =
              switch expected {
              case .value(let text): text == "true" ? .yes : .no
              case .error: .fails
              }
            #expect(evaluator.answer(question) == answer, comment)
            switch evaluator.shortValue(question) {
            case .absent:
              if case .value(let text) = expectedValue { #expect(text == "null", comment) }
            case .text(let text):
              let value = try? evaluator.value(question)
              #expect(value?.stringValue.flatMap { JSONShortKey($0) } == text, comment)
            case .other:
              #expect(expectedValue != .value("null"), comment)
            }
            if let part = recordParts[position], evaluator.isRefuted(by: part) {
              #expect(expected == .value("false"), comment)
            }
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("a == 1 && b == 1", "2", true), ("a == 1 && b == 1", "1", false), ("b == 1 && !(a in ['x'])", "\"x\"", true),
    ("a == 1", "2", true), ("a.x == 1 && b == 1", "2", false), ("b == 1 && a == 1 && type(a) == int", "1.5", true),
  ])
  func `a record can tell that a condition holds for none of its nodes`(
    source: String, value: String, isRefuted: Bool
  ) throws {
    let environment = Self.environment()
    let evaluator = CELEvaluator(environment: environment, lasting: [0])
    let question = evaluator.add(try CELExpression(source, in: environment))
    let part = try #require(evaluator.addRecordPart(of: question))
    evaluator.prepare()
    let document = try JSONDocument(value)
    evaluator.beginRecord()
    evaluator.set(0, document.root)
    #expect(evaluator.isRefuted(by: part) == isRefuted)
  }

  @Test(arguments: ["b == 1", "a == 1 || b == 1", "b == 1 && b.x == 1", "a == b"])
  func `conditions without a part for the whole record have none`(source: String) throws {
    let environment = Self.environment()
    let evaluator = CELEvaluator(environment: environment, lasting: [0])
    let question = evaluator.add(try CELExpression(source, in: environment))
    #expect(evaluator.addRecordPart(of: question) == nil)
  }

  @Test func `a variable set after an evaluation is read by the next`() throws {
    var environment = CELEnvironment()
    environment.declare("a")
    environment.declare("b")
    let evaluator = CELEvaluator(environment: environment, lasting: [])
    let sum = try CELExpression("a + b", in: environment)
    evaluator.set(0, .string("one"))
    evaluator.set(1, .string("two"))
    #expect(try evaluator.evaluate(sum).text == "onetwo")
    evaluator.set(1, .string("a text of more than sixteen bytes"))
    #expect(try evaluator.evaluate(sum).text == "onea text of more than sixteen bytes")
    evaluator.set(1, .string("three"))
    #expect(try evaluator.evaluate(sum).text == "onethree")
  }

  @Test func `work that is too much is an error here too`() throws {
    var environment = CELEnvironment()
    environment.declare("a")
    let document = try JSONDocument("[" + (0..<1100).map { "\($0)" }.joined(separator: ",") + "]")
    let evaluator = CELEvaluator(environment: environment, lasting: [])
    let question = evaluator.add(try CELExpression("a.all(x, a.all(y, x + y >= 0))", in: environment))
    evaluator.prepare()
    evaluator.beginRecord()
    evaluator.set(0, document.root)
    let outcome = Outcome { () throws(CELEvaluationError) in "\(try evaluator.holds(question))" }
    guard case .error(let error) = outcome else {
      Issue.record("no error")
      return
    }
    #expect(error.message == "more work than 1000000 steps")
  }
}
