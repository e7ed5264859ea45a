import Baselines
import SourceText
import Testing

@Suite struct BaselineTests {
  static let entries = [
    Baseline.Entry(fingerprint: 0xab, rule: "name-once", count: 3),
    Baseline.Entry(fingerprint: 1 << 127, rule: "box-inside", identity: "b \"é\"\n.jpg", pointer: "/task/tools/0"),
    Baseline.Entry(fingerprint: 7, rule: "box-inside", identity: "a.jpg"),
  ]

  static let text = #"""
    {"assayBaseline": 1, "findings": [
    {"rule": "box-inside", "fingerprint": "00000000000000000000000000000007", "identity": "a.jpg"},
    {"rule": "box-inside", "fingerprint": "80000000000000000000000000000000", "identity": "b \"é\"\n.jpg", "pointer": "/task/tools/0"},
    {"rule": "name-once", "fingerprint": "000000000000000000000000000000ab", "count": 3}
    ]}

    """#

  @Test func `is written with an entry a line, whatever the order, and read back`() throws {
    #expect(String(decoding: Baseline(Self.entries).text, as: UTF8.self) == Self.text)
    #expect(Baseline(Self.entries.reversed()).text == Array(Self.text.utf8))
    #expect(try Baseline(reading: Array(Self.text.utf8)) == Baseline(Self.entries))
    #expect(try Baseline(reading: Baseline([]).text) == Baseline([]))
  }

  private static let digits = String(repeating: "a", count: 32)

  @Test(arguments: [
    ("", "1:1: empty text"),
    ("[]", "1:1: no baseline: it would begin with {\"assayBaseline\": 1"),
    (#"{"findings": []}"#, "1:1: no baseline: it would begin with {\"assayBaseline\": 1"),
    (#"{"assayBaseline": 2, "findings": []}"#, "1:19: a baseline of version 2; this is for version 1"),
    (#"{"assayBaseline": 1}"#, "1:1: a baseline has a list of findings"),
    (#"{"assayBaseline": 1, "findings": {}}"#, "1:34: a baseline has a list of findings"),
    ("{\"assayBaseline\": 1,\n \"finding\": [], \"findings\": []}", "2:2: unknown key 'finding'"),
    (#"{"assayBaseline": 1, "findings": [7]}"#, "1:35: a finding is an object"),
    (#"{"assayBaseline": 1, "findings": [{"rule": "r"}]}"#, "1:35: a finding without a fingerprint"),
    (
      "{\"assayBaseline\": 1, \"findings\": [\n{\"fingerprint\": \"\(digits)\"}]}", "2:1: a finding without a rule"
    ),
    (
      #"{"assayBaseline": 1, "findings": [{"rule": "r", "fingerprint": "+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}"#,
      "1:64: a fingerprint has 32 hexadecimal digits"
    ),
    (
      #"{"assayBaseline": 1, "findings": [{"rule": "r", "fingerprint": 7}]}"#,
      "1:64: a fingerprint has 32 hexadecimal digits"
    ),
    (
      "{\"assayBaseline\": 1, \"findings\": [{\"rule\": \"r\", \"count\": 0, \"fingerprint\": \"\(digits)\"}]}",
      "1:58: count is a whole number from 1 up"
    ),
    (#"{"assayBaseline": 1, "findings": [{"rule": 7}]}"#, "1:44: rule is a text"),
    (#"{"assayBaseline": 1, "findings": [{"rul": 7}]}"#, "1:36: unknown key 'rul'"),
    (#"{"assayBaseline": 1, "assayBaseline": 1, "findings": []}"#, "1:22: a key that occurs twice"),
    (
      "{\"assayBaseline\": 1, \"findings\": [\n"
        + "{\"rule\": \"r\", \"fingerprint\": \"\(digits)\"},\n{\"rule\": \"s\", \"fingerprint\": \"\(digits)\"}]}",
      "3:1: this fingerprint is in the baseline twice; of several findings there is a count"
    ),
  ])
  func `what is no baseline is told at its place`(text: String, expected: String) {
    let error = #expect(throws: BaselineError.self) { try Baseline(reading: Array(text.utf8)) }
    #expect(error.map { "\($0.position): \($0.message)" } == expected)
  }
}
