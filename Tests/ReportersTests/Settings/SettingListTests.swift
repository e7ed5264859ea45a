import Reporters
import SourceText
import Testing

@Suite struct SettingListTests {
  static let settings = [
    ListedSetting(name: "rules", value: .texts(["a", "b\u{1b}"]), origin: .standard),
    ListedSetting(
      name: "policy.fail_on", value: .text("never"),
      origin: .configuration("assay.yaml", SourcePosition(line: 3, column: 12))),
    ListedSetting(name: "jobs", value: .json("2"), origin: .commandLine),
    ListedSetting(name: "schema", value: .nothing, origin: .standard),
  ]

  static func list(_ format: SettingListFormat, _ configuration: String?) -> String {
    var text = ReportText()
    SettingList.append(settings, configuration: configuration, as: format, to: &text)
    return text.string
  }

  @Test func `text has a setting a line, and drives no terminal`() {
    #expect(
      Self.list(.text, "assay.yaml") == #"""
        configuration   assay.yaml
        rules           [a, b\u{1b}]  # default
        policy.fail_on  never  # assay.yaml:3:12
        jobs            2  # command line
        schema          none  # default

        """#)
  }

  @Test func `json is one object`() {
    #expect(
      Self.list(.json, nil) == #"""
        {"configuration":null,"settings":[
        {"name":"rules","value":["a","b\u001b"],"origin":"default"},
        {"name":"policy.fail_on","value":"never","origin":"configuration","line":3,"column":12},
        {"name":"jobs","value":2,"origin":"commandLine"},
        {"name":"schema","value":null,"origin":"default"}
        ]}

        """#)
  }
}
