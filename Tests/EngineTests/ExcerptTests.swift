import Engine
import Findings
import JSONReading
import TestSupport
import Testing

/// What is shown around a finding does not depend on how much was read at a time, nor on the threads.
@Suite struct ExcerptTests {
  private static let rules = DeterminismTests.rules

  /// Texts of all forms, clean, defective and broken.
  static let texts: [(name: String, text: String)] = {
    let long = String(repeating: "ä€🦊", count: 60)
    let records = [
      #"{"name":"a","size":1,"task":{"tools":[{"box":{"w":1}}]}}"#,
      #"{"name":"b","note":"\#(long)","size":99,"more":"\#(long)","task":{"tools":[{},{}]}}"#,
      #"{"name":"a","size":12,"size":13,"x":1e999,"s":"\ud800"}"#, #"{"name":"c","size":"x"}"#, "3",
      #"{"name":"a","size":10,"task":{"tools":[{"box":null}]}}"#,
    ]
    let pretty = records.map { $0.replacing(",", with: ",\n    ").replacing("{", with: "{\n    ") }
    let lines = records.joined(separator: "\n")
    let array = "[" + records.joined(separator: ",") + "]"
    let indented = "[\n  " + pretty.joined(separator: ",\n  ") + "\n]\n"
    let broken = [
      "\(lines)\n{\"name\":\"x\",\"size\":}\n\(lines)", "\(lines)\n{\"name\":\"€€\",\"si", "\(array) x",
      array.replacing("99", with: "€9"), array.replacing("99,", with: ","),
      array.replacing("},{\"name\":\"c\"", with: "} {\"name\":\"c\""),
      String(array.dropLast(20)), indented.replacing("99", with: "x"), "\(indented)\n\n]",
      String(indented.dropLast(30)), array.replacing(",3,", with: ",,3,"), "[,]", "]", "[1 2]",
    ]
    let sound = [
      lines, array, indented, pretty[1], records[1], "\u{FEFF}\(array)", lines.replacing("\n", with: "\r\n"),
    ]
    return (sound + broken).enumerated().map { ("\($0).json", $1) }
  }()

  @Test(arguments: texts)
  func `whole reports are the same for all windows and threads`(name: String, text: String) throws {
    let folder = try ScratchFolder()
    func findings(window: Int, jobs: Int) throws -> (findings: [Finding], summary: RunSummary) {
      let judged = try Judged([(name, Array(text.utf8))], by: Self.rules, in: folder) {
        $0.windowByteCount = window
        $0.jobs = jobs
        $0.wantsExcerpts = true
      }
      return (judged.findings, judged.summary)
    }
    let expected = try findings(window: 1 << 20, jobs: 1)
    #expect(!expected.findings.isEmpty)
    for window in [16, 17, 64, 100, 333, 1024, 4096, 1 << 24] {
      for jobs in [1, 2, 3, 8] {
        let found = try findings(window: window, jobs: jobs)
        #expect(found.findings == expected.findings, "windows of \(window), \(jobs) threads")
        #expect(found.summary == expected.summary, "windows of \(window), \(jobs) threads")
      }
    }
  }

  @Test func `compressed data that ends too early is reported where its content ends`() throws {
    let text = Array("{\"name\":\"a\"}\n{\"name\":\"b\"}\n{\"na".utf8)
    let block = [0, UInt8(text.count), 0, ~UInt8(text.count), 0xFF] + text
    let file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + block
    for window in [16, 17, 64, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged([("a.gz", file)], by: "r: {assert: 'true'}") {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(
          judged.lines == [
            "a.gz:3:5: text ends inside a string [file-truncated-ndjson] ",
            "a.gz:3:5: unexpected end of the compressed data (at byte 45) [file-unreadable] -",
          ])
      }
    }
  }
}
