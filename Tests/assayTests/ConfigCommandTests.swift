import Foundation
import TestSupport
import Testing

@Suite struct ConfigCommandTests {
  static let configuration = """
    rules: [rules.yaml]
    params: {least: 4}
    skip:
      - size-small
    policy:
      fail_on: warning
      max_errors: 3
    outputs: {default: [text, 'junit:a.xml']}
    jobs: 2
    memory: 64MiB
    """

  static func scene() throws -> Scene { try ConfigurationTests.scene(configuration) }

  @Test func `show tells what is in force, and who says so`() throws {
    let scene = try Self.scene()
    let result = try ConfigurationTests.shell(
      "assay config show --max-errors 0 --only note-short --now 2026-01-01T00:00:00Z", in: scene)
    #expect(
      result.output == """
        configuration                assay.yaml
        rules                        [rules.yaml]  # assay.yaml:1:8
        schema                       none  # default
        assert_formats               false  # default
        ontology                     none  # default
        input_format                 none  # default
        params.least                 4  # assay.yaml:2:17
        only                         [note-short]  # command line
        skip                         [size-small]  # assay.yaml:4:3
        now                          2026-01-01T00:00:00Z  # command line
        policy.fail_on               warning  # assay.yaml:6:12
        policy.max_errors            0  # command line
        policy.max_warnings          none  # default
        policy.max_asset_error_rate  none  # default
        suppressions                 []  # default
        outputs                      [text, junit:a.xml]  # assay.yaml:8:10
        jobs                         2  # assay.yaml:9:7
        memory                       67108864  # assay.yaml:10:9

        """)
    #expect(result.errors == "")
  }

  @Test func `without a configuration, defaults and the command line are shown`() throws {
    let result = try ConfigurationTests.shell(
      "assay config --no-config --fail-on never --param a=b --jobs 3", in: Self.scene())
    #expect(
      result.output == """
        configuration                none
        rules                        [ango/recommended]  # default
        schema                       none  # default
        assert_formats               false  # default
        ontology                     none  # default
        input_format                 none  # default
        params.a                     b  # command line
        only                         []  # default
        skip                         []  # default
        now                          none  # default
        policy.fail_on               never  # command line
        policy.max_errors            none  # default
        policy.max_warnings          none  # default
        policy.max_asset_error_rate  none  # default
        suppressions                 []  # default
        outputs                      [text]  # default
        jobs                         3  # command line
        memory                       1073741824  # default

        """)
  }

  @Test func `show tells programs the same`() throws {
    let result = try ConfigurationTests.shell("assay config show --format json --skip note-short", in: Self.scene())
    let root = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(root["configuration"] as? String == "assay.yaml")
    let settings = try #require(root["settings"] as? [[String: Any]])
    func setting(_ name: String) -> NSDictionary? { settings.first { $0["name"] as? String == name } as NSDictionary? }
    #expect(settings.count == 17)
    #expect(
      setting("policy.fail_on") == [
        "name": "policy.fail_on", "value": "warning", "origin": "configuration", "line": 6, "column": 12,
      ])
    #expect(
      setting("params.least") == [
        "name": "params.least", "value": 4, "origin": "configuration", "line": 2, "column": 17,
      ])
    #expect(setting("skip") == ["name": "skip", "value": ["note-short"], "origin": "commandLine"])
    #expect(setting("schema") == ["name": "schema", "value": NSNull(), "origin": "default"])
  }

  @Test func `schema is one of configurations`() throws {
    let result = try BuiltTool.run(["config", "schema"])
    #expect(result.status == 0)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(root["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect((root["properties"] as? [String: Any])?.keys.contains("policy") == true)
  }
}
