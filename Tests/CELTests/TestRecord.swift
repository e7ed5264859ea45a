import CEL
import JSONReading

/// A record, and expressions that are evaluated on it.
struct TestRecord {
  let document: JSONDocument
  let environment: CELEnvironment
  /// The record is `record`, its members are variables of their own.
  private var activation: CELActivation

  init(_ text: String, environment: CELEnvironment = .assay) throws {
    document = try JSONDocument(text)
    var environment = environment
    environment.declare("record")
    let names = document.root.members.compactMap { $0.key.string }
    for name in names { environment.declare(name) }
    self.environment = environment
    activation = CELActivation(environment: environment)
    activation[0] = .json(document.root)
    for (slot, member) in zip(1..., document.root.members) { activation[slot] = CELValue(member.value) }
  }

  /// The value as JSON, or the message of the error behind `error: `.
  mutating func answer(_ source: String) -> String {
    do throws(CELErrors) {
      let expression = try CELExpression(source, in: environment)
      do throws(CELEvaluationError) { return try expression.evaluate(&activation).json() } catch {
        return "error: \(error.message)"
      }
    } catch {
      return "invalid: "
        + error.errors.map { "\($0.message)\($0.suggestion.map { " (\($0)?)" } ?? "")" }.joined(separator: "; ")
    }
  }
}

/// What `source` is on `record`: JSON, or the message of an error.
func answer(_ source: String, on record: String = "{}") throws -> String {
  var record = try TestRecord(record)
  return record.answer(source)
}
