import JSONReading
import Testing

@testable import CEL

@Suite struct TimeFunctionsTests {
  @Test(arguments: [
    ("'2024-02-29T10:41:00.730Z'", "\"2024-02-29T10:41:00.73Z\""),
    ("'2000-12-31T23:59:60+00:00'", "\"2001-01-01T00:00:00Z\""),
    ("'2025-03-04T10:41-0530'", "\"2025-03-04T16:11:00Z\""),
    ("0", "\"1970-01-01T00:00:00Z\""), ("-1", "\"1969-12-31T23:59:59.999Z\""),
    ("-1000", "\"1969-12-31T23:59:59Z\""), ("1741084860730.0", "\"2025-03-04T10:41:00.73Z\""),
    ("timestamp(7)", "\"1970-01-01T00:00:07Z\""),
  ])
  func `reads times`(value: String, expected: String) throws {
    #expect(try answer("time.parse(\(value)).value()") == expected)
  }

  @Test(arguments: [
    "''", "'2025-03-04'", "'2025-03-04T10:41:00'", "'2025-3-4T10:41:00Z'", "'2025-03-04 10:41:00Z'",
    "'2025-03-04t10:41:00Z'", "'2025-03-04T10:41:00z'", "'2025-00-04T10:41:00Z'", "'2025-13-04T10:41:00Z'",
    "'2025-03-00T10:41:00Z'", "'2025-04-31T10:41:00Z'", "'2023-02-29T10:41:00Z'", "'2100-02-29T10:41:00Z'",
    "'2025-03-04T24:00:00Z'", "'2025-03-04T10:60:00Z'", "'2025-03-04T10:41:61Z'", "'2025-03-04T10:41:00.Z'",
    "'2025-03-04T10:41:00,5Z'", "'2025-03-04T10:41:00+24:00'", "'2025-03-04T10:41:00+05:60'",
    "'2025-03-04T10:41:00+05'", "'2025-03-04T10:41:00ZZ'", "' 2025-03-04T10:41:00Z'", "'0000-01-01T00:00:00Z'",
    "'0001-01-01T00:00:00+00:01'", "'9999-12-31T23:59:60Z'", "9223372036854775807", "-9223372036854775807 - 1", "1e300",
    "0.5", "double('NaN')", "true", "null", "[]", "{}", "r", "duration('1s')",
  ])
  func `what is no time gives nothing, and no error`(value: String) throws {
    #expect(try answer("time.parse(\(value)).hasValue()", on: #"{"r": {"a": 1}}"#) == "false")
  }

  @Test(arguments: [
    #""2025-03-04T10:41:00Z""#, #""2025-02-29T10:41:00Z""#, #""""#, #""\u0032025-03-04T10:41:00Z""#, "1741084860730",
    "1e300", "null", "[]",
  ])
  func `asks the same whether values are made or not`(json: String) throws {
    let document = try JSONDocument("{\"t\": \(json)}")
    var environment = CELEnvironment.assay
    let slot = environment.declare("r")
    let expression = try CELExpression("time.parse(r.t).hasValue()", in: environment)
    let evaluator = CELEvaluator(environment: environment, lasting: [])
    let question = evaluator.add(expression)
    evaluator.prepare()
    evaluator.beginNode()
    evaluator.set(slot, document.root)
    var activation = CELActivation(environment: environment)
    activation[slot] = .json(document.root)
    #expect(try evaluator.holds(question) == expression.evaluateBool(&activation))
  }

  @Test func `takes what RFC 3339 writes for the same time`() throws {
    for text in ["2025-03-04T10:41:00Z", "1969-12-31T23:59:59.999999999-12:34", "2400-02-29T00:00:00.1+23:59"] {
      let copy = Array(text.utf8)
      #expect(copy.withUnsafeBufferPointer { CELTimestamp(iso8601: $0) } == CELTimestamp(text))
    }
  }
}
