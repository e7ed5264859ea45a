import Foundation
import JSONReading
import TestSupport
import Testing

@testable import CEL

/// The page `Ontology` of `CEL.docc`: what it says about the functions is what they do.
@Suite struct OntologyFunctionsTests {
  private static let page = try? String(
    contentsOf: SharedFolder.root.appending(path: "Sources/CEL/CEL.docc/Ontology.md"), encoding: .utf8)

  private func streets() throws -> Ontology {
    let file = SharedFolder.root.appending(path: "Fixtures/manual/streets.json")
    return try Ontology(Array(Data(contentsOf: file)), file: "streets.json")
  }

  /// The value of `expression` beside the streets; `record` is a label of the class 7, in a list.
  private func answer(_ expression: String) throws -> String {
    var environment = CELEnvironment.assay
    let slot = environment.declare("ontology", OntologyFunctions.type)
    let record = environment.declare("record")
    let label = try JSONDocument(#"[{"schemaId":7},{"title":"Car"},7,{"schemaId":["c1"]}]"#)
    return try withExtendedLifetime(label) {
      var activation = CELActivation(environment: environment)
      activation[slot] = .ontology(try streets())
      activation[record] = .json(label.root)
      return try CELExpression(expression, in: environment).evaluate(&activation).json()
    }
  }

  /// The rows of the page about functions: signatures have an arrow, the others are examples.
  private func rows() throws -> [Substring] {
    try #require(Self.page).split(separator: "\n").filter { $0.hasPrefix("| `ontology.") }
  }

  @Test func `examples give what the page says`() throws {
    let rows = try rows().filter { !$0.contains("->") }
    #expect(rows.count > 30)
    for row in rows {
      let cells = row.dropFirst(3).dropLast(3).components(separatedBy: "` | `")
      try #require(cells.count == 2, "\(row)")
      #expect(try answer(cells[0]) == cells[1], "\(cells[0])")
    }
  }

  @Test func `the page has the signature of every function, and no other`() throws {
    let rows = try rows().filter { $0.contains("->") }
    let shown = rows.map { row in
      let name = row.dropFirst("| `ontology.".count).prefix { $0 != "(" }
      let parameters = row.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
      let result = row.components(separatedBy: " -> ")[1].prefix { $0 != "`" }
      return "\(name) \(parameters.isEmpty ? 0 : parameters.count { $0 == "," } + 1) \(result)"
    }
    let known = OntologyFunctions.all.map { "\($0.name) \($0.parameters.count - 1) \($0.result)" }
    #expect(shown.sorted() == known.sorted())
    #expect(OntologyFunctions.all.allSatisfy { $0.cost == CELFunctionCost(fixed: 5) })
  }

  @Test(arguments: [
    ("ontology.fits('q5', 'A1')", "the regex of 'Code' cannot be matched in linear time: look-ahead is not supported"),
    ("ontology.spelling('c9', 'Red')", "ontology.spelling(): no class 'c9'"),
    ("ontology.missing('objects', null, [])", "ontology.missing(): 'objects' is no list of classes"),
  ])
  func `what cannot be answered is an error`(expression: String, message: String) throws {
    let error = try #require(throws: CELEvaluationError.self) { try answer(expression) }
    #expect(error.message.hasPrefix(message), "\(error.message)")
  }

  @Test func `an unknown function is told with the one that was meant`() throws {
    let errors = try #require(throws: CELErrors.self) { try answer("ontology.spellin('q1', 'Red')") }
    #expect(errors.errors.map { "\($0.message), \($0.suggestion ?? "-")" } == ["unknown function 'spellin', spelling"])
  }

  @Test func `an unknown member of a class is an error of the expression`() throws {
    let errors = try #require(throws: CELErrors.self) { try answer("ontology.class('c1').value().colour") }
    #expect(errors.errors.map(\.suggestion) == ["color"])
  }
}
