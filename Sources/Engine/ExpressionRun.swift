public import CEL
import JSONPath
public import JSONReading
public import RuleSets

/// Evaluates one expression on the subjects of records, outside of any rule.
public struct ExpressionRun {
  private let expression: CELExpression
  private let scope: SubjectScope
  private let format: Program.Format
  private let now: CELTimestamp
  private let ontology: Ontology?
  private let recognition: RecordRecognition
  /// By the views of the recognition; made when there is such a record.
  private var readings: [Reading?]
  private var recordNumber = 0

  /// What records of one layout are read with.
  private struct Reading {
    let subjects: RecordSubjects
    let format: RecordFormat
    let variables: SubjectVariables
    /// What selects the subjects; `nil` when the records have none.
    let query: JSONPathQuery?
  }

  /// Evaluates `expression`, which was compiled in the environment of `scope`, at the time `now`, beside `ontology`.
  public init(
    _ expression: CELExpression, scope: SubjectScope, format: Program.Format, now: CELTimestamp, ontology: Ontology?
  ) {
    self.expression = expression
    self.scope = scope
    self.format = format
    self.now = now
    self.ontology = ontology
    recognition = RecordRecognition(format)
    readings = recognition.views.map { _ in nil }
  }

  /// The values for all subjects of `record`, in their order.
  public mutating func values(in record: JSONNode, file: String) throws(CELEvaluationError) -> [CELValue] {
    recordNumber += 1
    let reading = reading(recognition.answer(for: record, in: nil).view ?? recognition.plain)
    reading.subjects.begin(record)
    let kind = reading.format.kind().value
    var nodes: [(JSONNode, NormalizedPath)] = []
    reading.query?.select(from: record, withPaths: { nodes.append(($0, $1)) })
    var values: [CELValue] = []
    for (node, path) in nodes {
      reading.variables.bind(node, in: reading.subjects, record: recordNumber, kind: kind, file: file)
      reading.variables.bind(lastStep: path.elements.last)
      values.append(try reading.variables.evaluator.evaluate(expression))
    }
    return values
  }

  private mutating func reading(_ view: Int) -> Reading {
    if let reading = readings[view] { return reading }
    let subjects = RecordSubjects(format, view: recognition.views[view])
    let reading = Reading(
      subjects: subjects, format: RecordFormat(format, subjects: subjects),
      variables: SubjectVariables(scope, in: subjects, now: now, ontology: ontology),
      query: recognition.views[view].query(of: scope))
    readings[view] = reading
    return reading
  }
}
