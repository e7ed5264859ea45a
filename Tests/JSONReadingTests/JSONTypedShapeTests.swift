import JSONReading
import Testing

@Suite struct JSONTypedShapeTests {
  /// Whether two values, read from one text, are objects of one typed shape.
  private static func areAlike(_ first: String, _ second: String) throws -> Bool {
    let document = try JSONDocument("[\(first), \(second)]")
    let shapes = withExtendedLifetime(document) { document.root.elements.map(\.typedShape) }
    return shapes[0] != nil && shapes[0] == shapes[1]
  }

  @Test(arguments: [
    (#"{}"#, #"{ }"#),
    (#"{"a": 1, "b": "x"}"#, #"{"a": -2.5e3, "b": ""}"#),
    (#"{"a": [1, {"b": 2}], "c": null}"#, #"{"a": [], "c": null}"#),
    (#"{"a": {"b": 1, "c": [3]}, "d": true}"#, #"{"a": {}, "d": true}"#),
  ])
  func `objects with the same keys and kinds of values are of one`(first: String, second: String) throws {
    #expect(try Self.areAlike(first, second))
  }

  @Test(arguments: [
    (#"{"a": 1}"#, #"{"b": 1}"#), (#"{"a": 1, "b": 2}"#, #"{"b": 2, "a": 1}"#), (#"{"a": 1}"#, #"{"a": 1, "b": 2}"#),
    (#"{"a": [1], "b": 1}"#, #"{"a": [1], "b": "1"}"#), (#"[1]"#, #"[1]"#), (#""a""#, #""a""#),
    (#"{"\u0061": 1}"#, #"{"\u0061": 1}"#),
  ])
  func `other objects and other values are not`(first: String, second: String) throws {
    #expect(try !Self.areAlike(first, second))
  }

  private static let kinds = ["null", "false", "true", "1", #""""#, "[]", "{}"]

  /// The value at each place of many members decides, where the words of the typed shape end as well.
  @Test(arguments: [1, 20, 21, 22, 41, 42])
  func `each of the seven kinds counts at every place`(count: Int) throws {
    for place in 0..<count {
      let objects = Self.kinds.map { kind in
        let members = (0..<count).map { "\"k\($0)\": \($0 == place ? kind : "[7]")" }
        return "{\(members.joined(separator: ", "))}"
      }
      let document = try JSONDocument("[\(objects.joined(separator: ", "))]")
      let shapes = withExtendedLifetime(document) { document.root.elements.map(\.typedShape) }
      #expect(Set(shapes).count == Self.kinds.count)
      #expect(!shapes.contains(nil))
    }
  }

  @Test func `objects of more than 42 members have none`() throws {
    let members = (0..<43).map { "\"k\($0)\": 1" }.joined(separator: ",")
    let document = try JSONDocument("{\(members)}")
    withExtendedLifetime(document) { #expect(document.root.typedShape == nil) }
  }
}
