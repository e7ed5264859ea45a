import Foundation
import RuleSets
import TestSupport
import Testing
import YAMLReading

/// What editors are told of rule files is what the loader knows.
@Suite(.enabled(if: OutsideJudge.jsonSchema(in: "").isInstalled, "needs python3 with the package jsonschema"))
struct EditorSchemaTests {
  /// For each of `files`, which are YAML: whether `schema` takes it.
  static func accepts(_ files: [String], schema: String = EditorSchema.ruleSetText) throws -> [Bool] {
    let folder = try ScratchFolder()
    // The outside judge finds schemas by their names.
    let schema = "{\"$id\":\"rules\"," + schema.dropFirst()
    try folder.write("rules.schema.json", Array(schema.utf8))
    let lines = try files.map { try YAMLDocument(Array($0.utf8), path: "").root.json() }
    let answer = try OutsideJudge.jsonSchema(in: folder.path).judge(lines.joined(separator: "\n"), ["rules"])
    #expect(answer.status == 0, "\(answer.output)")
    let refused = Set(
      answer.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.flatMap { Int($0) } })
    return files.indices.map { !refused.contains($0) }
  }

  @Test func `takes every rule set and format of the project`() throws {
    let root = SharedFolder.root
    var files = [
      "Rules/ango/recommended.yaml", "Rules/ango/format.yaml", "Rules/json/format.yaml", "Fixtures/readme/team.yaml",
    ]
    let cases = try FileManager.default.contentsOfDirectory(atPath: root.path + "/Fixtures/golden")
    files += cases.filter { $0 != "twelve-mistakes" }.map { "Fixtures/golden/\($0)/rules.yaml" }
    let texts = files.compactMap { try? String(contentsOf: root.appending(path: $0), encoding: .utf8) }
    #expect(texts.count > 25)
    #expect(try Self.accepts(texts) == texts.map { _ in true })
  }

  /// Files with a hole for a value.
  static let holes: [String] = {
    let top = ["ruleset", "description", "format", "extends", "params", "rules", "overrides"]
    var holes = top.map { key in
      key == "ruleset"
        ? "ruleset: ⬚" : key == "format" ? "ruleset: t\nformat: ⬚" : "ruleset: t\nformat: zoo.yaml\n\(key): ⬚"
    }
    func rule(_ keys: String) { holes.append("ruleset: t\nformat: zoo.yaml\nrules: {r: {\(keys)}}") }
    let common = [
      "title", "on", "where", "severity", "message", "at", "why", "docs", "tags", "examples", "params", "on_error",
    ]
    for key in common { rule("assert: 'true', \(key): ⬚") }
    for key in ["title", "on", "severity", "params", "tags", "limit"] { rule("\(key): ⬚") }
    for key in [
      "require", "assert", "forbid", "unique", "consistent", "references", "aggregate", "limit", "schema", "formats",
    ] {
      rule("\(key): ⬚")
    }
    for key in ["on", "where", "at", "formats", "limit"] { rule("schema: {}, \(key): ⬚") }
    rule("assert: 'true', formats: ⬚")
    for key in ["valid", "invalid", "other"] { rule("assert: 'true', examples: {\(key): ⬚}") }
    for key in ["key", "within", "other"] { rule("unique: {\(key == "key" ? "" : "key: asset.name, ")\(key): ⬚}") }
    for key in ["key", "value", "within", "other"] {
      let others = ["key": "asset.name", "value": "asset.id"].filter { $0.key != key }
      rule("consistent: {\(others.map { "\($0.key): \($0.value), " }.joined())\(key): ⬚}")
    }
    for key in ["keys", "to", "within", "other"] {
      let others = ["keys": "'[asset.name]'", "to": "{on: tool, key: tool.id}"].filter { $0.key != key }
      rule("references: {\(others.map { "\($0.key): \($0.value), " }.joined())\(key): ⬚}")
    }
    for key in ["on", "key", "other"] {
      let others = ["on": "tool", "key": "'1'"].filter { $0.key != key }
      rule("references: {keys: '[]', to: {\(others.map { "\($0.key): \($0.value), " }.joined())\(key): ⬚}}")
    }
    for key in ["on", "where", "by", "other"] {
      rule("aggregate: {count_if: 'true', \(key): ⬚}, limit: {count: 1}")
    }
    rule("aggregate: {count_if: ⬚}, limit: {count: 1}")
    rule("aggregate: {count_if: 'true'}, limit: ⬚")
    for key in ["on", "where", "at", "title"] { rule("aggregate: {count_if: 'true'}, limit: {count: 1}, \(key): ⬚") }
    for key in ["distinct", "value"] { rule("aggregate: {count_if: 'true', \(key): ⬚}, limit: {count: 1}") }
    rule("aggregate: {distinct: ⬚}, limit: {most: 1}")
    for key in ["most", "least", "share", "min_count", "groups", "other"] {
      rule("aggregate: {distinct: asset.a}, limit: {\(key == "most" ? "" : "most: 2, ")\(key): ⬚}")
    }
    for key in ["iqr", "factor", "range", "places", "side", "judge", "other"] {
      rule("aggregate: {value: asset.a}, limit: {\(key == "iqr" ? "" : "iqr: 2, ")\(key): ⬚}")
    }
    for key in ["ratio", "count", "min_count", "groups", "confidence", "other"] {
      rule("aggregate: {count_if: 'true'}, limit: {\(key == "ratio" ? "" : "ratio: 0.5, ")\(key): ⬚}")
    }
    for key in ["where", "rules", "other"] {
      let others = ["where": "'true'", "rules": "{r: off}"].filter { $0.key != key }
      holes.append(
        "ruleset: t\nformat: zoo.yaml\nrules: {r: {assert: 'true'}}\noverrides: [{\(others.map { "\($0.key): \($0.value), " }.joined())\(key): ⬚}]"
      )
    }
    for key in ["default", "description", "other"] {
      holes.append("ruleset: t\nformat: zoo.yaml\nparams: {p: {\(key == "default" ? "" : "default: 1, ")\(key): ⬚}}")
    }
    for key in ["format", "title", "detect", "subjects", "identity", "kinds", "records", "other"] {
      let others = ["format": "f", "subjects": "{asset: $}"].filter { $0.key != key }
      holes.append(others.map { "\($0.key): \($0.value)\n" }.joined() + "\(key): ⬚")
    }
    return holes
  }()

  static let values = [
    "null", "true", "3", "0", "-1", "1.5", "0.5", "text", "'true'", "''", "off", "file", "skip", "assert", "values",
    "[]", "[a]", "[[a]]",
    "[null]", "[{}]", "{}", "{a: 1}", "{a: b}", "{a: {}}", "{a: {default: 1}}", "{r: off}", "{R: off}",
    "{r: info, s: x}",
    "[{where: 'true', rules: {}}]", "{valid: [], invalid: [1]}", "[{a: 'true'}]", "{asset: $}", "{key: asset.name}",
    "{on: tool, key: tool.id}", "{keys: '[]', to: {on: tool, key: '1'}}", "{count_if: 'true'}", "{ratio: 0.1}",
    "params.p", "above", "groups",
  ]

  /// Errors about keys and the kinds of values, not about what they say.
  static func isAboutShape(_ message: String) -> Bool {
    let pieces = [
      "unknown key", ", not a text", ", not a list", ", not a mapping", ", not a whole number", ", not a number",
      "needs '", "has no place", "belongs to", "not one of", "without a check", "takes nothing but", "or more",
      "less than", "is empty", "is not a rule's id",
    ]
    return pieces.contains { message.contains($0) }
  }

  static func problems(_ text: String) -> [String] {
    if text.contains("ruleset:") { return Rules.problems(["rules.yaml": text]) }
    return Rules.problems(["f.yaml": text, "rules.yaml": "ruleset: t\nformat: f.yaml\nrules: {}"])
  }

  @Test func `takes and refuses the keys and values that the loader takes and refuses`() throws {
    let texts = Self.holes.flatMap { hole in Self.values.map { hole.replacing("⬚", with: $0) } }
    let accepted = try Self.accepts(texts)
    for (text, isAccepted) in zip(texts, accepted) {
      let problems = Self.problems(text)
      if isAccepted {
        #expect(!problems.contains(where: Self.isAboutShape), "\(text)\n\(problems)")
      } else {
        #expect(!problems.isEmpty, "\(text)")
      }
    }
    #expect(accepted.count { $0 } > 300)
    #expect(accepted.count { !$0 } > 300)
  }
}
