import Foundation
import TestSupport
import Testing

/// Exports with known defects: each is found where it is, and nothing else is accused.
@Suite(.enabled(if: SharedFolder.tools != nil, "the generator of exports is not here"))
struct TruthTests {
  struct Form: CustomStringConvertible {
    var name: String
    var generator: [String]
    /// A shell line that makes `input` of `export`.
    var pack = "mv export input"
    var description: String { name }
  }

  static let forms = [
    Form(name: "array", generator: []),
    Form(name: "pretty", generator: ["--pretty"]),
    Form(name: "ndjson", generator: ["--format", "ndjson"]),
    Form(name: "gzip", generator: [], pack: "gzip -c export > input"),
    Form(
      name: "zip", generator: ["--format", "ndjson"],
      pack: "python3 -m zipfile -c made.zip export && mv made.zip input"),
  ]

  /// What stands in one line of the truth file.
  struct Defect: Decodable {
    var asset: Int
    var kind: String
    var pointer: String
  }

  /// What stands in one line of a report.
  struct Found: Decodable {
    struct Location: Decodable {
      var record: Int?
      var pointer: String?
    }
    var rule: String
    var location: Location
  }

  @Test(arguments: forms)
  func `finds every defect at its pointer and accuses no intact record`(form: Form) throws {
    let tools = try #require(SharedFolder.tools)
    let folder = try ScratchFolder()
    let generator = tools.appending(path: "generate-export.py").path
    let options = (["--assets", "400", "--defects", "0.5", "--truth", "truth", "--out", "export"] + form.generator)
      .joined(separator: " ")
    let made = try BuiltTool.shell("python3 '\(generator)' \(options) && \(form.pack)", in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    var reports: [String] = []
    for jobs in ["1", "2"] {
      let result = try BuiltTool.run(
        [
          "check", "input", "--format", "jsonl", "--now", "2025-03-05T09:00:00Z", "--jobs", jobs, "--window-bytes",
          "100000",
        ],
        in: folder.path)
      #expect(result.status == 1)
      reports.append(result.output)
    }
    #expect(reports[0] == reports[1])
    let decoder = JSONDecoder()
    let truth = try #require(folder.read("truth")).split(separator: "\n")
      .map { try decoder.decode(Defect.self, from: Data($0.utf8)) }
    let found = try reports[0].split(separator: "\n").dropLast().map {
      try decoder.decode(Found.self, from: Data($0.utf8))
    }
    #expect(truth.count > 150)
    let byRecord = Dictionary(grouping: found, by: { $0.location.record ?? -1 })
    let missed = truth.filter { defect in
      !(byRecord[defect.asset] ?? []).contains { $0.location.pointer == defect.pointer }
    }
    #expect(missed.map { "\($0.asset) \($0.kind) \($0.pointer)" } == [])
    let broken = Set(truth.map(\.asset))
    #expect(found.filter { !broken.contains($0.location.record ?? -1) }.map(\.rule) == [])
  }
}
