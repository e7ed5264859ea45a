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
    let written = try Self.run("assay old.json --rules zoo.yaml --write-baseline known.jsonl --quiet", in: folder)
    #expect(
      written
        == BuiltTool.Result(
          status: 1, output: "FAILED: 4 errors, 0 warnings, 0 infos in 4 of 5 records\n",
          errors: "assay: 4 findings written to known.jsonl\n"))
    let baseline = try #require(folder.read("known.jsonl"))
    #expect(baseline.components(separatedBy: "\n").count == 5)
    #expect(
      baseline.hasPrefix(##"{"assayBaseline": 1, "tool": "0.1.0", "ruleSets": [{"name": "zoo", "digest": "sha256:"##))
    #expect(baseline.contains(#"{"rule": "once", "severity": "error", "fingerprint": "#))
    #expect(baseline.contains(#", "count": 2, "identity": "d", "pointer": "/code"}"#))

    let again = try Self.run("assay old.json --rules zoo.yaml --baseline known.jsonl", in: folder)
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
    let changed = try Self.run("assay new.json --rules zoo.yaml --baseline known.jsonl", in: folder)
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
            1 finding of known.jsonl is gone; --prune-baseline removes what is gone
              small · a · /size
            FAILED: 1 error, 0 warnings, 0 infos in 1 of 6 records, 3 known, 1 gone

            """))
    let concise = try Self.run("assay new.json --rules zoo.yaml --baseline known.jsonl --format concise", in: folder)
    #expect(concise.output == "new.json:1:174: error: 1 again [once] /code\nassay: 3 findings known, 1 gone\n")
    let report = try Self.run("assay new.json --rules zoo.yaml --baseline known.jsonl --format json", in: folder)
    #expect(report.output.contains(#""baseline":{"file":"known.jsonl","gone":[{"rule":"small","fingerprint":""#))
    #expect(
      report.output.contains(#","count":1,"identity":"a","pointer":"/size"}],"goneCount":1,"unjudgedCount":0}"#))
    #expect(report.output.components(separatedBy: #""disposition":"known""#).count == 4)
    let sarif = try Self.run("assay new.json --rules zoo.yaml --baseline known.jsonl --format sarif", in: folder)
    #expect(sarif.output.components(separatedBy: #""baselineState":"unchanged""#).count == 4)
    #expect(sarif.output.components(separatedBy: #""baselineState":"new""#).count == 2)

    // Of a rule that does not run nobody knows what is gone.
    let skipped = try Self.run(
      "assay new.json --rules zoo.yaml --skip small --baseline known.jsonl --prune-baseline --quiet", in: folder)
    #expect(skipped.errors == "assay: 0 findings removed from known.jsonl\n")
    let told = try Self.run("assay new.json --rules zoo.yaml --skip small --baseline known.jsonl", in: folder)
    #expect(told.output.contains("\n1 finding of known.jsonl is of a rule that did not run\nFAILED: 1 error, "))
    #expect(folder.read("known.jsonl") == baseline)
    let pruned = try Self.run(
      "assay new.json --rules zoo.yaml --baseline known.jsonl --prune-baseline --quiet", in: folder)
    #expect(pruned.errors == "assay: 1 finding removed from known.jsonl\n")
    let kept = baseline.split(separator: "\n").filter { !$0.contains(#""rule": "small""#) }
    #expect(folder.read("known.jsonl") == kept.joined(separator: "\n") + "\n")
  }

  @Test func `what was not judged is never known, and an incomplete run changes no baseline`() throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[\(Self.old.joined(separator: ","))]")
    _ = try Self.run("assay old.json --rules zoo.yaml --write-baseline known.jsonl", in: folder)
    let baseline = folder.read("known.jsonl")
    _ = try folder.write("cut.json", "[\(Self.old.dropFirst().joined(separator: ",")),{")
    let cut = try Self.run(
      "assay cut.json --rules zoo.yaml --baseline known.jsonl --prune-baseline --write-baseline other.json --quiet",
      in: folder)
    #expect(cut.status == 3)
    #expect(cut.errors.contains("assay: the run is incomplete, so no baseline was written\n"))
    #expect(folder.read("known.jsonl") == baseline)
    #expect(folder.read("other.json") == nil)
  }

  @Test(arguments: [
    (
      "--baseline none.jsonl", "Error: the baseline 'none.jsonl' cannot be read: cannot open: No such file or directory"
    ),
    (
      "--baseline /dev/null",
      "Error: the baseline '/dev/null' cannot be read: cannot read a baseline that is no plain file\n"
    ),
    ("--baseline bad.jsonl", "bad.jsonl:1:19: error: a baseline of version 7; this is for version 1\n"),
    ("--prune-baseline", "Error: --prune-baseline is about a --baseline\n"),
    ("--write-baseline -", "Error: --write-baseline takes a file: standard output is for reports\n"),
    ("--write-baseline none/b.jsonl", "assay: cannot write none/b.jsonl: No such file or directory\n"),
    (
      "--write-baseline b.jsonl --reveal",
      "Error: --reveal does not go with --write-baseline: baselines are kept beside code"
    ),
  ])
  func `a baseline that cannot be used ends the run before anything is judged`(options: String, error: String) throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[]")
    _ = try folder.write("bad.jsonl", #"{"assayBaseline": 7}"#)
    let result = try Self.run("assay check old.json --rules zoo.yaml \(options)", in: folder)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix(error), "\(result.errors)")
  }

  @Test func `a new baseline keeps what it knows of rules that did not run`() throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[\(Self.old.joined(separator: ","))]")
    _ = try Self.run("assay old.json --rules zoo.yaml --write-baseline known.jsonl", in: folder)
    let baseline = folder.read("known.jsonl")
    let part = try Self.run(
      "assay old.json --rules zoo.yaml --only once --baseline known.jsonl --write-baseline known.jsonl", in: folder)
    #expect(part.errors == "assay: 4 findings written to known.jsonl\n")
    #expect(folder.read("known.jsonl") == baseline)
    _ = try Self.run("assay old.json --rules zoo.yaml --only once --write-baseline alone.jsonl --jobs 3", in: folder)
    #expect(folder.read("alone.jsonl")?.split(separator: "\n").count == 2)
  }

  @Test func `an export without records leaves the baseline as it is`() throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[\(Self.old.joined(separator: ","))]")
    _ = try folder.write("empty.json", "[]")
    _ = try Self.run("assay old.json --rules zoo.yaml --write-baseline known.jsonl", in: folder)
    let baseline = folder.read("known.jsonl")
    for option in ["--prune-baseline", "--write-baseline other.jsonl"] {
      let empty = try Self.run("assay empty.json --rules zoo.yaml --baseline known.jsonl \(option)", in: folder)
      #expect(empty.errors == "assay: no record was judged, so no baseline was written\n")
      #expect(!empty.output.contains("gone"))
      #expect(folder.read("known.jsonl") == baseline)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "empty.json", "known.jsonl", "old.json", "zoo.format.yaml", "zoo.yaml",
      ])
  }

  @Test func `known findings are shown when somebody asks`() throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[\(Self.old[0])]")
    _ = try Self.run("assay old.json --rules zoo.yaml --write-baseline known.jsonl", in: folder)
    let shown = try Self.run("assay old.json --rules zoo.yaml --baseline known.jsonl --show-known", in: folder)
    #expect(
      shown
        == BuiltTool.Result(
          status: 0,
          output: """
            old.json:1:30: known[small]: size 11
              |
            1 | …{"id":"a","name":"a","size":11}
              |                              ^^
              = asset a · /size · record 0

            1 rule matched nothing: once
            16 rules judged 1 record in 1 file, 33 bytes
            PASSED: no findings in 1 record, 1 known

            """, errors: ""))
  }

  @Test func `nothing is gone of rules that ask an ontology when there is none`() throws {
    let folder = try Self.scene()
    _ = try folder.write("old.json", "[\(Self.old[2])]")
    let digits = String(repeating: "a", count: 32)
    let line = "{\"rule\": \"asks\", \"fingerprint\": \"\(digits)\"}"
    _ = try folder.write("known.jsonl", "{\"assayBaseline\": 1}\n\(line)\n")
    _ = try folder.write("more.yaml", "ruleset: more\nformat: zoo.format.yaml\nextends: [asking.yaml, zoo.yaml]\n")
    _ = try folder.write(
      "asking.yaml",
      "ruleset: asking\nformat: zoo.format.yaml\nrules: {asks: {assert: ontology.class(asset.id) != null}}\n")
    let result = try Self.run("assay old.json --rules more.yaml --baseline known.jsonl --prune-baseline", in: folder)
    #expect(result.errors == "assay: 0 findings removed from known.jsonl\n")
    #expect(result.output.contains("1 finding of known.jsonl is of a rule that did not run\n"))
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
    let expected = try Self.findings("old.json --write-baseline known.jsonl", in: folder)
    #expect(expected.count > 40)

    var random = SeededGenerator(seed: seed)
    let shuffled = old.shuffled(using: &random).joined(separator: "\n")
    _ = try folder.write("shuffled.ndjson", shuffled)
    _ = try folder.write("export.zip", StoredZip.archive([("a/export.ndjson", shuffled)]))
    for export in ["old.json", "old.ndjson", "pretty.json", "shuffled.ndjson", "export.zip"] {
      #expect(try Self.findings("\(export) --baseline known.jsonl", in: folder) == [], "\(export)")
      #expect(try Self.findings(export, in: folder) == expected, "\(export)")
    }
    let both = (old + (try lines("new.ndjson"))).shuffled(using: &random)
    _ = try folder.write("both.ndjson", both.joined(separator: "\n"))
    // Names and tasks of the new export may be in the old one, too, which the new one alone does not tell.
    let isNew = { (found: Found) in !found.rule.hasPrefix("id-duplicate") }
    #expect(
      try Self.findings("both.ndjson --baseline known.jsonl", in: folder).filter(isNew)
        == Self.findings("new.ndjson", in: folder).filter(isNew))
  }
}
