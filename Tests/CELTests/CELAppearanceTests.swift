import CEL
import JSONReading
import Testing

@Suite struct CELAppearanceTests {
  /// An evaluator for `a` and `s`, which are the subject, `k`, which is known, and `b`, of which nothing is known.
  private static func evaluator() -> (CELEnvironment, CELEvaluator) {
    var environment = CELEnvironment.assay
    for name in ["a", "k", "b", "s"] { environment.declare(name) }
    let appearance = CELEvaluator.Appearance(of: [0, 3], known: [1])
    return (environment, CELEvaluator(environment: environment, lasting: [1], appearance: appearance))
  }

  /// What a condition says of all nodes that look like the value.
  @Test(
    arguments: [
      ("type(a) == map", "{}", true), ("type(a) == map", "7", false), ("type(a) in [int, double]", "7", true),
      ("type(a) == int", "7", nil), ("a == null", "null", true), ("a == 7", "7", nil),
      ("has(a.x)", #"{"x": 1}"#, true), ("has(a.x)", #"{"y": 1}"#, false), ("has(a.x)", "7", nil),
      ("type(a) == map && has(a.x) && type(a.x) == string", #"{"x": "s"}"#, true),
      ("type(a) == map && has(a.x) && a.x != null", #"{"x": null}"#, false),
      ("has(a.x) && a.x == 's'", #"{"x": "s"}"#, nil), ("has(a.x) && a.x == 's'", "{}", false),
      ("has(a.x.y)", #"{"x": {"y": 1}}"#, nil), ("has(a.x) ? type(a.x) == list : k == 'one'", #"{"x": []}"#, true),
      ("k == 'one' && type(a) == map", "{}", true), ("k in ['two', 'three'] && type(a) == map", "{}", false),
      ("!(k in ['two', 'three']) && type(a) == map", "{}", true), ("k != 'one' || b == 1", "{}", nil),
      ("type(b) == map || type(a) == map", "7", nil), ("type(a) == list && size(a) > 0", "[1]", nil),
      ("type(a) == list && size(a) > 0", "{}", false), ("has(a.x) && type(s.x) == string", #"{"x": "s"}"#, true),
    ] as [(String, String, Bool?)])
  func `conditions hold by appearance where nothing else decides`(
    source: String, value: String, expected: Bool?
  ) throws {
    let (environment, evaluator) = Self.evaluator()
    let question = evaluator.add(try CELExpression(source, in: environment))
    evaluator.prepare()
    let document = try JSONDocument(value)
    evaluator.beginRecord()
    evaluator.set(0, document.root)
    evaluator.set(3, document.root)
    evaluator.set(1, .string("one"))
    #expect(evaluator.holdsByAppearance(question) == expected)
    let holds = try? evaluator.holds(question)
    if let expected { #expect(holds == expected) }
  }

  @Test(
    arguments: [
      (["x"], #"{"x": 1}"#, false), (["x"], #"{"x": null}"#, true), (["x"], "{}", true),
      (["x", "y"], #"{"x": {"y": 1}}"#, nil),
    ] as [([String], String, Bool?)])
  func `members of the subject are missing by appearance, those further down are not`(
    path: [String], value: String, expected: Bool?
  ) throws {
    let (_, evaluator) = Self.evaluator()
    let question = evaluator.add(path: path, from: 0)
    evaluator.prepare()
    let document = try JSONDocument(value)
    evaluator.beginRecord()
    evaluator.set(0, document.root)
    #expect(evaluator.isMissingByAppearance(question) == expected)
  }

  @Test(arguments: [
    ("type(a) == map", false), ("k == 'one' || b.x == 1", false), ("has(a.x)", true), ("a.x == 1", true),
  ])
  func `members are looked at where a condition reads those of the subject`(source: String, expected: Bool) throws {
    let (environment, evaluator) = Self.evaluator()
    _ = evaluator.add(try CELExpression(source, in: environment))
    #expect(evaluator.looksAtMembers == expected)
  }
}
