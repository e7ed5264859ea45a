import JSONReading
import TestSupport
import Testing

@testable import CEL

@Suite struct CELMemoryTests {
  /// URLs of all forms, more than are remembered at once.
  private static let urls =
    [
      "https://u@h.example/a.png?X-Amz-Date=20250305T081500Z&X-Amz-Expires=60", "http://127.0.0.1:x/a?b#c", "a b", "",
      "https://h?sig=1&sig=2&sv=3&se=2025-03-05", "//h/p", "https://[::1]/%2525",
    ] + (0..<20).map { "https://host-\($0).example/\($0).jpg?v=\($0)#f" }

  @Test(arguments: 0..<20) func `what is remembered of a URL is what it says`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let document = try JSONDocument("[\(Self.urls.map { "\"\($0)\"" }.joined(separator: ","))]")
    let nodes = Array(document.root.elements)
    var memory = URLMemory()
    for _ in 0..<400 {
      let node = try #require(nodes.randomElement(using: &random))
      let field = try #require(URLText.Field.allCases.randomElement(using: &random))
      let answers = node.withStringBytes { bytes in
        (memory.value(of: field, node, bytes)?.text, URLText(bytes).value(of: field)?.text)
      }
      let (found, expected) = try #require(answers)
      #expect(found == expected, "\(field) of \(node.sourceText)")
      let times = try #require(
        node.withStringBytes { (memory.times(of: node, $0), SignatureTimes(of: URLText($0))) })
      #expect(times.0.signer == times.1.signer)
      #expect(times.0.expiresAt == times.1.expiresAt)
    }
  }

  private static let labels = #"""
    [{"polygon":[[0,0],[4,0],[4,4]]}, {"bounding-box":{"x":1,"y":2,"width":3,"height":4}}, {"point":[1,2]}, {"title":"a"},
     {"bounding-box":{"x":1,"y":2,"width":3,"height":4,"point":[9,9]}}, {"polygon":7}, {"polygon":[[0,0],[1]]}, 7, [1,2],
     {"point":[1,2],"polygon":[[5,5],[6,6],[7,5]]}, {"polygon":[[5,5],[6,6],[7,5]],"point":[1,2]}, {"segmentation":{}}]
    """#

  @Test(arguments: 0..<20) func `a geometry is the same when it is remembered`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let document = try JSONDocument(Self.labels)
    let nodes = document.root.elements.flatMap { label in [label] + label.members.map(\.value) }
    func text(_ read: () throws(Geometry.Failure) -> Geometry) -> String {
      do throws(Geometry.Failure) { return "\(try read())" } catch { return "error: \(error.reason)" }
    }
    var memory = GeometryMemory()
    for _ in 0..<200 {
      let value = CELValue(try #require(nodes.randomElement(using: &random)))
      let found = text { () throws(Geometry.Failure) in try memory.geometry(value) }
      #expect(found == text { () throws(Geometry.Failure) in try Geometry(value) }, "\(value.text)")
    }
  }

  @Test func `a record that is read where the last one was is read anew`() throws {
    var environment = CELEnvironment.assay
    environment.declare("node")
    let memory = CELMemory()
    func signed(by host: String) -> String { "https://\(host)/?X-Amz-Date=20250305T081500Z&X-Amz-Expires=60" }
    let sources = ["geom.area(node) == 16.0", "url(node.u).host == 'a.example'", "has(url(node.u).expires_at)"]
    let evaluators = [0, 1].map { _ in CELEvaluator(environment: environment, lasting: [], memory: memory) }
    let questions = try evaluators.map { evaluator in
      let questions = try sources.map { evaluator.add(try CELExpression($0, in: environment)) }
      evaluator.prepare()
      return questions
    }
    let records = [
      #"{"u":"\#(signed(by: "a.example"))","bounding-box":{"x":0,"y":0,"width":4,"height":4}}"#,
      #"{"u":"\#(signed(by: "b.example"))","bounding-box":{"x":0,"y":0,"width":4,"height":5}}"#,
      #"{"u":"https://a.example/","bounding-box":{"x":0,"y":0,"width":2,"height":8}}"#,
    ]
    var found: [[Bool]] = []
    for record in records {
      let document = try JSONDocument(record)
      memory.forget()
      for (evaluator, questions) in zip(evaluators, questions) {
        evaluator.beginRecord()
        evaluator.beginNode()
        evaluator.set(0, document.root)
        found.append(try questions.map { question in try evaluator.holds(question) })
      }
      withExtendedLifetime(document) {}
    }
    let expected = [[true, true, true], [false, false, true], [true, true, false]]
    #expect(found == expected.flatMap { [$0, $0] })
  }
}
