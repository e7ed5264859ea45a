import JSONPath
import JSONReading
import SourceText
import Testing

/// Queries select the same nodes with and without paths.
@Suite struct QueryCodeTests {
  @Test(arguments: 0..<200) func `selects the same with and without paths`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    let document = try JSONDocument(random.value(depth: 5))
    for _ in 0..<20 {
      let names = (0..<Int.random(in: 0...3, using: &random)).map { _ in "." + random.name() }
      let query = try JSONPathQuery(
        "$" + names.joined() + (["", "[*]", "..a", "..b[*]", "..*", "[0]"].randomElement(using: &random) ?? ""))
      let nodes = query.nodes(in: document.root)
      var general: [JSONNode] = []
      query.select(from: document.root) { node, path in
        general.append(node)
        #expect(node.isSame(as: document.root.value(at: path.pointer) ?? document.root), "\(query.text), seed \(seed)")
      }
      #expect(nodes.count == general.count, "\(query.text), seed \(seed)")
      #expect(zip(nodes, general).allSatisfy { $0.isSame(as: $1) }, "\(query.text), seed \(seed)")
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func name() -> String { ["a", "b", "c"].randomElement(using: &self) ?? "a" }

  /// A JSON text. Members have different names, so that a pointer leads to one value only.
  fileprivate mutating func value(depth: Int) -> String {
    switch depth == 0 ? 0 : Int.random(in: 0...4, using: &self) {
    case 0: return ["null", "true", "1", "\"x\""].randomElement(using: &self) ?? "0"
    case 1:
      let count = Int.random(in: 0...3, using: &self)
      return "[" + (0..<count).map { _ in value(depth: depth - 1) }.joined(separator: ",") + "]"
    default:
      let names = ["a", "b", "c", "d"].shuffled(using: &self).prefix(Int.random(in: 1...4, using: &self))
      return "{" + names.map { "\"\($0)\":" + value(depth: depth - 1) }.joined(separator: ",") + "}"
    }
  }
}
