import Foundation
import TestSupport
import Testing

/// `assay diff`, as a user runs it.
@Suite struct DiffCommandTests {
  static let folder = "Fixtures/diff"
  static let diff = ["diff", "\(folder)/before.json", "\(folder)/after.ndjson", "--now", "2025-03-05T09:00:00Z"]

  /// `UPDATE_GOLDEN=1` writes the expected files anew and still fails, so that a person reads the change.
  @Test(arguments: [("text", "expected.txt"), ("markdown", "expected.md"), ("json", "expected.json")])
  func `prints what is expected`(format: String, file: String) throws {
    let result = try BuiltTool.run(Self.diff + ["--format", format])
    #expect(result.status == 1 && result.errors == "")
    let digest = /"digest":"sha256:[0-9a-f]*"/
    let actual = result.output.replacing(digest, with: "\"digest\":\"sha256:…\"")
    let expected = SharedFolder.root.appending(path: "\(Self.folder)/\(file)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(actual.utf8).write(to: expected)
      Issue.record("\(file): written anew; read the difference")
      return
    }
    #expect(try String(contentsOf: expected, encoding: .utf8) == actual)
  }

  @Test(.enabled(if: OutsideJudge.jsonSchema(in: "").isInstalled, "needs python3 with the package jsonschema"))
  func `the JSON report keeps its schema`() throws {
    let schemas = OutsideJudge.jsonSchema(in: SharedFolder.root.appending(path: "Sources/Reporters/Schemas").path)
    for arguments in [Self.diff, ["diff", "\(Self.folder)/before.json", "\(Self.folder)/before.json"]] {
      let report = try BuiltTool.run(arguments + ["--format", "json"]).output.split(separator: "\n").joined()
      #expect(
        try schemas.judge(report, ["comparison.schema.json"]) == OutsideJudge.Answer(status: 0, output: ""))
      let other = report.replacing("\"exitCode\":", with: "\"x\":")
      #expect(try schemas.judge(other, ["comparison.schema.json"]).output != "")
    }
  }

  @Test func `several reports are written at once, and do not depend on the threads`() throws {
    let scene = try Scene()
    let formats = ["--format", "text", "--format", "json:d.json", "--format", "markdown:d.md"]
    let root = SharedFolder.root.path
    let exports = ["diff", "\(root)/\(Self.folder)/before.json", "\(root)/\(Self.folder)/after.ndjson"]
    let one = try scene.run(exports + formats + ["--jobs", "1"])
    let files = (scene.folder.read("d.json"), scene.folder.read("d.md"))
    #expect(files.0 != nil && files.1 != nil)
    let many = try scene.run(exports + formats + ["--jobs", "3", "--window-bytes", "64"])
    #expect(one == many)
    #expect(scene.folder.read("d.json") == files.0 && scene.folder.read("d.md") == files.1)
  }

  @Test func `all forms of an export are the same`() throws {
    let scene = try Scene()
    let records = (0..<40).map { "{\"zoo\":1,\"name\":\"n\($0)\",\"size\":\($0 % 10)}" }
    try scene.folder.write("a.json", "[" + records.joined(separator: ",") + "]")
    try scene.folder.write("b.ndjson", records.reversed().joined(separator: "\n") + "\n")
    let halves = [records.prefix(20), records.suffix(20)].map { "[" + $0.joined(separator: " ,\n") + "]" }
    try scene.folder.write("parts/1.json", halves[1])
    try scene.folder.write("parts/2.json", halves[0])
    try scene.folder.write(
      "c.zip", StoredZip.archive([("1.json", halves[0]), ("2.json", halves[1])]))
    _ = try scene.shell("gzip -k b.ndjson")
    for other in ["a.json", "b.ndjson", "b.ndjson.gz", "c.zip", "parts"] {
      let result = try scene.run(["diff", "a.json", other, "--rules", "rules.yaml"])
      #expect(result == BuiltTool.Result(status: 0, output: "SAME: no asset differs, 40 assets in both\n"), "\(other)")
    }
    // Records are read again wherever they are.
    let changed = records.dropFirst().joined(separator: ",").replacing(":3}", with: ":4}")
    try scene.folder.write("d.json", "[\(changed)]")
    for other in ["a.json", "b.ndjson", "b.ndjson.gz", "c.zip", "parts"] {
      let result = try scene.run(["diff", other, "d.json", "--rules", "rules.yaml"])
      #expect(result.status == 1 && result.errors == "")
      #expect(result.output.contains("- asset n0 ("), "\(other)")
      #expect(result.output.contains(" 1 change)\n    /size: 3 → 4\n"), "\(other)")
      #expect(result.output.hasSuffix("DIFFERENT: 1 removed, 4 changed, 35 unchanged\n"), "\(other)")
    }
  }

  /// What the tool is asked for, and how it ends.
  static let statuses: [(arguments: String, status: Int32)] = [
    ("clean.json clean.json", 0), ("clean.json info.json", 1), ("clean.json info.json --fail-on never", 0),
    ("clean.json warning.json --fail-on new-findings", 1), ("warning.json clean.json --fail-on new-findings", 0),
    ("clean.json error.json --fail-on never", 3), ("clean.json incomplete.json", 3), ("clean.json foreign.json", 3),
    ("clean.json nowhere.json", 3), ("clean.json empty.json", 3), ("clean.json -", 2), ("clean.json", 2),
    ("clean.json info.json --fail-on error", 2), ("clean.json info.json --format junit", 2),
    ("clean.json info.json --jobs 0", 2), ("clean.json info.json --format json:/nowhere/x", 2),
  ]

  @Test(arguments: statuses)
  func `the exit status tells what came of it`(arguments: String, status: Int32) throws {
    let words = arguments.split(separator: " ").map(String.init)
    let result = try Scene().run(["diff", "--rules", "rules.yaml"] + words)
    #expect(result.status == status, "\(result.output)\(result.errors)")
    #expect((result.status == 2) == (result.output == ""))
  }

  @Test func `standard input is refused, because it cannot be read twice`() throws {
    let result = try Scene().run(["diff", "clean.json", "-"])
    #expect(result.errors.contains("'-' is no file: exports are read twice; write it to one first"))
  }

  @Test func `exports with several arrays of records are refused, because their identities may be the same`() throws {
    let coco = "Fixtures/golden/coco/input.json"
    let result = try BuiltTool.run(["diff", coco, coco])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(
      result.errors.hasPrefix(
        "Error: exports of the format 'coco' have several arrays of records, which diff cannot compare\n"))
  }

  @Test func `text reports stay short, and their totals exact`() throws {
    let scene = try Scene()
    let names = (0..<100).map { "{\"zoo\":1,\"name\":\"n\($0)\"}" }
    try scene.folder.write("many.json", "[" + names.joined(separator: ",") + "]")
    let result = try scene.run(["diff", "clean.json", "many.json", "--rules", "rules.yaml", "--max-shown", "2"])
    #expect(
      result.output == """
        - asset a (clean.json record 0)
        + asset n0 (many.json record 0)
        + asset n1 (many.json record 1)
        + … and 98 more added

        DIFFERENT: 1 removed, 100 added, 0 unchanged

        """)
  }

  @Test func `hostile text stays text`() throws {
    let scene = try Scene()
    for format in ["text", "markdown", "json"] {
      let result = try scene.run(["diff", "clean.json", "hostile.json", "--rules", "rules.yaml", "--format", format])
      #expect(result.status == 1)
      let controls = result.output.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" }
      #expect(controls.isEmpty, "\(format)")
    }
  }
}
