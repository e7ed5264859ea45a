public import CEL
import JSONPath
public import JSONReading
public import RuleSets

/// Evaluates one expression on the subjects of records, outside of any rule.
public struct ExpressionRun {
  private let expression: CELExpression
  private let format: RecordFormat
  private let subjects: RecordSubjects
  private let variables: SubjectVariables
  private var recordNumber = 0

  /// Evaluates `expression`, which was compiled in the environment of `scope`, at the time `now`, beside `ontology`.
  public init(
    _ expression: CELExpression, scope: SubjectScope, format: Program.Format, now: CELTimestamp, ontology: Ontology?
  ) {
    self.expression = expression
    subjects = RecordSubjects(format, view: .plain)
    self.format = RecordFormat(format, subjects: subjects)
    variables = SubjectVariables(scope, in: subjects, now: now, ontology: ontology)
  }

  /// The values for all subjects of `record`, in their order.
  public mutating func values(in record: JSONNode, file: String) throws(CELEvaluationError) -> [CELValue] {
    recordNumber += 1
    subjects.begin(record)
    let kind = format.kind().value
    var nodes: [(JSONNode, NormalizedPath)] = []
    variables.scope.query.select(from: record, withPaths: { nodes.append(($0, $1)) })
    var values: [CELValue] = []
    for (node, path) in nodes {
      variables.bind(node, in: subjects, record: recordNumber, kind: kind, file: file)
      variables.bind(lastStep: path.elements.last)
      values.append(try variables.evaluator.evaluate(expression))
    }
    return values
  }
}
