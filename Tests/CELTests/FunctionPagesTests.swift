import Foundation
import Testing

@testable import CEL

/// The pages of `CEL.docc`: what they say about a function is what it does.
@Suite struct FunctionPagesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/CEL/CEL.docc")

  static let names = Array(Set(CELEnvironment.ownFunctions.map(\.name))).sorted()

  private func page(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: "\(name).md"), encoding: .utf8)
  }

  @Test func `there is a page for each function, and one that lists them`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(files == (["Costs", "Functions", "Ontology", "Shapes"] + Self.names).map { "\($0).md" }.sorted())
    let list = try page("Functions")
    #expect(Self.names.filter { !list.contains("[`\($0)`](\($0).md)") } == [])
  }

  @Test func `the page of costs has the figures that are in force`() throws {
    let text = try page("Costs").split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing(",", with: "")
    for figure in [
      "more than \(CELCost.limit) steps", "unknown type | \(CELCost.elements) |",
      "a text | \(CELCost.textBytes) bytes |",
      "after \(CELActivation(environment: CELEnvironment()).budgetLimit) steps",
      "after \(CELBudget.standardSteps) and \(CELBudget.stepsPerByte) for each byte",
    ] {
      #expect(text.contains(figure), "\(figure)")
    }
  }

  @Test(arguments: names) func `examples give what their page says`(name: String) throws {
    let rows = try page(name).split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count > 2)
    for row in rows {
      let cells = row.dropFirst(3).dropLast(3).components(separatedBy: "` | `")
      try #require(cells.count == 2, "\(row)")
      #expect(try answer(cells[0]) == cells[1], "\(cells[0])")
    }
  }

  @Test(arguments: names) func `pages say what a call costs and takes`(name: String) throws {
    let text = try page(name)
    for function in CELEnvironment.ownFunctions where function.name == name {
      let cost = function.cost
      let pairs = cost.isProduct ? "pair of " : ""
      #expect(text.contains("Cost: \(cost.fixed) steps, and \(cost.perBlock) for each \(pairs)64 bytes"), "\(name)")
      let signature = text.split(separator: "\n").filter { $0.hasPrefix("    \(name)(") }
        .contains { line in
          line.hasSuffix(") -> \(function.result)")
            && line.prefix { $0 != ")" }.count { $0 == "," } == function.parameters.count - 1
        }
      #expect(signature, "\(name) with \(function.parameters.count) arguments gives \(function.result)")
    }
  }

  @Test(arguments: names) func `the cost of a call grows with its argument`(name: String) throws {
    for function in CELEnvironment.ownFunctions where function.name == name {
      func blocks(_ count: Int) -> [Int] { Array(repeating: count, count: function.parameters.count) }
      #expect(function.cost.steps(blocks: blocks(1000)) > function.cost.steps(blocks: blocks(10)))
    }
  }
}
