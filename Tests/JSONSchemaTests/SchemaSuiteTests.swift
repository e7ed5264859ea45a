import JSONReading
import JSONSchema
import TestSupport
import Testing

@Suite struct SchemaSuiteTests {
  /// Cases that are not passed, by file and group, and why.
  static let known = [
    "optional/cross-draft: refs to historic drafts are processed as historic drafts":
      "other drafts are refused by name; the suite's copy has no documents of other drafts"
  ]

  @Test(.enabled(if: SharedFolder.suites != nil)) func `the suite has all its cases`() {
    let left = SchemaSuite.groups.filter { Self.known[$0.testDescription] != nil }
    let passed = SchemaSuite.groups.filter { Self.known[$0.testDescription] == nil }
    func count(_ groups: [SchemaSuite.Group]) -> Int { groups.reduce(0) { $0 + $1.cases.count } }
    let required = count(passed.filter { !$0.file.hasPrefix("optional/") })
    let optional = count(passed.filter { $0.file.hasPrefix("optional/") })
    print("JSON Schema: \(required) required and \(optional) optional cases, \(count(left)) left out")
    #expect(required == 1042)
    #expect(optional == 748)
    #expect(count(left) == Self.known.count)
  }

  @Test(
    .enabled(if: SharedFolder.suites != nil), arguments: SchemaSuite.groups.filter { known[$0.testDescription] == nil })
  func conforms(_ group: SchemaSuite.Group) throws {
    let options = SchemaOptions(judgesFormats: group.file.hasPrefix("optional/format/"))
    let schema = try CompiledSchema(JSONDocument(group.schema), library: SchemaSuite.library, options: options)
    var validator = SchemaValidator(schema)
    for test in group.cases {
      let document = try JSONDocument(test.data)
      let verdict = withExtendedLifetime(document) { validator.verdict(on: document.root) }
      #expect(
        verdict == (test.isValid ? .valid : .invalid),
        "\(test.description): \(test.data) by \(group.schema)")
    }
  }
}
