import CEL
import JSONReading
import SourceText
import Testing

/// What evaluators of one worker may do on one record.
@Suite struct CELBudgetTests {
  private let environment: CELEnvironment
  private let slot: Int
  private let document: JSONDocument

  init() throws {
    var environment = CELEnvironment()
    slot = environment.declare("list")
    self.environment = environment
    document = try JSONDocument("[\(Array(repeating: "1", count: 100).joined(separator: ","))]")
  }

  private func evaluator(_ budget: CELBudget, _ source: String) throws -> (CELEvaluator, CELEvaluator.Question) {
    let evaluator = CELEvaluator(environment: environment, lasting: [], budget: budget)
    let question = evaluator.add(try CELExpression(source, in: environment))
    evaluator.prepare()
    return (evaluator, question)
  }

  private func answer(_ evaluator: CELEvaluator, _ question: CELEvaluator.Question) -> String {
    evaluator.beginNode()
    evaluator.set(slot, document.root)
    do throws(CELEvaluationError) { return try evaluator.holds(question) ? "yes" : "no" } catch { return error.message }
  }

  private static let exhausted = "all rules together take more work than 1000 steps on this record"

  // One of them runs as steps without values, the other only as nodes.
  @Test(arguments: ["list.all(x, x == 1)", "list.map(x, x) != [1]"])
  func `all evaluations on a record share what it has`(source: String) throws {
    let budget = CELBudget(fixedSteps: 1_000)
    let (first, one) = try evaluator(budget, source)
    let (second, other) = try evaluator(budget, source)
    var answers: [String] = []
    budget.begin(recordByteCount: 0)
    for _ in 0..<10 { answers += [answer(first, one), answer(second, other)] }
    let good = answers.prefix { $0 == "yes" }.count
    #expect((3...10).contains(good))
    #expect(answers.dropFirst(good).allSatisfy { $0 == Self.exhausted })
    budget.begin(recordByteCount: 0)
    #expect(answer(first, one) == "yes")
  }

  @Test func `what takes no work is answered all the same`() throws {
    let budget = CELBudget(fixedSteps: 10)
    let (looping, loop) = try evaluator(budget, "list.exists(x, x == 2)")
    let (plain, question) = try evaluator(budget, "list[0] == 1 && list[1] < 2")
    budget.begin(recordByteCount: 0)
    #expect(answer(looping, loop).hasPrefix("all rules together"))
    #expect(answer(plain, question) == "yes")
  }

  @Test func `larger records may take more`() throws {
    let budget = CELBudget(fixedSteps: 10)
    let (evaluator, question) = try evaluator(budget, "list.all(x, x == 1)")
    budget.begin(recordByteCount: 6)
    #expect(answer(evaluator, question) == "yes")
    #expect(answer(evaluator, question) == "all rules together take more work than 106 steps on this record")
  }

  @Test func `one evaluation has its own limit beside`() throws {
    let budget = CELBudget()
    let source = "list.all(a, list.all(b, list.all(c, list.all(d, d == 1))))"
    let (evaluator, question) = try evaluator(budget, source)
    budget.begin(recordByteCount: document.root.span.count)
    #expect(answer(evaluator, question) == "more work than 1000000 steps")
  }

  // Both by steps and by nodes.
  @Test(arguments: [
    "lists.range(size(list)).all(i, list[i] == 1)",
    "lists.range(size(list)).all(i, list.map(x, x) != [] && list[i] == 1)",
    "list.all(x, !'b'.matches('a' + string(x)))",
  ])
  func `the way to an element and what is made anew count`(source: String) throws {
    let (evaluator, question) = try evaluator(CELBudget(fixedSteps: 600), source)
    #expect(answer(evaluator, question) == "all rules together take more work than 600 steps on this record")
  }
}
