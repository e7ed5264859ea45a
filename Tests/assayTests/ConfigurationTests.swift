import Foundation
import TestSupport
import Testing

/// Configurations as users have them: a file, and what runs make of it.
@Suite struct ConfigurationTests {
  /// A scene with a configuration. Nothing above its folder is looked into.
  static func scene(_ configuration: String, at path: String = "assay.yaml") throws -> Scene {
    let scene = try Scene()
    try scene.folder.write(".git", "")
    try scene.folder.write(path, configuration)
    return scene
  }

  /// Runs a line of shell with no variable that tells of continuous integration but `variables`.
  static func shell(_ line: String, in scene: Scene, _ variables: String = "") throws -> BuiltTool.Result {
    try scene.shell("unset CI GITHUB_ACTIONS GITLAB_CI JENKINS_URL GITHUB_STEP_SUMMARY; \(variables) \(line)")
  }

  @Test func `a run is as the configuration says, and the verdict names it`() throws {
    let scene = try Self.scene(
      "rules: rules.yaml\nskip: [name-present]\npolicy: {fail_on: warning, max_warnings: 0}\njobs: 1")
    let result = try Self.shell("assay error.json --max-shown 0 | tail -1", in: scene)
    #expect(
      result.output
        == "FAILED: 0 errors, 1 warning, 1 info in 1 of 1 record (1 warning, more than max-warnings 0; assay.yaml: rules, skip, policy, jobs)\n"
    )
    #expect(result.errors == "")
  }

  @Test func `it counts in the folders below, with paths from where it lies`() throws {
    let scene = try Self.scene("rules: [rules.yaml]\noutputs: [concise, 'json:reports/r.json']")
    try scene.folder.write("sub/deep/x", "")
    try scene.folder.write("reports/x", "")
    let result = try Self.shell("cd sub/deep; assay ../../error.json; echo $?", in: scene)
    #expect(result.output.hasSuffix("../../error.json:1:28: info: note long [note-short] /note\n1\n"))
    #expect(result.errors == "")
    let report = try #require(scene.folder.read("reports/r.json"))
    let keys = #"["rules","outputs"]"#
    #expect(report.contains(#","configuration":{"file":"../../assay.yaml","keys":\#(keys)},"#))
  }

  @Test(arguments: [
    (
      "", "PASSED: 1 error, 1 warning, 1 info in 1 of 1 record (fail-on error, max-errors 1; assay.yaml: rules, policy)"
    ),
    (
      "--max-errors 0",
      "FAILED: 1 error, 1 warning, 1 info in 1 of 1 record (1 error, more than max-errors 0; assay.yaml: rules)"
    ),
    // The level of the command line is about all findings, whatever the configuration lets pass.
    ("--fail-on error", "FAILED: 1 error, 1 warning, 1 info in 1 of 1 record (assay.yaml: rules)"),
    ("--no-config --rules rules.yaml", "FAILED: 1 error, 1 warning, 1 info in 1 of 1 record"),
    (
      "--skip name-present",
      "PASSED: 0 errors, 1 warning, 1 info in 1 of 1 record (fail-on error, max-errors 1; assay.yaml: rules, policy)"
    ),
    ("--config other.yaml", "PASSED: 0 errors, 1 warning, 0 infos in 1 of 1 record (other.yaml: rules, only)"),
  ])
  func `the command line wins`(options: String, verdict: String) throws {
    let scene = try Self.scene("rules: rules.yaml\npolicy: {max_errors: 1}")
    try scene.folder.write("other.yaml", "rules: rules.yaml\nonly: size-small")
    let result = try Self.shell("assay error.json \(options) | tail -1", in: scene)
    #expect(result.output == verdict + "\n")
  }

  @Test(arguments: [
    ("", "text"), ("CI=1", "concise"), ("CI=1 GITHUB_ACTIONS=true", "github"), ("CI=false", "text"),
  ])
  func `reports are those for where the run is`(variables: String, format: String) throws {
    let scene = try Self.scene("rules: rules.yaml\noutputs: {ci: concise, github: github, default: text}")
    let result = try Self.shell("assay error.json", in: scene, variables)
    let expected = try Self.shell("assay error.json --format \(format)", in: scene)
    // The verdict names what the configuration settles: with --format, that is not the reports.
    #expect(result.output.replacing("rules, outputs", with: "rules") == expected.output)
    #expect(result.errors == "")
  }

  @Test func `parameters are set by both, and each wins where it should`() throws {
    let scene = try Self.scene("rules: own.yaml\nparams: {most: 12}")
    try scene.folder.write(
      "own.yaml",
      "ruleset: own\nformat: zoo.yaml\nparams: {most: {default: 4}}\nrules: {small: {assert: asset.size < params.most}}"
    )
    #expect(try scene.run(["error.json"]).status == 0)
    #expect(try scene.run(["error.json", "--param", "most=3"]).status == 1)
    #expect(try scene.run(["error.json", "--no-config", "--rules", "own.yaml"]).status == 1)
    #expect(
      try scene.run(["rules", "show", "small"]).output.contains(
        "params.most  12  # assay.yaml:2, was 4 in own.yaml:3\n"))
  }

  @Test(arguments: [
    ("polcy: {fail_on: never}", "assay.yaml:1:1: error: unknown key 'polcy', did you mean 'policy'?"),
    (
      "rules: rules.yaml\nskip: [nam-present]",
      "assay.yaml:2:8: error: unknown rule 'nam-present', did you mean 'name-present'?"
    ),
    (
      "rules: rules.yml",
      "assay.yaml:1:8: error: rule set 'rules.yml' cannot be read: cannot open: No such file or directory"
    ),
    (
      "rules: rules.yaml\nontology: none.json",
      "Error: the ontology 'none.json' cannot be read: cannot open: No such file or directory"
    ),
    ("rules: [", "assay.yaml:1:9: error: "),
  ])
  func `a wrong one ends the run before anything is judged`(text: String, error: String) throws {
    let result = try Self.scene(text).run(["clean.json"])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix(error), "\(result.errors)")
  }

  @Test func `an ontology that no rule asks is a mistake of the configuration`() throws {
    let scene = try Self.scene("rules: rules.yaml\nontology: o.json")
    try scene.folder.write("o.json", #"{"tools": [], "classifications": [], "relations": []}"#)
    let result = try scene.run(["clean.json"])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("assay.yaml:2:11: error: no rule asks the ontology 'o.json'; "))
    // For once, other rules may judge.
    #expect(try scene.run(["clean.json", "--only", "name-present"]).status == 0)
  }

  @Test func `a configuration that leaves no rule is never green`() throws {
    let scene = try Self.scene("rules: rules.yaml\nskip: [name-present, size-small, note-short]")
    let result = try scene.run(["clean.json"])
    #expect(result.status == 3)
    #expect(result.output.contains("\nincomplete: no rule is on\n"))
  }

  @Test func `whoever delivers an export does not say how it is judged`() throws {
    let scene = try Self.scene("rules: rules.yaml\npolicy: {fail_on: never}", at: "delivery/assay.yaml")
    try scene.folder.write("delivery/error.json", Scene.exports["error"] ?? "")
    for input in ["delivery", "delivery/error.json"] {
      let result = try scene.check([input, "--quiet"])
      #expect(result.status == 1)
      #expect(
        result.errors
          == "assay: delivery/assay.yaml is not heeded, as it comes with the input and the working directory "
          + "is elsewhere; --config delivery/assay.yaml heeds it\n")
    }
    let named = try scene.check(["delivery", "--quiet", "--config", "delivery/assay.yaml"])
    #expect(named == BuiltTool.Result(status: 0))
    #expect(try scene.check(["delivery", "--quiet", "--no-config"]).errors == "")
  }

  @Test func `a report does not leave the folder by a link`() throws {
    let scene = try Self.scene("rules: rules.yaml\noutputs: ['json:out/r.json']", at: "team/assay.yaml")
    try scene.folder.write("team/rules.yaml", Scene.rules)
    try scene.folder.write("team/zoo.yaml", Scene.format)
    try FileManager.default.createSymbolicLink(
      atPath: scene.folder.path + "/team/out", withDestinationPath: scene.folder.path)
    let result = try scene.shell("cd team; assay ../clean.json")
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("Error: the report 'out/r.json' of assay.yaml is outside of its folder"))
    #expect(scene.folder.read("r.json") == nil)
  }

  @Test func `what is no regular file is not waited for`() throws {
    let scene = try Scene()
    let result = try scene.shell("mkfifo assay.yaml; assay clean.json --rules rules.yaml")
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("Error: the configuration 'assay.yaml' is no regular file\n"))
    let folder = try Scene().shell("mkdir assay.yaml; assay clean.json --rules rules.yaml")
    #expect(folder.status == 2)
    #expect(folder.errors.hasPrefix("Error: the configuration 'assay.yaml' is a folder\n"))
  }

  @Test func `test runs the examples of its rule sets`() throws {
    let scene = try Self.scene("rules: own.yaml\nskip: [r]")
    try scene.folder.write(
      "own.yaml",
      "ruleset: own\nformat: zoo.yaml\nrules: {r: {require: [name], examples: {valid: [{name: a}], invalid: [{title: b}]}}}"
    )
    let output = "ok      r  1 valid, 1 invalid\n2 passed, 0 failed\n"
    #expect(try scene.run(["test"]) == BuiltTool.Result(status: 0, output: output))
  }

  @Test func `init writes one that works, and never overwrites`() throws {
    let scene = try Scene()
    let result = try scene.run(["init"])
    #expect(
      result
        == BuiltTool.Result(
          status: 0,
          output: "wrote assay-rules.yaml and assay.yaml; try: assay test assay-rules.yaml && assay check export.json\n"
        ))
    let configuration = try #require(scene.folder.read("assay.yaml"))
    #expect(
      try scene.run(["config"]).output.contains("\nrules                        [assay-rules.yaml]  # assay.yaml:3:8\n")
    )
    #expect(
      try scene.run(["init", "more.yaml"])
        == BuiltTool.Result(
          status: 0, output: "wrote more.yaml; try: assay test more.yaml, and name it under rules: in assay.yaml\n"))
    #expect(scene.folder.read("assay.yaml") == configuration)
    #expect(try scene.run(["init", "sub/assay.yaml"]).status == 2)
    // What it shows as comments is right, too.
    let shown = configuration.split(separator: "\n").dropFirst(2).filter { line in
      !["# Reports", "# Findings"].contains { line.hasPrefix($0) }
    }.map { line in
      line.replacing("# ", with: "", maxReplacements: line.drop { $0 == " " }.hasPrefix("#") ? 1 : 0)
    }
    try scene.folder.write("assay.yaml", shown.joined(separator: "\n"))
    let all = try scene.run(["config"])
    #expect(all.status == 0, "\(all.errors)")
    #expect(all.output.split(separator: "\n").count { $0.contains("# assay.yaml:") } == 9)
  }
}
