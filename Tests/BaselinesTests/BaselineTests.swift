import Baselines
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct BaselineTests {
  private static let start = #"{"assayBaseline": 1}"#
  private static let digits = String(repeating: "a", count: 32)

  /// What `BaselineCollection` writes of `entries`.
  static func text(of entries: [BaselineEntry], ruleSets: [RuleSetDescription] = []) -> String {
    var collection = BaselineCollection()
    for entry in entries { collection.keep(entry) }
    var bytes: [UInt8] = []
    collection.write(tool: "0.1.0", ruleSets: ruleSets) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  static let entries = [
    BaselineEntry(fingerprint: 0xab, rule: "name-once", severity: .warning, count: 3),
    BaselineEntry(
      fingerprint: 1 << 127, rule: "box-inside", severity: .error, identity: "b \"é\"\n.jpg", pointer: "/task/tools/0"),
    BaselineEntry(fingerprint: 7, rule: "box-inside", severity: .info, identity: String(repeating: "é", count: 201)),
  ]

  static let text = #"""
    {"assayBaseline": 1, "tool": "0.1.0", "ruleSets": [{"name": "ango/all", "digest": "sha256:00"}]}
    {"rule": "box-inside", "severity": "info", "fingerprint": "00000000000000000000000000000007", "identity": "LONG…"}
    {"rule": "box-inside", "severity": "error", "fingerprint": "80000000000000000000000000000000", "identity": "b \"é\"\n.jpg", "pointer": "/task/tools/0"}
    {"rule": "name-once", "severity": "warning", "fingerprint": "000000000000000000000000000000ab", "count": 3}

    """#.replacing("LONG", with: String(repeating: "é", count: 200))

  @Test func `is written with an entry a line, by rule and fingerprint, whatever the order`() {
    let ruleSets = [RuleSetDescription(name: "ango/all", digest: "sha256:00")]
    for entries in [Self.entries, Self.entries.reversed()] {
      #expect(Self.text(of: entries, ruleSets: ruleSets) == Self.text)
    }
  }

  @Test func `is read back, with blank lines and other line ends between`() throws {
    let folder = try ScratchFolder()
    let text = "\u{FEFF}" + Self.text.replacing("\n", with: "\r\n\n")
    let comparison = try BaselineComparison(with: BaselineFile(folder.write("known.jsonl", text)))
    var gone = Self.entries
    gone[2].identity = String(repeating: "é", count: 200) + "…"
    #expect(
      try comparison.outcome(judged: ["name-once", "box-inside"])
        == BaselineComparison.Outcome(gone: [gone[2], gone[1], gone[0]], goneCount: 5))
  }

  @Test(arguments: [
    ("", "1:1: no baseline: its first line would begin with {\"assayBaseline\": 1"),
    ("[]", "1:1: no baseline: its first line would begin with {\"assayBaseline\": 1"),
    (#"{"findings": []}"#, "1:1: no baseline: its first line would begin with {\"assayBaseline\": 1"),
    (#"{"assayBaseline": 2}"#, "1:19: a baseline of version 2; this is for version 1"),
    (#"{"assayBaseline": 1, "findings": []}"#, "1:22: unknown key 'findings'"),
    (#"{"assayBaseline": 1, "assayBaseline": 1}"#, "1:22: a key that occurs twice"),
    ("\(start)\n\n7", "3:1: a finding is an object"),
    ("\(start)\n{\"rule\": \"r\"}", "2:1: a finding without a fingerprint"),
    ("\(start)\n{\"fingerprint\": \"\(digits)\"}", "2:1: a finding without a rule"),
    (
      "\(start)\n{\"rule\": \"é\", \"fingerprint\": \"+\(digits.dropFirst())\"}",
      "2:30: a fingerprint has 32 hexadecimal digits"
    ),
    ("\(start)\n{\"fingerprint\": 7}", "2:17: a fingerprint has 32 hexadecimal digits"),
    ("\(start)\n{\"count\": 0}", "2:11: count is a whole number from 1 up"),
    ("\(start)\n{\"count\": 1.5}", "2:11: count is a whole number from 1 up"),
    ("\(start)\n{\"severity\": \"bad\"}", "2:14: severity is error, warning or info"),
    ("\(start)\n{\"rule\": 7}", "2:10: rule is a text"),
    ("\(start)\n{\"rul\": 7}", "2:2: unknown key 'rul'"),
    ("\(start)\n{\"rule\": \"r\",\n", "2:14: text ends inside an object"),
    ("\(start)\n<<<<<<< HEAD\n", "2:1: '<' where a value should stand"),
    (
      "\(start)\n{\"rule\": \"r\", \"fingerprint\": \"\(digits)\"}\n{\"rule\": \"q\", \"fingerprint\": \"\(digits)\"}\n"
        + "{\"rule\": \"s\", \"fingerprint\": \"\(digits.uppercased())\"}",
      "3:1: this fingerprint is in the baseline twice; of several findings there is a count"
    ),
  ])
  func `what is no baseline is told at its place`(text: String, expected: String) throws {
    let folder = try ScratchFolder()
    let file = BaselineFile(try folder.write("known.jsonl", text))
    let error = #expect(throws: BaselineError.self) { try BaselineComparison(with: file) }
    #expect(error.map { "\($0.position.map(\.description) ?? "-"): \($0.message)" } == expected)
  }

  @Test func `what cannot be read twice is no baseline`() throws {
    let folder = try ScratchFolder()
    let archive = try folder.write("known.zip", StoredZip.archive([("known.jsonl", Self.start)]))
    for (path, message) in [
      (folder.path + "/none", "cannot open: No such file or directory"),
      (archive, "cannot read a baseline that is no plain file"),
    ] {
      let error = #expect(throws: BaselineError.self) { try BaselineComparison(with: BaselineFile(path)) }
      #expect(error?.message == message)
      #expect(error?.position == nil)
    }
  }
}
