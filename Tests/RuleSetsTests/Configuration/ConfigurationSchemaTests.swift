import RuleSets
import TestSupport
import Testing

/// What editors are told of configurations is what is read.
@Suite(.enabled(if: OutsideJudge.jsonSchema(in: "").isInstalled, "needs python3 with the package jsonschema"))
struct ConfigurationSchemaTests {
  /// Configurations with a hole for a value.
  static let holes: [String] = {
    let keys = [
      "rules", "schema", "ontology", "input_format", "params", "only", "skip", "now", "policy", "outputs", "jobs",
      "memory", "suppressions", "other",
    ]
    let policy = ["fail_on", "max_errors", "max_warnings", "max_asset_error_rate", "other"]
    let systems = ["github", "gitlab", "jenkins", "ci", "default", "other"]
    let suppression = ["rule", "identity", "pointer", "batch", "until", "other"].map {
      "suppressions: [{\($0): ⬚, reason: a\(["until", "other"].contains($0) ? ", rule: r" : "")}]"
    }
    return suppression + ["suppressions: [{rule: r, reason: ⬚}]", "suppressions: [⬚]"] + keys.map { "\($0): ⬚" } + [
      "schema: a\nassert_formats: ⬚", "params: {a: ⬚}",
    ]
      + policy.map { "policy: {\($0): ⬚}" } + systems.map { "outputs: {\($0): ⬚}" }
  }()

  static let values = [
    "null", "true", "false", "3", "0", "-1", "1.5", "0.5", "text", "'true'", "''", "never", "info", "2%", "100%", "x%",
    "12Q", "64MB", "2 GiB", "1M", "[]", "[a]", "[a, b]", "[[a]]", "[null]", "[{}]", "{}", "{a: 1}", "{fail_on: error}",
    "{ci: text}", "2026-03-01", "2026-3-1", "{asset: a}", "[{rule: a, reason: b}]", "{rule: a, reason: b}",
    "{reason: b}", "[text, 'json:a/b.json']", "'junit:a.xml'", "'junit:'", "xml", "2026-03-05T08:15:00Z",
  ]

  /// What the schema cannot say, or does not: whether a text names a time, how large a number in a text is, and how many
  /// reports go to standard output.
  static func isBeyondShape(_ message: String) -> Bool {
    [
      "no time such as", "not a part of the records", "not a size from", "is an empty list", "no day such as",
      "identity is empty",
    ].contains {
      message.contains($0)
    }
  }

  @Test func `takes and refuses what is read and refused`() throws {
    let texts = Self.holes.flatMap { hole in Self.values.map { hole.replacing("⬚", with: $0) } }
    let schema = EditorSchema.configurationText(reportFormats: Configurations.reportFormats)
    let accepted = try EditorSchemaTests.accepts(texts, schema: schema)
    for (text, isAccepted) in zip(texts, accepted) {
      let problems = Configurations.problems(text)
      if isAccepted {
        #expect(problems.allSatisfy(Self.isBeyondShape), "\(text)\n\(problems)")
      } else {
        #expect(!problems.isEmpty, "\(text)")
      }
    }
    #expect(accepted.count { $0 } > 150)
    #expect(accepted.count { !$0 } > 400)
  }
}
