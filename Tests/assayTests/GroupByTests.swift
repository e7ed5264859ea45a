import Foundation
import TestSupport
import Testing

/// `--group-by`, and what JSON reports tell of groups.
@Suite struct GroupByTests {
  static let demo = "Fixtures/demo/export.json"

  @Test func `findings are counted by what is asked for, in that order`() throws {
    let result = try BuiltTool.run([
      "check", Self.demo, "--group-by", "batch", "--group-by", "kind", "--max-shown", "0", "--now",
      "2025-03-05T09:00:00Z",
    ])
    #expect(result.status == 1)
    #expect(
      result.output.hasPrefix(
        """
        showing 0 of 7 findings

        findings  errors  warnings  infos  affected  records    rate         95 %  batch
               2       2         0      0         2        4  50.0 %  15.0–85.0 %  rework
               1       1         0      0         1        2  50.0 %   9.5–90.5 %  Batch 1
               1       1         0      0         1        2  50.0 %   9.5–90.5 %  Batch 2
               1       1         0      0         1        3  33.3 %   6.1–79.2 %  Pilot
               1       1         0      0         1        7  14.3 %   2.6–51.3 %  2024-Q4
               1       1         0      0         1        5  20.0 %   3.6–62.4 %  (not told)

        6 batches, 1 without findings

        findings  errors  warnings  infos  affected  records    rate         95 %  kind
               7       7         0      0         7       16  43.8 %  23.1–66.8 %  image

        4 kinds, 3 without findings


        """))
  }

  @Test func `what the format does not tell is an error of use`() throws {
    let scene = try Scene()
    let result = try scene.check(["error.json", "--group-by", "annotator", "--format", "json:report.json"])
    #expect(result.status == 2)
    #expect(result.errors.contains("--group-by annotator: the format 'zoo' does not say where to find it"))
    #expect(try scene.shell("ls report.json*").status != 0)
    #expect(try scene.check(["clean.json", "--group-by", "rule"]).status == 0)
    #expect(try scene.check(["clean.json", "--group-by", "size"]).status == 2)
  }

  @Test(.enabled(if: OutsideJudge.jsonSchema(in: "").isInstalled, "needs python3 with the package jsonschema"))
  func `the JSON report of an export keeps its schema, and its groups add up`() throws {
    let schemas = OutsideJudge.jsonSchema(in: SharedFolder.root.appending(path: "Sources/Reporters/Schemas").path)
    for jobs in ["1", "4"] {
      let text = try BuiltTool.run(
        [
          "check", Self.demo, "--format", "json", "--jobs", jobs, "--window-bytes", "4096", "--now",
          "2025-03-05T09:00:00Z",
        ]
      ).output
      #expect(
        try schemas.judge(text.split(separator: "\n").joined(), ["report.schema.json"])
          == OutsideJudge.Answer(status: 0, output: ""))
      let report = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let summary = try #require(report["summary"] as? [String: Any])
      for (key, records) in ["kinds": 24, "annotators": 24, "stages": 24, "batches": 24] {
        let grouping = try #require(summary[key] as? [String: Any])
        let groups =
          try #require(grouping["groups"] as? [[String: Any]]) + [try #require(grouping["notTold"] as? [String: Any])]
        #expect(groups.reduce(0) { $0 + ($1["records"] as? Int ?? 0) } == records, "\(key)")
        #expect(groups.reduce(0) { $0 + ($1["findings"] as? Int ?? 0) } == 7, "\(key)")
      }
      let contents = try #require(summary["contents"] as? [String: [String: Any]])
      let objects = try #require(contents["objects"]?["groups"] as? [[String: Any]])
      let perAsset = try #require(contents["objectsPerAsset"]?["groups"] as? [[String: Any]])
      #expect(
        objects.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == perAsset.reduce(0) { $0 + ($1["sum"] as? Int ?? 0) })
    }
  }
}
