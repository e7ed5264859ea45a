import Foundation
import TestSupport
import Testing

/// Baselines, from the command line to the reports.
@Suite struct BaselineCommandTests {
  private static let rules = """
    ruleset: zoo
    format: zoo.format.yaml
    rules:
      named: {require: name, message: no name}
      small: {where: has(asset.size), assert: asset.size < 10, message: "size {value}", at: asset.size}
      once: {unique: {key: asset.code, within: export}, message: "{value} again"}

    """

  private static func scene() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    _ = try folder.write("zoo.format.yaml", "format: zoo\nsubjects: {asset: $}\nidentity: {asset: asset.id}\n")
    _ = try folder.write("zoo.yaml", rules)
    return folder
  }

  private static func run(_ line: String, in folder: ScratchFolder) throws -> BuiltTool.Result {
    try BuiltTool.shell(line, in: folder.path)
  }

  private static let old = [
    #"{"id":"a","name":"a","size":11}"#, #"{"id":"b","size":3}"#, #"{"id":"c","name":"c","code":1}"#,
    #"{"id":"d","name":"d","code":1}"#, #"{"id":"e","name":"e","code":1}"#,
  ]

  @Test func `known findings pass, new ones fail, and what is gone is told and removed`() throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[\(Self.old.joined(separator: ","))]")
    let written = try Self.run("assay old.json --rules zoo.yaml --write-baseline known.json --quiet", in: folder)
    #expect(
      written
        == BuiltTool.Result(
          status: 1, output: "FAILED: 4 errors, 0 warnings, 0 infos in 4 of 5 records\n",
          errors: "assay: 4 findings written to known.json\n"))
    let baseline = try #require(folder.read("known.json"))
    #expect(baseline.components(separatedBy: "\n").count == 6)
    #expect(baseline.contains(#""rule": "once", "fingerprint": "#))
    #expect(baseline.contains(#", "count": 2, "identity": "d", "pointer": "/code"}"#))

    let again = try Self.run("assay old.json --rules zoo.yaml --baseline known.json", in: folder)
    #expect(
      again
        == BuiltTool.Result(
          status: 0,
          output: """
            16 rules judged 5 records in 1 file, 146 bytes
            PASSED: no findings in 5 records, 4 known

            """))

    // One code more, one large size less.
    let new = [#"{"id":"a","name":"a","size":1}"#] + Self.old.dropFirst() + [#"{"id":"f","name":"f","code":1}"#]
    _ = try folder.write("new.json", "[\(new.joined(separator: ","))]")
    let changed = try Self.run("assay new.json --rules zoo.yaml --baseline known.json", in: folder)
    #expect(
      changed
        == BuiltTool.Result(
          status: 1,
          output: """
            new.json:1:174: error[once]: 1 again
              |
            1 | …{"id":"f","name":"f","code":1}
              |                              ^
              = asset f · /code · record 5
              = first occurrence: new.json:1:81 · record 2

            findings  severity  rule  title
                   1  error     once  once

            16 rules judged 6 records in 1 file, 176 bytes
            1 finding of known.json is gone; --prune-baseline removes what is gone
              small · a · /size
            FAILED: 1 error, 0 warnings, 0 infos in 1 of 6 records, 3 known, 1 gone

            """))
    let report = try Self.run("assay new.json --rules zoo.yaml --baseline known.json --format json", in: folder)
    #expect(report.output.contains(#""baseline":{"file":"known.json","gone":[{"rule":"small","fingerprint":""#))
    #expect(report.output.contains(#","count":1,"identity":"a","pointer":"/size"}]}"#))
    #expect(report.output.components(separatedBy: #""disposition":"known""#).count == 4)
    let sarif = try Self.run("assay new.json --rules zoo.yaml --baseline known.json --format sarif", in: folder)
    #expect(sarif.output.components(separatedBy: #""baselineState":"unchanged""#).count == 4)
    #expect(sarif.output.components(separatedBy: #""baselineState":"new""#).count == 2)

    // Of a rule that does not run nobody knows what is gone.
    let skipped = try Self.run(
      "assay new.json --rules zoo.yaml --skip small --baseline known.json --prune-baseline --quiet", in: folder)
    #expect(skipped.errors == "assay: 0 findings removed from known.json\n")
    #expect(folder.read("known.json") == baseline)
    let pruned = try Self.run(
      "assay new.json --rules zoo.yaml --baseline known.json --prune-baseline --quiet", in: folder)
    #expect(pruned.errors == "assay: 1 finding removed from known.json\n")
    #expect(folder.read("known.json")?.components(separatedBy: "\n").count == 5)
  }

  @Test func `what was not judged is never known, and an incomplete run changes no baseline`() throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[\(Self.old.joined(separator: ","))]")
    _ = try Self.run("assay old.json --rules zoo.yaml --write-baseline known.json", in: folder)
    let baseline = folder.read("known.json")
    _ = try folder.write("cut.json", "[\(Self.old.dropFirst().joined(separator: ",")),{")
    let cut = try Self.run(
      "assay cut.json --rules zoo.yaml --baseline known.json --prune-baseline --write-baseline other.json --quiet",
      in: folder)
    #expect(cut.status == 3)
    #expect(cut.errors.contains("assay: the run is incomplete, so no baseline was written\n"))
    #expect(folder.read("known.json") == baseline)
    #expect(folder.read("other.json") == nil)
  }

  @Test(arguments: [
    ("--baseline none.json", "Error: the baseline 'none.json' cannot be read: cannot open: No such file or directory"),
    ("--baseline bad.json", "bad.json:1:19: error: a baseline of version 7; this is for version 1\n"),
    ("--prune-baseline", "Error: --prune-baseline is about a --baseline\n"),
  ])
  func `a baseline that cannot be used ends the run before anything is judged`(options: String, error: String) throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[]")
    _ = try folder.write("bad.json", #"{"assayBaseline": 7}"#)
    let result = try Self.run("assay check old.json --rules zoo.yaml \(options)", in: folder)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix(error), "\(result.errors)")
  }

  private struct Found: Decodable, Hashable {
    var rule: String
    var fingerprint: String
  }

  /// The findings that count, sorted.
  private static func findings(_ arguments: String, in folder: ScratchFolder) throws -> [Found] {
    let result = try run("assay check \(arguments) --now 2025-03-05T09:00:00Z --format jsonl", in: folder)
    #expect(result.status < 2, "\(result.errors)")
    return try result.output.split(separator: "\n").dropLast().filter { !$0.contains(#""disposition":"known""#) }
      .map { try JSONDecoder().decode(Found.self, from: Data($0.utf8)) }
      .sorted { ($0.rule, $0.fingerprint) < ($1.rule, $1.fingerprint) }
  }

  @Test(.enabled(if: SharedFolder.tools != nil), arguments: 0..<2)
  func `silences an export in any order and form, and shows what is new`(seed: Int) throws {
    let tools = try #require(SharedFolder.tools)
    let generator = "python3 '\(tools.appending(path: "generate-export.py").path)' --defects 0.5"
    let folder = try ScratchFolder()
    let made = try BuiltTool.shell(
      """
      \(generator) --seed \(seed) --assets 120 --format ndjson --out old.ndjson 2>/dev/null
      \(generator) --seed \(seed) --assets 120 --pretty --out pretty.json 2>/dev/null
      \(generator) --seed \(seed + 9) --assets 30 --format ndjson --out new.ndjson 2>/dev/null
      """, in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    func lines(_ name: String) throws -> [Substring] {
      try #require(folder.read(name)).split(separator: "\n")
    }
    let old = try lines("old.ndjson")
    _ = try folder.write("old.json", "[\(old.joined(separator: ","))]")
    let expected = try Self.findings("old.json --write-baseline known.json", in: folder)
    #expect(expected.count > 40)

    var random = SeededGenerator(seed: seed)
    let shuffled = old.shuffled(using: &random).joined(separator: "\n")
    _ = try folder.write("shuffled.ndjson", shuffled)
    _ = try folder.write("export.zip", StoredZip.archive([("a/export.ndjson", shuffled)]))
    for export in ["old.json", "old.ndjson", "pretty.json", "shuffled.ndjson", "export.zip"] {
      #expect(try Self.findings("\(export) --baseline known.json", in: folder) == [], "\(export)")
      #expect(try Self.findings(export, in: folder) == expected, "\(export)")
    }
    let both = (old + (try lines("new.ndjson"))).shuffled(using: &random)
    _ = try folder.write("both.ndjson", both.joined(separator: "\n"))
    // Names and tasks of the new export may be in the old one, too, which the new one alone does not tell.
    let isNew = { (found: Found) in !found.rule.hasPrefix("id-duplicate") }
    #expect(
      try Self.findings("both.ndjson --baseline known.json", in: folder).filter(isNew)
        == Self.findings("new.ndjson", in: folder).filter(isNew))
  }
}
