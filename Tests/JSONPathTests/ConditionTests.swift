import JSONPath
import JSONReading
import Testing

/// Comparisons with literals are answered in other ways than those of two values of the data, and several of one value
/// are answered at once: by what they must have in common.
@Suite struct ConditionTests {
  private static let literals = [
    "0", "-0.0", "1", "1.5", "-2", "1e308", "9007199254740993", "0.1", "''", "'a'", "'b'", "'é'", "null", "true",
    "false",
  ]
  private static let values =
    literals.map { $0.replacing("'", with: "\"") } + [
      "0.0", "0e5", "-0", "1.0", "10e-1", "1.4999999999999999999", "0.00000000000000000001", "-1e-400", "1e309",
      "-1e309",
      "9007199254740992", "9007199254740992.0", "0.99999999999999999999", "1900.1234567890123", "\"\\u0061\"", "\"aa\"",
      "[]", "[0]", "[1.5, \"b\"]", "[1, 2, 3]", "[null, -2]", "[[1], {}]", "{}", "{\"a\": 0}", "{\"a\": \"a\"}",
      "{\"a\": null, \"b\": [1]}",
    ]
  private static let paths = ["@", "@[0]", "@[1]", "@[-1]", "@.a"]
  private static let operators = ["==", "!=", "<", "<=", ">", ">="]

  private let document: JSONDocument

  init() throws {
    let literals = Self.literals.map { $0.replacing("'", with: "\"") }.joined(separator: ",")
    document = try JSONDocument(
      "{\"values\": [\(Self.values.joined(separator: ","))], \"literals\": [\(literals)]}")
  }

  /// The places of the values that satisfy `condition`.
  private func places(_ condition: String) throws -> [String] {
    var places: [String] = []
    try JSONPathQuery("$.values[?\(condition)]").select(from: document.root) { _, path in
      places.append(path.elements.last.map { "\($0)" } ?? "")
    }
    return places
  }

  @Test(arguments: operators) func `a literal compares like the same value in the data`(symbol: String) throws {
    for path in Self.paths {
      for (place, literal) in Self.literals.enumerated() {
        let expected = try places("\(path) \(symbol) $.literals[\(place)]")
        #expect(try places("\(path) \(symbol) \(literal)") == expected, "\(path) \(symbol) \(literal)")
        #expect(try places("!(\(path) \(symbol) \(literal))") == places("!(\(path) \(symbol) $.literals[\(place)])"))
        #expect(try places("\(literal) \(symbol) \(path)") == places("$.literals[\(place)] \(symbol) \(path)"))
      }
    }
  }

  @Test(arguments: 0..<200) func `conditions combine like the sets that they select`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    let all = try places("@ == 0 || @ != 0")
    #expect(all.count == Self.values.count)
    /// A condition of up to four parts with what it selects.
    func condition(depth: Int) throws -> (text: String, places: Set<String>) {
      switch depth == 0 ? 0 : Int.random(in: 0...3, using: &random) {
      case 0:
        let path = Self.paths.randomElement(using: &random) ?? "@"
        guard Bool.random(using: &random) else { return (path, Set(try places(path))) }
        let text =
          "\(path) \(Self.operators.randomElement(using: &random) ?? "==") \(Self.literals.randomElement(using: &random) ?? "0")"
        return (text, Set(try places(text)))
      case 1:
        let part = try condition(depth: depth - 1)
        return ("!(\(part.text))", Set(all).subtracting(part.places))
      case 2:
        let (left, right) = (try condition(depth: depth - 1), try condition(depth: depth - 1))
        return ("(\(left.text) && \(right.text))", left.places.intersection(right.places))
      default:
        let (left, right) = (try condition(depth: depth - 1), try condition(depth: depth - 1))
        return ("(\(left.text) || \(right.text))", left.places.union(right.places))
      }
    }
    for _ in 0..<20 {
      let condition = try condition(depth: 3)
      #expect(Set(try places(condition.text)) == condition.places, "\(condition.text), seed \(seed)")
    }
  }
}
