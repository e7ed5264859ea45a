import Engine
import Findings
import TestSupport
import Testing

/// What findings carry for those who draw them.
@Suite struct EvidenceTests {
  private static let format = """
    format: judged
    title: Judged
    subjects: {asset: $, tool: '$.tools[*]'}
    identity: {asset: asset.name, tool: tool.id}
    frame: [asset.size.w, asset.size.h]
    """

  private func evidence(
    _ record: String, _ rule: String, reveals: Bool = false, wants: Bool = true
  ) throws -> [Evidence?] {
    try Judged([("a.json", Array(record.utf8))], by: "r: \(rule)", of: Self.format) {
      $0.summary.wantsEvidence = wants
      $0.revealsSecrets = reveals
    }.findings.map(\.evidence)
  }

  @Test func `a finding carries the thing it is about, its frame and its number`() throws {
    let record = #"{"name":"a","size":{"w":640,"h":480.5},"tools":[{"id":"t","box":{"x":-1.5}}]}"#
    let rule = "{on: tool, assert: tool.box.x >= 0.0, at: tool.box.x}"
    #expect(
      try evidence(record, rule) == [
        Evidence(
          subject: #"{"id":"t","box":{"x":-1.5}}"#, frame: Evidence.Frame(width: 640, height: 480.5), number: -1.5)
      ])
    #expect(try evidence(record, rule, wants: false) == [nil])
  }

  @Test(arguments: [
    "{}", #"{"w":640}"#, #"{"w":0,"h":1}"#, #"{"w":"640","h":"480"}"#, #"{"w":-1,"h":1}"#, "null", "[1,2]",
  ])
  func `a frame without a size is none`(size: String) throws {
    let record = #"{"name":"a","size":\#(size),"tools":[]}"#
    #expect(try evidence(record, "{assert: false, at: asset.name}") == [Evidence(subject: record)])
  }

  @Test func `what is long is left out`() throws {
    let record = #"{"name":"a","note":"\#(String(repeating: "x", count: 5000))"}"#
    #expect(try evidence(record, "{assert: false, at: asset.name}") == [Evidence()])
  }

  @Test func `secrets are hidden`() throws {
    let record = #"{"name":"a","url":"https://h/?token=Zq7XwPlmR4tYbN2K"}"#
    let shown = try evidence(record, "{assert: false, at: asset.name}")
    #expect(shown == [Evidence(subject: #"{"name":"a","url":"https://h/?token=****************"}"#)])
    #expect(try evidence(record, "{assert: false, at: asset.name, masked: true}") == [nil])
    #expect(
      try evidence(record, "{assert: false, at: asset.name, masked: true}", reveals: true)
        == [Evidence(subject: record)])
  }
}
