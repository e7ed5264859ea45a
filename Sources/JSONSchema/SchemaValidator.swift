public import JSONReading
import SourceText

/// What a schema says of a value.
public enum SchemaVerdict: Hashable, Sendable {
  case valid
  case invalid
  /// The work or the depth that one value may take was used up before there was an answer.
  case notJudged
}

/// Judges values by one schema, with memory that is used again from value to value: a valid value costs no allocation once
/// values like it have been seen. One thread at a time.
public struct SchemaValidator: Sendable {
  let code: SchemaCode
  var run = SchemaRun()

  /// The schema.
  public let schema: CompiledSchema

  /// Steps that a value may take whatever its size. A schema whose branches refer to each other can ask for more than
  /// any machine can do.
  public static let stepLimit = 20_000_000

  /// Judges by `schema`.
  public init(_ schema: CompiledSchema) {
    self.schema = schema
    code = schema.code
  }

  /// How many of the steps were left when the last judgement or search for failures ended; 0 when it ended early.
  public var stepsLeft: Int { max(run.stepsLeft, 0) }

  /// Judges `node`.
  public mutating func verdict(on node: JSONNode) -> SchemaVerdict {
    verdict(on: node, stepLimit: Self.stepLimit + node.span.count)
  }

  /// Judges `node` in about `stepLimit` steps at most: one for a schema that applies to a value.
  public mutating func verdict(on node: JSONNode, stepLimit: Int) -> SchemaVerdict {
    run.begin(node, stepLimit: stepLimit)
    let isAccepted = code.accepts(Int32(code.root), node, &run)
    return run.isExhausted ? .notJudged : isAccepted ? .valid : .invalid
  }
}

// Reasons.
extension SchemaValidator {
  /// Judges `node` and finds all failures when it is invalid. Of the branches of `anyOf` and `oneOf` only the one is
  /// explained that was most likely meant.
  public mutating func report(on node: JSONNode) -> SchemaReport {
    report(on: node, stepLimit: Self.stepLimit + node.span.count)
  }

  /// The same in about twice `stepLimit` steps at most.
  public mutating func report(on node: JSONNode, stepLimit: Int) -> SchemaReport {
    let verdict = verdict(on: node, stepLimit: stepLimit)
    guard verdict == .invalid else {
      return SchemaReport(verdict: verdict, failures: [], isComplete: verdict == .valid)
    }
    let failures = failures(of: node, stepLimit: stepLimit)
    return SchemaReport(verdict: .invalid, failures: failures, isComplete: !run.isExhausted)
  }

  /// The failures of `node`, which has been judged invalid, as far as about `stepLimit` steps suffice to find them; never
  /// empty.
  public mutating func failures(of node: JSONNode, stepLimit: Int) -> [SchemaFailure] {
    run.begin(node, stepLimit: stepLimit)
    var explainer = SchemaExplainer(code, run)
    explainer.explain(Int32(code.root), node, by: "")
    run = explainer.run
    if explainer.failures.isEmpty || run.isExhausted { explainer.addFallback(node) }
    return explainer.failures.map(\.failure)
  }
}
