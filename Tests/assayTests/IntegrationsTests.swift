import Foundation
import TestSupport
import Testing
import YAMLReading

/// The files by which other people's systems run the tool: their schemas accept them, and their commands are run.
@Suite struct IntegrationsTests {
  private static func text(_ path: String) throws -> String {
    try String(decoding: Data(contentsOf: SharedFolder.root.appending(path: path)), as: UTF8.self)
  }

  private static func document(_ path: String) throws -> YAMLNode {
    try YAMLDocument(Array(text(path).utf8), path: path).root
  }

  private static func judge(_ schema: String) -> OutsideJudge? {
    guard let folder = SharedFolder.schemas else { return nil }
    let judge = OutsideJudge.jsonSchema(file: folder.appending(path: schema).path)
    return judge.isInstalled ? judge : nil
  }

  @Test(
    .enabled(if: judge("github-action.schema.json") != nil, "needs ../shared and python3-jsonschema"),
    arguments: [
      ("action.yml", "github-action.schema.json"), (".pre-commit-hooks.yaml", "pre-commit-hooks.schema.json"),
    ])
  func `the schema accepts it`(file: String, schema: String) throws {
    let judge = try #require(Self.judge(schema))
    let json = try Self.document(file).json()
    #expect(try judge.judge(json, []) == OutsideJudge.Answer(status: 0, output: ""))
    #expect(try judge.judge("{\"none\":1}", []).output != "")
  }

  @Test func `a hook runs what pre-commit gives it`() throws {
    let scene = try Scene()
    let hooks = try #require(Self.document(".pre-commit-hooks.yaml").items)
    let entries = hooks.compactMap { $0.mapping?["entry"]?.text }
    #expect(entries == ["assay check --format concise", "assay test"])
    #expect(try scene.shell("\(entries[0]) --rules rules.yaml clean.json info.json").status == 0)
    #expect(try scene.shell("\(entries[0]) --rules rules.yaml clean.json error.json").status == 1)
  }

  @Test func `the step of the action judges and tells the exit code`() throws {
    let scene = try Scene()
    try scene.folder.write("a b.json", Scene.exports["error"] ?? "")
    let script = SharedFolder.root.appending(path: "Integrations/github.sh").path
    func run(input: String, sarif: String = "") throws -> (BuiltTool.Result, String) {
      let result = try scene.shell(
        "ASSAY_INPUT='\(input)' ASSAY_RULES='rules.yaml' ASSAY_FAIL_ON=error ASSAY_SARIF='\(sarif)' "
          + "GITHUB_OUTPUT=output.txt bash '\(script)'")
      return (result, try scene.shell("cat output.txt; rm output.txt").output)
    }
    let clean = try run(input: "clean.json\ninfo.json")
    #expect(clean.0.status == 0)
    #expect(clean.1 == "exit-code=0\n")
    let failed = try run(input: "a b.json\n", sarif: "out.sarif")
    #expect(failed.0.status == 1)
    #expect(failed.0.output.hasPrefix("::error title=name-present,file=a b.json,line=1,"))
    #expect(failed.1 == "exit-code=1\n")
    #expect(try scene.shell("cat out.sarif").output.contains(#""ruleId":"name-present""#))
    let hostile = try run(input: "$(touch made).json\n--version")
    #expect(hostile.0.status == 3)
    #expect(try scene.shell("ls made").status != 0)
  }

  @Test func `the job of GitLab writes what it says it does`() throws {
    let scene = try Scene()
    let job = try #require(Self.document("Integrations/gitlab.yml").mapping?["assay"]?.mapping)
    let line = try #require(job["script"]?.items?.first?.text)
    let result = try scene.shell("ASSAY_INPUT=error.json; ASSAY_FAIL_ON=never; \(line) --rules rules.yaml")
    #expect(result.status == 0)
    let reports = try #require(job["artifacts"]?.mapping?["reports"]?.mapping)
    for name in ["codequality", "junit"] {
      let file = try #require(reports[name]?.text)
      #expect(try scene.shell("cat \(file)").output.contains("name-present"))
    }
  }

  @Test func `the pipeline of Jenkins writes what it publishes`() throws {
    let scene = try Scene()
    let pipeline = try Self.text("Integrations/Jenkinsfile")
    let line = try #require(pipeline.firstMatch(of: /sh '([^']+)'/)).output.1
    #expect(try scene.shell("\(line.replacing("delivery/", with: "error.json")) --rules rules.yaml").status == 1)
    let published = try #require(pipeline.firstMatch(of: /junit '([^']+)'/)).output.1
    #expect(try scene.shell("cat \(published)").output.contains("name-present"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/dpkg-query"), "needs Debian"))
  func `the image has the libraries that the tool is linked with`() throws {
    let text = try Self.text("Integrations/Dockerfile")
    let packages = try #require(text.firstMatch(of: /--no-install-recommends ([^\\]+)\\/)).output.1
    let installed = Set(packages.split(separator: " ").map { $0.trimmingCharacters(in: .whitespaces) })
    // A release build takes these from their archives.
    let archives = try FileManager.default.contentsOfDirectory(
      atPath: SharedFolder.root.appending(path: ".ci/archives").path
    ).map { $0.replacing(".so", with: "") }
    let libraries = try BuiltTool.shell("ldd '\(BuiltTool.path)' | awk '$3 ~ /^\\// {print $3}'").output
    for library in libraries.split(separator: "\n") where !archives.contains(where: { library.contains("/\($0)") }) {
      let owner = try BuiltTool.shell("dpkg-query -S \"$(readlink -f '\(library)')\" 2>/dev/null").output
      // A debug build is linked with Swift's own libraries, which no package has; every image has the C library.
      guard let name = owner.split(separator: ":").first.map(String.init), !["libc6", "libgcc-s1"].contains(name) else {
        continue
      }
      #expect(installed.contains(name), "\(library)")
    }
    #expect(installed.count == 1)
  }
}
