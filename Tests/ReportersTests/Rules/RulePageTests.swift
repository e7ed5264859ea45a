import Findings
import Reporters
import Testing

@Suite struct RulePageTests {
  @Test func `a page tells everything`() {
    #expect(
      markdown(SampleRules.whole) == #"""
        # box-tiny

        Boxes have \| sides.

        **Why:** Nobody \<sees\> them

        | | |
        |---|---|
        | severity | warning |
        | rule set | acme/all |
        | tags | box, geometry |
        | looks at | `tool` |
        | applies where | `a \|\| b` |
        | asks | ``assert: tool.`box`.width > 2`` |
        | more | https://example.org/box |

        It finds nothing in:

        ```json
        {"w":3}
        ```

        It finds something in:

        ```json
        {"w":1}
        {"w":"\n"}
        ```

        To switch it off or to change it, in a rule set that extends acme/all:

        ```yaml
        rules:
          box-tiny: off    # or info, warning, error
        ```

        """#)
  }

  @Test func `a page leaves out what a rule does not have`() {
    #expect(
      markdown(SampleRules.bare) == """
        # size

        size.

        | | |
        |---|---|
        | severity | error |
        | rule set | own |
        | looks at | `asset` |
        | asks | `require: size` |

        To switch it off or to change it, in a rule set that extends own:

        ```yaml
        rules:
          size: off    # or info, warning, error
        ```

        """)
  }

  @Test func `an explanation tells everything`() {
    var output = ReportText()
    RulePage.appendText(SampleRules.whole, to: &output)
    #expect(
      output.string == #"""
        box-tiny (warning, acme/all)

        Boxes have | sides.
        Why: Nobody <sees> them

        It looks at: tool
        It applies where: a || b
        It asks: assert: tool.`box`.width > 2
        It takes: at most 12 steps for each, in data with lists of 100 elements

        Accepted:
          {"w":3}

        Found:
          {"w":1}
          {"w":"\n"}

        More: https://example.org/box

        To switch it off or change it, write in a rule set that extends acme/all:
          rules:
            box-tiny: off    # or info, warning, error

        """#)
  }

  private func markdown(_ rule: DocumentedRule) -> String {
    var output = ReportText()
    RulePage.appendMarkdown(rule, to: &output)
    return output.string
  }
}
