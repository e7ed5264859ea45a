import JSONReading
import TestSupport
import Testing

@Suite struct JSONNodeOrderTests {
  @Test(arguments: [
    ("1", "2", JSONOrder.less), ("2", "10", .less), ("1.0", "1", .equal), ("-1", "-2", .greater), ("-0", "0.0", .equal),
    ("1e400", "1e401", .different), ("1e400", "1e400", .equal), ("9007199254740992", "9007199254740993", .less),
    ("\"a\"", "\"b\"", .less), ("\"ab\"", "\"a\"", .greater), ("\"\\u0061\"", "\"a\"", .equal),
    ("\"é\"", "\"z\"", .greater),
    ("1", "\"1\"", .different), ("null", "null", .equal), ("true", "false", .different), ("[1]", "[1.0]", .equal),
    ("[1]", "[2]", .different),
  ])
  func `compares`(left: String, right: String, expected: JSONOrder) throws {
    let (left, right) = (try JSONDocument(left), try JSONDocument(right))
    #expect(left.root.order(to: right.root) == expected)
    #expect(right.root.order(to: left.root) == expected.mirrored)
    guard let string = right.root.string else { return }
    #expect(left.root.order(to: JSONKey(string)) == expected)
  }

  @Test(arguments: 0..<300) func `digits tell the same as the doubles`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    func number() -> String {
      let sign = random.pick(["", "", "-"])
      let whole = random.pick(["0", "1", "9", "10", "99", "1919", "1920", "999999999999999", "9999999999999999"])
      let fraction = random.pick([
        "", "", ".0", ".5", ".000", ".99999999999999999999", ".1234567890123", ".00000000001",
      ])
      return sign + whole + fraction + random.pick(["", "", "", "", "e0", "E-2", "e+3", "e400", "e-400"])
    }
    for _ in 0..<100 {
      let (left, right) = (number(), number())
      let (leftDocument, rightDocument) = (try JSONDocument(left), try JSONDocument(right))
      let bound = try #require(rightDocument.root.double)
      guard let order = leftDocument.root.orderByDigits(to: bound) else { continue }
      #expect(order == leftDocument.root.order(to: rightDocument.root), "\(left) and \(right)")
    }
  }

  @Test(arguments: [
    ("12.3456789012345", 0.0, JSONOrder.greater), ("-0.001", 0, .less), ("0.000", 0, .equal), ("1900.5", 1920, .less),
    ("-7.5", 1e308, .less), ("1919.5", 1920, nil), ("1e5", 0, nil), ("1234567890123456", 0, nil),
    ("1234567890123456", 1e308, .less), ("1234567890123456", -1e308, .greater), ("1e309", 1e308, nil),
    ("\"1\"", 0, .different),
    ("5", 5, .equal), ("true", 0, .different),
  ])
  func `tells by digits`(text: String, bound: Double, expected: JSONOrder?) throws {
    let document = try JSONDocument(text)
    #expect(document.root.orderByDigits(to: bound) == expected)
  }

  @Test(arguments: [
    ("null", JSONKindSet.null), ("false", .false), ("true", .true), ("-1", .number), ("\"\"", .string), ("[]", .array),
    ("{}", .object),
  ])
  func `knows the kind`(text: String, expected: JSONKindSet) throws {
    let document = try JSONDocument(text)
    #expect(expected.contains(kindOf: document.root))
    #expect(!expected.complement.contains(kindOf: document.root))
  }

  @Test(arguments: [",", " ,", "\n  ,"]) func `whole numbers bound a number`(separator: String) throws {
    let wholes = ["0", "7", "42", "905", "1920", "10000", "123456", "9876543", "12345678", "123456789012345"]
    for whole in wholes + ["1234567890123456"] {
      for sign in ["", "-"] {
        for rest in ["", ".0", ".5", ".12345678901234", ".5e1", "e2", "E-3"] {
          // Something with letters is next.
          let document = try JSONDocument("[\(sign)\(whole)\(rest)\(separator)\"eee\"]")
          let number = try #require(document.root.element(at: 0))
          let magnitude = try #require(Double(whole))
          let other = rest.isEmpty ? magnitude : magnitude + 1
          let expected = sign.isEmpty ? [magnitude, other] : [-other, -magnitude]
          let isKnown = whole.count <= 15 && !rest.lowercased().contains("e")
          let found = withExtendedLifetime(document) { number.wholeBounds.map { [$0.lower, $0.upper] } }
          #expect(found == (isKnown ? expected : nil), "\(sign)\(whole)\(rest)")
        }
      }
    }
    for other in ["true", "null", "\"1\"", "[1]"] {
      let document = try JSONDocument(other)
      #expect(withExtendedLifetime(document) { document.root.wholeBounds == nil })
    }
  }
}
