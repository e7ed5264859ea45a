import ArgumentParser
import CEL
import Engine
import Findings
import Inputs
import JSONReading
import RuleSets
import SourceText

/// Evaluates an expression.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Evaluate a CEL expression and print its value as JSON.",
    discussion: """
      With --data the value is `record`, and its members are variables by their names. With an input the expression is \
      evaluated on every subject of every record, one value a line.

      Examples:
        assay eval 'a + b' --data '{"a": 1, "b": 2}'
        assay eval 'tool.title' --on tool export.json
      """)

  @Argument(help: "The expression.") var expression: String
  @Argument(help: "An export, or - for standard input.") var input: String?
  @Option(help: ArgumentHelp("A value in place of an export.", valueName: "json")) var data: String?
  @Option(help: ArgumentHelp("The subject: a name of the format, or a JSONPath.", valueName: "subject")) var on: String?
  @Option(
    help: ArgumentHelp("The time that expressions call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?
  @OptionGroup var rules: RuleSetArguments

  func validate() throws {
    if data != nil, input != nil { throw ValidationError("--data and an input: which of them?") }
    if on != nil, input == nil { throw ValidationError("--on needs an input") }
    if input == nil, rules.choosesRules { throw ValidationError("options about rules need an input") }
  }

  func run() throws {
    if let input { try evaluate(on: input) } else { try evaluateAlone() }
  }

  private func evaluateAlone() throws {
    let document = try JSONInput.document(Array((data ?? "null").utf8), named: "--data")
    let ontology = try rules.choice.readOntology(rules.choice.readConfiguration())
    var environment = CELEnvironment.assay
    var slots = [environment.declare("record"): document.root]
    let now = environment.declare("now", .timestamp)
    let asked = ontology.map { (environment.declare("ontology", OntologyFunctions.type), CELValue.ontology($0)) }
    for (key, value) in document.root.members {
      guard let name = key.string, name != "record", name != "now", asked == nil || name != "ontology" else { continue }
      slots[environment.declare(name)] = value
    }
    let expression = try compile(in: environment)
    var activation = CELActivation(environment: environment)
    activation[now] = .timestamp(try Clock.timestamp(self.now))
    if let (slot, value) = asked { activation[slot] = value }
    for (slot, value) in slots { activation[slot] = CELValue(value) }
    let value: String
    do throws(CELEvaluationError) { value = try expression.evaluate(&activation).json() } catch {
      report(error.message, at: error.span)
      throw ExitStatus.failed
    }
    try Output.print(value)
  }

  private func evaluate(on input: String) throws {
    let format = try rules.program().format
    let ontology = try rules.choice.readOntology(rules.choice.readConfiguration())
    let subjects = format.subjects.indices.filter { !format.isOfOntology(subject: $0) }.map { format.subjects[$0].name }
    let subject = on ?? subjects.first ?? "$"
    guard let scope = format.scope(of: subject), !scope.isOfOntology else {
      let suggestion = Suggestion.clause(for: subject, among: subjects)
      throw ValidationError(
        "unknown subject '\(subject)'\(suggestion ?? "; the format has \(subjects.joined(separator: ", "))")")
    }
    let expression = try compile(in: scope.environment)
    var run = ExpressionRun(
      expression, scope: scope, format: format, now: try Clock.timestamp(now), ontology: ontology)
    var failure: ExitStatus?
    do throws(InputError) {
      let list = InputList(arguments: [input])
      if let error = list.errors.first { throw error }
      var documents = InputSequence(list.inputs)
      while let source = try documents.next() {
        if let worse = evaluate(&run, source) { failure = worse.rawValue > failure?.rawValue ?? 0 ? worse : failure }
      }
    } catch {
      StandardError.write("assay: \(error.description)")
      throw ExitStatus.incomplete
    }
    if let failure { throw failure }
  }

  private func evaluate(_ run: inout ExpressionRun, _ source: ByteSource) -> ExitStatus? {
    let document = DocumentReader(source)
    let window = Window(capacity: DocumentReader.standardWindowByteCount)
    let reader = JSONReader()
    let recordIndex = StructuralIndex()
    var failure: ExitStatus?
    var number = 0
    while document.next(into: window) {
      var records = WindowRecords(window, with: reader, recordIndex: recordIndex)
      while let item = records.next() {
        switch item {
        case .record(let record):
          var text = ""
          do throws(CELEvaluationError) {
            text = try run.values(in: record, file: source.name).map { $0.json() + "\n" }.joined()
          } catch {
            StandardError.write("\(source.name.printable): record \(number): \(error.message.printable)")
            failure = failure ?? .failed
          }
          do throws(ExitStatus) { if !text.isEmpty { try Output.print(text, terminator: "") } } catch { return error }
        case .repeatedMember: continue
        case .unreadable(let error, _), .broken(let error, _, _):
          StandardError.write("\(source.name.printable): record \(number): \(error.message.printable)")
          failure = .incomplete
        }
        number += 1
      }
      if case .input(let error) = window.failure {
        StandardError.write("assay: \(error.description)")
        failure = .incomplete
      } else if window.failure != nil {
        StandardError.write("\(source.name): record \(number): too large")
        failure = .incomplete
      }
    }
    return failure
  }

  private func compile(in environment: CELEnvironment) throws -> CELExpression {
    do throws(CELErrors) {
      return try CELExpression(expression, in: environment)
    } catch {
      for problem in error.errors {
        report(problem.message + Suggestion.clause(problem.suggestion), at: problem.span)
      }
      throw ExitStatus.usage
    }
  }

  /// Prints an error with the expression and a caret.
  private func report(_ message: String, at span: SourceSpan) {
    let lines = LineMap(Array(expression.utf8))
    let position = lines.position(of: span.start)
    StandardError.write(
      CaretText.caret(message, source: lines.text(ofLine: position.line), position: position))
  }
}
