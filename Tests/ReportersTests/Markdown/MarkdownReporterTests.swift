import Findings
import Reporters
import Testing

@Suite struct MarkdownReporterTests {
  @Test func `the verdict first, then the rules, then some findings of each`() {
    var options = ReportOptions()
    options.maxShown = 2
    let findings = [SampleRun.dirty[0], SampleRun.dirty[1], SampleRun.dirty[1]]
    #expect(
      MarkdownReporter(options: options).report(findings) == #"""
        ## Assay: failed

        FAILED: 1 error, 2 warnings, 0 infos in 3 of 4 581 records

        Judged 4 581 records in 1 file, 104.9 MB.

        | Findings | Severity | Rule | What should hold |
        |---:|---|---|---|
        | 1 | error | `metadata-missing-size` | Images carry their width and height |
        | 2 | warning | `external-id-unique` | No two assets share an externalId |

        <details><summary>metadata-missing-size: 1 finding</summary>

        | Place | Finding | About |
        |---|---|---|
        | export.json:40:17 | image without metadata.width | asset street-000123.jpg · task 67c6af7c2587b2bf27c5a19d |

        </details>

        <details><summary>external-id-unique: 2 findings, 1 shown</summary>

        | Place | Finding | About |
        |---|---|---|
        | export.json:95:19 | externalId "a.jpg" appears a second time | asset a.jpg |

        </details>

        """#)
  }

  @Test func `a clean run is its verdict`() {
    #expect(
      MarkdownReporter().report([]) == """
        ## Assay: passed

        PASSED: no findings in 4 581 records

        Judged 4 581 records in 1 file, 104.9 MB.

        """)
  }

  @Test func `an incomplete run says why`() {
    let findings = [SampleRun.unreadable]
    let report = MarkdownReporter().report(
      findings, summary: SampleRun.summary(of: findings, incompleteReasons: ["a*b: cut off", "a rule erred"]))
    #expect(report.hasPrefix("## Assay: incomplete\n"))
    #expect(report.contains("\nIncomplete:\n\n- a\\*b: cut off\n- a rule erred\n"))
    #expect(report.contains("| 1 | not judged | `json-syntax` | Records are JSON |\n"))
  }

  @Test func `data cannot leave its cell`() {
    let line = MarkdownReporter().report([SampleRun.hostile("a|b\n<img src=x>@me")]).split(separator: "\n")
    #expect(
      line.last { $0.hasPrefix("| ") }
        == #"| a\|b\n\<img src=x\>&#64;me:1:1 | a\|b\n\<img src=x\>&#64;me | asset a\|b\n\<img src=x\>&#64;me |"#)
  }
}
