public import CEL
import JSONPath
public import JSONReading
public import RuleSets

/// Evaluates one expression on the subjects of records, outside of any rule.
public struct ExpressionRun {
  private let expression: CELExpression
  private let format: RecordFormat
  private var variables: SubjectVariables

  /// Evaluates `expression`, which was compiled in the environment of `scope`, at the time `now`.
  public init(_ expression: CELExpression, scope: SubjectScope, format: Program.Format, now: CELTimestamp) {
    self.expression = expression
    self.format = RecordFormat(format)
    variables = SubjectVariables(scope, now: now)
  }

  /// The values for all subjects of `record`, in their order.
  public mutating func values(in record: JSONNode, file: String) throws(CELEvaluationError) -> [CELValue] {
    let kind = format.kind(of: record)
    var nodes: [JSONNode] = []
    variables.scope.query.select(from: record) { nodes.append($0) }
    var values: [CELValue] = []
    for node in nodes {
      variables.bind(node, in: record, kind: kind, file: file)
      values.append(try expression.evaluate(&variables.activation))
    }
    return values
  }
}
