import CEL
import Testing

@Suite struct CELPathTests {
  @Test(arguments: [
    (
      "tool.page >= 0 && tool.page < asset.metadata.frameTotal",
      ["tool.page", "tool.page", "asset.metadata.frameTotal"]
    ),
    ("has(asset.metadata.width) ? asset : tool", ["has(asset.metadata.width)", "asset", "tool"]),
    (
      "asset.tags[0] + asset['name'] + asset.tags[tool.page].x",
      ["asset.tags[0]", "asset.name", "tool.page", "asset.tags[].x"]
    ),
    ("asset.tags.all(t, t.size() > tool.page)", ["asset.tags", "asset.tags[]", "tool.page"]),
    ("asset.tags.all(i, t, t.size() > i)", ["asset.tags", "asset.tags[]"]),
    ("cel.bind(m, asset.metadata, m.width)", ["asset.metadata", "asset.metadata.width"]),
    ("asset.?metadata[?'width'].orValue(1)", ["asset.metadata.width"]),
    ("url(asset.asset).extension in ['mp4']", ["asset.asset"]),
    ("tool.`bounding-box`.x", ["tool.bounding-box.x"]),
    ("1 + 2", []),
    ("asset.a[tool.page].all(x, x.y > 0)", ["tool.page", "asset.a[]", "asset.a[].y"]),
  ])
  func `lists what an expression reads`(source: String, expected: [String]) throws {
    var environment = CELEnvironment.assay
    environment.declare("asset")
    environment.declare("tool")
    let paths = try CELExpression(source, in: environment).paths
    #expect(paths.map(Self.text) == expected)
    #expect(paths.allSatisfy { environment.variables[$0.slot] == $0.variable })
  }

  @Test func `looks at each part once`() throws {
    var environment = CELEnvironment.assay
    environment.declare("asset")
    let source = (0..<60).reduce("0") { inner, _ in "asset.tags[\(inner)].all(x, x) ? 1 : 0" }
    #expect(try CELExpression(source, in: environment).paths.count == 120)
  }

  private static func text(_ path: CELPath) -> String {
    let steps = path.steps.map { step in
      switch step {
      case .member(let name): "." + name
      case .index(let position): "[\(position)]"
      case .dynamic: "[]"
      }
    }
    let chain = path.variable + steps.joined()
    return path.isPresenceTest ? "has(\(chain))" : chain
  }
}
