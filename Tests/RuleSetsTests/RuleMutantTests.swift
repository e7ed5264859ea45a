import Findings
import RuleSets
import Testing

struct RuleMutantTests {
  /// `line:column change` of each mutant of the rule `r`, which starts in line 6, and whether there are more.
  private func mutants(_ rule: String) throws -> (changes: [String], isCut: Bool) {
    let loader = RuleSetLoader { path throws(RuleSetReadError) in
      Array((path == "rules.yaml" ? Rules.set("r:\n  \(rule)") : Rules.zoo).utf8)
    }
    _ = try loader.load(["rules.yaml"])
    let (mutants, isCut) = loader.mutants(of: "r")
    #expect(mutants.allSatisfy { $0.program.rules.map(\.description.id) == ["r"] && $0.place.path == "rules.yaml" })
    return (mutants.map { "\($0.place.position) \($0.change)" }, isCut)
  }

  @Test(
    arguments: [
      ("forbid: true", []), ("require: [name]", []),
      ("require: [name, task.id]", ["7:15 without name", "7:21 without task.id"]),
      (
        "where: has(asset.a)\n  assert: asset.a < 1",
        [
          "7:12 without where", "7:12 the opposite of where", "8:13 the opposite of assert",
          "8:13 asset.a < 1 → asset.a <= 1", "8:23 1 → 2", "8:23 1 → 0",
        ]
      ),
      (
        "assert: \"has(asset.a) ? true : 'x' == 'x'\"",
        [
          "7:13 the opposite of assert", "7:14 has(asset.a) ? true : 'x' == 'x' → true",
          "7:14 has(asset.a) ? true : 'x' == 'x' → 'x' == 'x'", "7:29 true → false", "7:36 'x' == 'x' → 'x' != 'x'",
        ]
      ),
      (
        "assert: count > 1\n  group: {by: asset.a}",
        ["7:13 the opposite of assert", "7:13 count > 1 → count >= 1", "7:21 1 → 2", "7:21 1 → 0"]
      ),
      (
        "assert: next == null\n  group: {by: asset.a + 1, order: asset.b}",
        [
          "7:13 the opposite of assert", "7:13 next == null → next != null", "8:17 without by", "8:27 1 → 2",
          "8:27 1 → 0", "8:37 without order",
        ]
      ),
      ("unique: {key: asset.name}", ["7:19 within export → within record"]),
      (
        "consistent: {key: asset.a + 1, value: asset.name, within: record}",
        ["7:33 1 → 2", "7:33 1 → 0", "7:23 within record → within export"]
      ),
      ("unique: {key: asset.name, within: record}", ["7:19 within record → within export"]),
      (
        "references: {keys: '[asset.a, asset.b]', to: {on: tool, key: tool.objectId}, within: file}",
        ["7:26 without asset.a", "7:35 without asset.b", "7:24 within file → within record"]
      ),
      (
        "aggregate: {count_if: asset.a, by: asset.name}\n  limit: {ratio: 0.5, min_count: 2}",
        [
          "7:27 the opposite of count_if", "7:40 without by",
          "8:12 limit {ratio: 0.5, min_count: 2} → limit {ratio: 0.25, min_count: 2}",
          "8:12 limit {ratio: 0.5, min_count: 2} → limit {ratio: 0.5, min_count: 3}",
          "8:12 limit {ratio: 0.5, min_count: 2} → limit {ratio: 0.5}",
        ]
      ),
      (
        "aggregate: {count_if: asset.a}\n  limit: {ratio: 0.1, confidence: 0.9, count: 0}",
        [
          "7:27 the opposite of count_if",
          "8:12 limit {ratio: 0.1, count: 0, confidence: 0.9} → limit {ratio: 0.05, count: 0, confidence: 0.9}",
          "8:12 limit {ratio: 0.1, count: 0, confidence: 0.9} → limit {ratio: 0.2, count: 0, confidence: 0.9}",
          "8:12 limit {ratio: 0.1, count: 0, confidence: 0.9} → limit {count: 0}",
          "8:12 limit {ratio: 0.1, count: 0, confidence: 0.9} → limit {ratio: 0.1, count: 1, confidence: 0.9}",
          "8:12 limit {ratio: 0.1, count: 0, confidence: 0.9} → limit {ratio: 0.1, confidence: 0.9}",
          "8:12 limit {ratio: 0.1, count: 0, confidence: 0.9} → limit {ratio: 0.1, count: 0, min_count: 2, confidence: 0.9}",
          "8:12 limit {ratio: 0.1, count: 0, confidence: 0.9} → limit {ratio: 0.1, count: 0}",
        ]
      ),
      (
        "aggregate: {value: asset.a, by: asset.name}\n  limit: {factor: params.limit, iqr: 2, side: above}",
        [
          "{iqr: 1, factor: params.limit, side: above}", "{iqr: 4, factor: params.limit, side: above}",
          "{factor: params.limit, side: above}", "{iqr: 2, factor: params.limit · 2, side: above}",
          "{iqr: 2, side: above}",
          "{iqr: 2, factor: params.limit}",
        ].reduce(into: ["7:37 without by"]) {
          $0.append("8:12 limit {iqr: 2, factor: params.limit, side: above} → limit \($1)")
        }
      ),
      (
        "aggregate: {distinct: asset.a}\n  limit: {most: 2}",
        [
          "8:12 limit {most: 2} → limit {most: 3}", "8:12 limit {most: 2} → limit {most: 1}",
        ]
      ),
    ] as [(String, [String])])
  func `each kind of check has mutants`(rule: String, changes: [String]) throws {
    let mutants = try mutants(rule)
    #expect(mutants.changes == changes)
    #expect(!mutants.isCut)
  }

  @Test func `there is a limit`() throws {
    let sum = (0..<300).map { "asset.a\($0) < 1" }.joined(separator: " || ")
    let (changes, isCut) = try mutants("assert: \(sum)")
    #expect(changes.count == RuleMutant.limit)
    #expect(isCut)
  }
}
