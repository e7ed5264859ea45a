import Foundation
import TestSupport
import Testing

/// Suppressions, from the configuration to the reports.
@Suite struct SuppressionTests {
  static let configuration = """
    rules: rules.yaml
    suppressions:
      - {rule: name-*, pointer: /name, reason: names come later, until: 2026-03-01}
      - rule: size-small
        identity: none
        reason: too big
    """

  static func run(
    _ arguments: String, _ configuration: String = configuration, export: String = "error.json"
  ) throws -> BuiltTool.Result {
    let scene = try ConfigurationTests.scene(configuration)
    return try ConfigurationTests.shell("assay \(export) --now 2026-03-01T23:59:59Z \(arguments)", in: scene)
  }

  @Test func `a covered finding is told and does not count`() throws {
    let result = try Self.run("--show-suppressed")
    #expect(
      result.output == """
        error.json:1:2: suppressed[name-present]: no name
          |
        1 | …{"zoo":1,"size":11,"note":"long"}
          |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = /name · record 0
          = suppressed until 2026-03-01: names come later

        error.json:1:18: warning[size-small]: size 11
          |
        1 | …{"zoo":1,"size":11,"note":"long"}
          |                  ^^
          = /size · record 0

        error.json:1:28: info[note-short]: note long
          |
        1 | …{"zoo":1,"size":11,"note":"long"}
          |                            ^^^^^^
          = /note · record 0

        assay.yaml:4:5: warning[suppression-unused]: covers no finding: rule size-small, identity none
          |
        4 |   - rule: size-small
          |     ^^^^^^^^^^^^^^^^ to 6:20

        findings  severity  rule                title
               1  warning   size-small          size-small
               1  warning   suppression-unused  Suppressions cover findings
               1  info      note-short          note-short

        18 rules judged 1 record in 1 file, 35 bytes
        PASSED: 0 errors, 2 warnings, 1 info in 1 of 1 record, 1 suppressed (assay.yaml: rules, suppressions)

        """)
    #expect(result.status == 0)
    let plain = try Self.run("")
    #expect(!plain.output.contains("names come later"))
    #expect(plain.output.hasSuffix("1 of 1 record, 1 suppressed (assay.yaml: rules, suppressions)\n"))
  }

  @Test func `the day after, it counts again and the suppression is named`() throws {
    let result = try Self.run("--format concise --now 2026-03-02T00:00:00Z")
    #expect(
      result.output == """
        error.json:1:2: error: no name [name-present] /name
        error.json:1:18: warning: size 11 [size-small] /size
        error.json:1:28: info: note long [note-short] /note
        assay.yaml:3:5: warning: expired with 2026-03-01, and 1 finding counts again: rule name-*, pointer /name [suppression-expired]
        assay.yaml:4:5: warning: covers no finding: rule size-small, identity none [suppression-unused]

        """)
    #expect(result.status == 1)
  }

  @Test func `each report says it as its readers can`() throws {
    let scene = try ConfigurationTests.scene(Self.configuration)
    let formats = [
      "json", "jsonl", "junit", "sarif", "gitlab", "rdjsonl", "checkstyle", "markdown", "html", "github", "concise",
    ]
    let outputs = formats.map { "--format \($0):\($0)" }.joined(separator: " ")
    let result = try ConfigurationTests.shell("assay error.json --now 2026-03-01T00:00:00Z \(outputs)", in: scene)
    #expect(result == BuiltTool.Result(status: 0))
    func report(_ name: String) throws -> String { try #require(scene.folder.read(name)) }
    let disposition =
      #""disposition":"suppressed","suppression":{"reason":"names come later","until":"2026-03-01"}"#
    #expect(try report("json").contains(disposition))
    #expect(try report("json").contains(#""suppressed":1"#))
    #expect(try report("jsonl").contains(disposition))
    #expect(
      try report("sarif").contains(
        #""suppressions":[{"kind":"external","status":"accepted","justification":"names come later"}]"#))
    #expect(
      try report("junit").contains(
        """
        name="name-present" time="0">
              <skipped message="1 finding suppressed: names come later"/>
        """))
    for format in ["gitlab", "rdjsonl", "checkstyle", "markdown", "html", "github", "concise"] {
      #expect(try !report(format).contains("no name"), "\(format)")
      #expect(try report(format).contains("covers no finding: rule size-small, identity none"), "\(format)")
    }
    for format in ["markdown", "html", "github"] { #expect(try report(format).contains("1 suppressed"), "\(format)") }
    #expect(try report("concise").hasSuffix("assay: 1 finding suppressed\n"))
  }

  @Test(arguments: [
    ("size-small", "errored.json"), ("file-*", "incomplete.json"), ("file-not-an-asset-export", "foreign.json"),
    ("file-unreadable", "none.json"),
  ])
  func `what could not be judged is never silenced`(rule: String, export: String) throws {
    let configuration = "rules: rules.yaml\nsuppressions: [{rule: '\(rule)', reason: hush}]"
    let result = try Self.run("", configuration, export: export)
    #expect(result.status == 3)
    #expect(result.output.contains("covers no finding: rule \(rule)"))
    #expect(!result.output.contains(" suppressed"))
  }

  @Test func `a limit of the policy counts what is not covered`() throws {
    let limits = "rules: rules.yaml\npolicy: {max_asset_error_rate: 0, max_errors: 0}\n"
    let suppressions = "suppressions: [{rule: name-present, reason: a}]"
    #expect(try Self.run("--quiet", limits).status == 1)
    #expect(try Self.run("--quiet", limits + suppressions).status == 0)
  }

  @Test func `a suppression that is not needed fails a run that fails on warnings`() throws {
    let configuration = "rules: rules.yaml\npolicy: {fail_on: warning}\nsuppressions: [{rule: name-present, reason: a}]"
    #expect(try Self.run("--quiet", configuration, export: "clean.json").status == 1)
    // Whoever asks for other rules for once is not told.
    #expect(try Self.run("--quiet --only note-short", configuration, export: "clean.json").status == 0)
  }

  @Test func `a batch covers the records that belong to it`() throws {
    let scene = try ConfigurationTests.scene(
      "suppressions: [{rule: metadata-bad-size, batch: pilot-1, reason: a}]")
    func asset(_ name: String, _ batch: String) -> String {
      #"{"asset":"https://example.com/\#(name)","externalId":"\#(name)","assetId":"\#(name)","batches":["x","\#(batch)"],"#
        + #""metadata":{"width":-1,"height":5},"task":{"taskId":"t-\#(name)","tools":[],"classifications":[],"relations":[]}}"#
    }
    try scene.folder.write("batches.json", "[\(asset("a.jpg", "pilot-1")),\(asset("b.jpg", "pilot-2"))]")
    let command = "assay batches.json --only metadata-bad-size --format concise"
    let result = try ConfigurationTests.shell(command, in: scene)
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.output.hasSuffix("[metadata-bad-size] /metadata/width\nassay: 1 finding suppressed\n"))
    #expect(result.output.hasPrefix("batches.json:1:337: "))
    try scene.folder.write("assay.yaml", "rules: rules.yaml\nsuppressions: [{batch: pilot-1, reason: a}]")
    let untold = try ConfigurationTests.shell("assay clean.json", in: scene)
    #expect(untold.status == 2)
    #expect(untold.errors.hasPrefix("assay.yaml:2:24: error: the format 'zoo' does not say where to find batches\n"))
  }

  @Test func `a misspelt rule is a mistake of the configuration`() throws {
    let result = try Self.run("", "rules: rules.yaml\nsuppressions: [{rule: name-presnt, reason: a}]")
    #expect(result.status == 2)
    #expect(
      result.errors.hasPrefix("assay.yaml:2:23: error: unknown rule 'name-presnt', did you mean 'name-present'?\n"))
  }

  @Test func `threads do not matter`() throws {
    let outputs = try ["1", "4"].map { try Self.run("--format json --jobs \($0) --window-bytes 16").output }
    #expect(outputs[0] == outputs[1])
  }
}
