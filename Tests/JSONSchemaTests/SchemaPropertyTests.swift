import JSONReading
import JSONSchema
import TestSupport
import Testing

@Suite struct SchemaPropertyTests {
  @Test(arguments: 0..<400) func `a value has reasons exactly when it is invalid`(seed: Int) throws {
    var random = RandomSchema(seed: seed)
    let schema = random.schema()
    var validator = SchemaValidator(try compile(schema))
    for _ in 0..<25 {
      let value = random.value()
      let document = try JSONDocument(value)
      withExtendedLifetime(document) {
        let verdict = validator.verdict(on: document.root)
        let report = validator.report(on: document.root)
        #expect(report.verdict == verdict)
        #expect(verdict != .notJudged && report.isComplete)
        #expect(report.failures.isEmpty == (verdict == .valid), "\(value) by \(schema)")
        for failure in report.failures {
          #expect(!failure.message.contains("too much work"), "\(value) by \(schema)")
          #expect(document.root.contains(failure.node))
        }
      }
    }
  }

  @Test(arguments: 0..<200) func `what was judged before makes no difference`(seed: Int) throws {
    var random = RandomSchema(seed: seed)
    let schema = try compile(random.schema())
    var validator = SchemaValidator(schema)
    // One reader, so that shapes are met again.
    let reader = try JSONDocument("[" + (0..<30).map { _ in random.value() }.joined(separator: ",") + "]")
    withExtendedLifetime(reader) {
      for value in reader.root.elements {
        var fresh = SchemaValidator(schema)
        #expect(validator.verdict(on: value) == fresh.verdict(on: value))
      }
      // Escapes hide shapes.
      for value in reader.root.elements {
        let text = value.sourceText.replacing("\"a\":", with: "\"\\u0061\":")
        guard let other = try? JSONDocument(text) else { continue }
        withExtendedLifetime(other) {
          #expect(validator.verdict(on: value) == validator.verdict(on: other.root), "\(text)")
        }
      }
    }
  }

  @Test(arguments: 0..<200) func `with too few steps nothing is judged, never wrongly`(seed: Int) throws {
    var random = RandomSchema(seed: seed)
    var validator = SchemaValidator(try compile(random.schema()))
    for _ in 0..<10 {
      let document = try JSONDocument(random.value())
      withExtendedLifetime(document) {
        let verdict = validator.verdict(on: document.root)
        for limit in [0, 1, 2, 3, 5, 8, 13, 21, 34] {
          let limited = validator.verdict(on: document.root, stepLimit: limit)
          #expect(limited == verdict || limited == .notJudged)
        }
      }
    }
  }
}
