import Foundation
import TestSupport
import Testing

@Suite struct FixCommandTests {
  private static let now = ["--now", "2025-03-05T09:00:00Z"]
  private static let export = SharedFolder.root.appending(path: "Fixtures/fix/defects.json")

  /// The fixture with all defects, in a folder of its own, in some form.
  private func folder(_ change: (String) throws -> String = { $0 }) throws -> (ScratchFolder, text: String) {
    let folder = try ScratchFolder()
    let text = try change(try String(contentsOf: Self.export, encoding: .utf8))
    try folder.write("a.json", text)
    return (folder, text)
  }

  private func fix(_ folder: ScratchFolder, _ arguments: [String]) throws -> BuiltTool.Result {
    try BuiltTool.run(["fix"] + arguments + Self.now, in: folder.path)
  }

  /// The same export as compact JSON, or a record a line.
  private static func records(_ text: String) throws -> [String] {
    let array = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any])
    return try array.map { record in
      String(decoding: try JSONSerialization.data(withJSONObject: record, options: .sortedKeys), as: UTF8.self)
    }
  }

  private static let forms: [@Sendable (String) throws -> String] = [
    { $0 }, { "\u{FEFF}" + $0 }, { "[" + (try records($0).joined(separator: ",")) + "]" },
    { try records($0).joined(separator: "\n") + "\n" },
  ]

  @Test(arguments: forms.indices, [[], ["--unsafe"]])
  func `after the fixes nothing is left to fix, and no rule finds more`(form: Int, flags: [String]) throws {
    let (folder, text) = try folder(Self.forms[form])
    let rules = ["--rules", "ango/all"]
    let before = try findings(folder, "a.json")
    let first = try fix(folder, ["a.json", "--in-place"] + rules + flags)
    #expect(first.status == 0)
    #expect(first.errors == "")
    #expect(folder.read("a.json") != text)
    #expect(folder.names == ["a.json"])
    let second = try fix(folder, ["a.json"] + rules + flags)
    #expect(second.status == 0)
    #expect(second.output.contains("a.json: nothing to fix"))
    let after = try findings(folder, "a.json")
    #expect(after.values.reduce(0, +) < before.values.reduce(0, +))
    for (rule, count) in after { #expect(count <= before[rule, default: 0], "\(rule)") }
  }

  private func findings(_ folder: ScratchFolder, _ file: String) throws -> [String: Int] {
    let result = try BuiltTool.run(
      ["check", file, "--rules", "ango/all", "--format", "jsonl", "--fail-on", "never"] + Self.now, in: folder.path)
    var counts: [String: Int] = [:]
    for line in result.output.split(separator: "\n").dropLast() {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      counts[try #require(object["rule"] as? String), default: 0] += 1
    }
    return counts
  }

  @Test func `the fixed fixture is what it was but for the values of the patch`() throws {
    let (folder, text) = try folder()
    #expect(
      try fix(folder, ["a.json", "--rules", "ango/all", "--output", "b.json", "--patch", "p.json", "--quiet"])
        == BuiltTool.Result(
          status: 0, output: "a.json: 16 fixes applied, in 3 of 5 records; 1 not applied; 19 more with --unsafe\n"))
    #expect(folder.read("a.json") == text)
    // Line by line: only lines with a value of the patch are other ones.
    let lines = (text.components(separatedBy: "\n"), try #require(folder.read("b.json")).components(separatedBy: "\n"))
    #expect(lines.0.count == lines.1.count)
    let changed = zip(lines.0, lines.1).filter { $0 != $1 }.map { $1.trimmingCharacters(in: .whitespaces) }
    #expect(
      changed.prefix(9) == [
        #""batches": [ "Pilot" ],"#, #""bounding-box": {"x": 100.25, "y": 60, "width": 20.25, "height": 1.0e1},"#,
        #""page": 0"#, #""polygon": [[0, 0], [40, 0], [40, 30]],"#,
        #""tool": "checkbox", "title": "Colours", "answer": ["Red", "Dark  grey", null], "classifications": []"#,
        #""page": 0"#, #""rotated-bounding-box": {"x": 10, "y": 10, "width": 4, "height": 3, "rotation": -90,"#,
        #""segmentation": {"zones": [{"region": [[0, 0], [40, 0], [40, 40], [0, 40]], "holes": [[[1, 1], [9, 1], [9, 9]]]}]},"#,
        #""objectId": "50581c2adf9ef37356a6e01", "schemaId": "ff1fb5c89c25b7aa195ede1", "title": "Before","#,
      ])
    #expect(changed.count == 12)
    let patchText = try #require(folder.read("p.json"))
    let patch = try #require(try JSONSerialization.jsonObject(with: Data(patchText.utf8)) as? [[String: Any]])
    #expect(patch.count == 20)
    #expect(patch.last?["path"] as? String == "/2/task/tools/0/ner/selection")
  }

  @Test func `without a place to write, what could be fixed is listed, and the exit code says so`() throws {
    let (folder, text) = try folder()
    let result = try fix(folder, ["a.json", "--rules", "ango/recommended"])
    #expect(result.status == 1)
    #expect(
      result.output.contains("a.json:125:174: safe: Write the number as a number [metadata-video-bad-frame-rate]"))
    #expect(folder.read("a.json") == text)
    #expect(folder.names == ["a.json"])
  }

  @Test(arguments: [
    (["a.json", "--in-place", "--output", "b.json"], "Error: --in-place and --output are two places; choose one"),
    (["a.json", "--output", "a.json"], "Error: a.json is the input; --in-place fixes it where it is"),
    (["a.json", "c.json", "--output", "b.json"], "Error: --output is for one input, here are 2"),
    (["-"], "Error: standard input is read once, and fix reads more than once; write it to a file"),
    (
      ["a.gz"],
      "Error: a.gz is gzip data; fix changes plain files alone: unpack it, fix what is in it, and pack that again"
    ),
    (["a.json", "a.gz", "--in-place"], "Error: a.gz is gzip data; fix changes plain files alone"),
    (
      ["a.json", "wide.json", "--in-place"],
      "Error: wide.json is UTF-16 text; fix changes plain files alone: make it plain JSON in UTF-8 first"
    ),
    (["a.json", "--output", "-"], "Error: --output takes a file: on standard output, fix tells what it does"),
    (["link.json", "--in-place"], "Error: link.json is a symbolic link; name the file that it leads to"),
    (["a.json", "--only", "no-such"], "unknown rule 'no-such'"),
  ])
  func `what cannot be fixed as it is ends with the reason, and nothing is written`(
    arguments: [String], expected: String
  ) throws {
    let (folder, text) = try folder()
    try folder.write("c.json", text)
    try folder.write("a.gz", [0x1F, 0x8B, 8, 0])
    try folder.write("wide.json", [0xFF, 0xFE, 0x5B, 0])
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.json", withDestinationPath: "a.json")
    let result = try fix(folder, arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(expected), "\(result.errors)")
    #expect(folder.read("a.json") == text)
    #expect(folder.names == ["a.gz", "a.json", "c.json", "link.json", "wide.json"])
  }

  @Test func `an export is not changed when its patch cannot be written`() throws {
    let (folder, text) = try folder()
    let result = try fix(folder, ["a.json", "--rules", "ango/all", "--in-place", "--patch", "nowhere/p.json"])
    #expect(result.status == 3)
    #expect(result.errors == "assay: cannot write nowhere/p.json: No such file or directory\n")
    #expect(folder.read("a.json") == text)
  }

  @Test func `a patch of lines without changes has no lines`() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "a.ndjson", String(repeating: "{\"asset\":\"https://m.example/a.jpg\",\"task\":{},\"batches\":[]}\n", count: 2))
    #expect(try fix(folder, ["a.ndjson", "--only", "asset-null-batch", "--patch", "p.json"]).status == 0)
    #expect(folder.read("p.json") == "")
  }

  @Test func `exports with several arrays of records are refused, and not called fixed`() throws {
    let result = try BuiltTool.run(["fix", "Fixtures/golden/coco-defects/input.json"])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(
      result.errors.hasPrefix(
        "Error: exports of the format 'coco' have several arrays of records, which fix cannot put right\n"))
  }

  @Test func `what could not be judged makes the exit code 3, and the rest is fixed`() throws {
    let folder = try ScratchFolder()
    try folder.write("a.json", #"[{"asset":"https://m.example/a.jpg","task":{},"batches":[null]},{"asset":]"#)
    let result = try fix(folder, ["a.json", "--only", "asset-null-batch", "--in-place"])
    #expect(result.status == 3)
    #expect(folder.read("a.json") == #"[{"asset":"https://m.example/a.jpg","task":{},"batches":[]},{"asset":]"#)
    #expect(try fix(folder, ["none.json"]).status == 3)
  }

  @Test func `reports of a check tell fixes where the format has a place for them`() throws {
    let (folder, _) = try folder()
    func report(_ format: String, _ rule: String = "metadata-video-bad-frame-rate") throws -> String {
      try BuiltTool.run(["check", "a.json", "--only", rule, "--format", format] + Self.now, in: folder.path).output
    }
    let text = try #require(folder.read("a.json"))
    let start = try #require(text.range(of: "\"29.97\"")).lowerBound
    let offset = text.utf8.distance(from: text.startIndex, to: start)
    #expect(
      try report("json").contains(
        #""fix":{"title":"Write the number as a number","safety":"safe","edits":[{"byteStart":\#(offset),"byteEnd":\#(offset + 7),"text":"29.97"}]}"#
      ))
    #expect(try report("sarif").contains(#""deletedRegion":{"byteOffset":\#(offset),"byteLength":7}"#))
    let suggestion =
      #""suggestions":[{"range":{"start":{"line":6,"column":29},"end":{"line":6,"column":34}},"text":"640"}]"#
    #expect(try report("rdjsonl", "metadata-bad-size").contains(suggestion))
    #expect(try !report("html").contains("Write the number as a number"))
  }
}
