import Foundation
import Reporters
import Testing

@Suite struct RuleListTests {
  @Test func `people read a rule a line`() {
    #expect(
      list(.text) == """
        box-tiny  warning  Boxes have | sides
        size      error    size

        """)
  }

  @Test func `programs read an array of objects`() throws {
    let text = list(.json)
    #expect(
      text == #"""
        [
        {"id":"box-tiny","severity":"warning","title":"Boxes have | sides","why":"Nobody <sees> them",\#
        "docs":"https://example.org/box","ruleSet":"acme/all","origin":"rules.yaml:4","on":"tool","where":"a || b",\#
        "check":"assert: tool.`box`.width > 2","cost":12,"tags":["box","geometry"],\#
        "examples":{"valid":[{"w":3}],"invalid":[{"w":1},{"w":"\n"}]}},
        {"id":"size","severity":"error","title":"size","ruleSet":"own","origin":"own.yaml:1","on":"asset",\#
        "check":"require: size","tags":[],"examples":{"valid":[],"invalid":[]}}
        ]

        """#)
    #expect(try (JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any])?.count == 2)
  }

  @Test func `no rules are an empty array`() {
    var output = ReportText()
    RuleList.append([], as: .json, to: &output)
    #expect(output.string == "[]\n")
  }

  @Test func `documentation has a table with links to the pages`() {
    #expect(
      list(.markdown, pages: "pages/") == """
        | Rule | Severity | Rule set | What holds |
        |---|---|---|---|
        | [`box-tiny`](pages/box-tiny.md) | warning | acme/all | Boxes have \\| sides |
        | [`size`](pages/size.md) | error | own | size |

        """)
    #expect(list(.markdown).contains("| `size` | error | own | size |"))
  }

  private func list(_ format: RuleListFormat, pages: String? = nil) -> String {
    var output = ReportText()
    RuleList.append([SampleRules.whole, SampleRules.bare], as: format, pages: pages, to: &output)
    return output.string
  }
}
