import ArgumentParser
import Engine
import Findings
import RuleSets
import SourceText

/// Runs the examples that rule sets carry.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples embedded in rule sets.",
    discussion: """
      A valid example must pass its rule, an invalid one must break it.

      Example:
        assay test team.yaml
      """)

  @Argument(help: "Rule sets: built-in names or YAML files (default: ango/recommended).")
  var ruleSets: [String] = []

  @Flag(help: "Fail on a rule without an invalid example.")
  var strict = false

  @Option(help: ArgumentHelp("The time that rules call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?

  func run() throws {
    let program = try RuleSetChoice(ruleSets: ruleSets).program(wantsDocumentation: true)
    let check = RecordCheck(program: program, now: try Clock.timestamp(now))
    var (passed, failed) = (0, 0)
    func report(_ problem: String?, _ example: String) {
      guard let problem else {
        passed += 1
        return
      }
      failed += 1
      print("FAILED \(problem)\n       \(example)")
    }
    for rule in program.rules {
      for example in rule.examples.valid {
        report(problem(rule, example, check.result(of: example), isValid: true), example)
      }
      for example in rule.examples.invalid {
        report(problem(rule, example, check.result(of: example), isValid: false), example)
      }
      if strict, rule.examples.invalid.isEmpty {
        report("\(rule.description.id) (\(rule.origin)): has no invalid example", "")
      }
    }
    print("\(passed) passed, \(failed) failed")
    if failed > 0 { throw ExitStatus.failed }
    if passed == 0 {
      StandardError.write("assay: no rule has an example; nothing was tested")
      throw ExitStatus.incomplete
    }
  }

  private func problem(_ rule: Program.Rule, _ example: String, _ result: RecordCheck.Result, isValid: Bool) -> String?
  {
    let id = rule.description.id
    let findings = result.findings.filter { $0.rule == id }
    if let unjudged = result.findings.first(where: {
      $0.outcome == .notJudged && ($0.rule == id || InputCheck(rawValue: $0.rule) != nil)
    }) {
      return "\(id) (\(rule.origin)): cannot be judged: \(unjudged.message)"
    }
    if isValid, let finding = findings.first {
      return
        "\(id) (\(rule.origin)): a valid example breaks the rule at \(finding.location.pointer?.description ?? ""): \(finding.message)"
    }
    if !isValid, findings.isEmpty {
      return result.judged.contains(id)
        ? "\(id) (\(rule.origin)): an invalid example passes the rule"
        : "\(id) (\(rule.origin)): the rule does not apply to an invalid example"
    }
    return nil
  }
}
