import Foundation
import JSONReading
import JSONSchema
import Testing

/// Random schemas and values beside the verdicts of another implementation, made by `Tests/Differential/schemas.py`.
@Suite struct SchemaDifferentialTests {
  static let path = ProcessInfo.processInfo.environment["ASSAY_SCHEMA_CASES"]

  @Test(.enabled(if: path != nil, "cases are made by hand, see Tests/Differential/schemas.py"))
  func `another implementation says the same`() throws {
    let text = try String(contentsOfFile: try #require(Self.path), encoding: .utf8)
    var (count, validCount) = (0, 0)
    for line in text.split(separator: "\n") {
      let document = try JSONDocument(String(line))
      let schemaText = try #require(document.root.member("schema")).sourceText
      var validator = SchemaValidator(try compile(schemaText))
      for value in try #require(document.root.member("values")).elements {
        let (instance, isValid) = (try #require(value.element(at: 0)), value.element(at: 1)?.boolean == true)
        let report = validator.report(on: instance)
        #expect(report.verdict == (isValid ? .valid : .invalid), "\(instance.sourceText) by \(schemaText)")
        count += 1
        validCount += isValid ? 1 : 0
      }
    }
    print("\(count) values judged alike, \(validCount) of them valid")
    #expect(count > 0 && validCount > 0 && validCount < count)
  }
}
