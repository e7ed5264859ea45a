import Testing
import YAMLReading

@Suite struct CoreSchemaTests {
  @Test(arguments: ["~", "null", "Null", "NULL"])
  func `knows nulls`(text: String) throws {
    let node = try #require(try root("[\(text), 'x']").items?.first)
    #expect(node.isNull)
    #expect(node.text == text)
  }

  @Test(
    arguments: [
      ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
      ("on", nil), ("off", nil), ("yes", nil), ("no", nil), ("y", nil), ("n", nil), ("tRUE", nil), ("'true'", nil),
      ("\"false\"", nil), ("1", nil), ("[true]", nil), ("{true: true}", nil),
    ] as [(String, Bool?)])
  func `knows booleans and leaves words alone`(text: String, expected: Bool?) throws {
    #expect(try root(text).bool == expected)
  }

  @Test(arguments: ["on", "off", "yes", "no", "Yes", "NO", "error", "1.2.3", "1_000", "2020-01-01", "12:30:45", "0b1"])
  func `reads plain words as text`(text: String) throws {
    #expect(try root(text).kind == .text)
    #expect(try root(text).text == text)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("12", 12), ("+12", 12), ("-12", -12), ("012", 12), ("0o17", 15), ("0x1F", 31),
      ("0xff", 255),
      ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
      ("0xFFFFFFFFFFFFFFFFFF", nil), ("1.0", nil), ("1e3", nil), ("'12'", nil), ("-0x1", nil), ("0o8", nil),
      ("0x", nil),
      ("0x+1", nil), ("-", nil), ("+", nil), ("1a", nil), ("１", nil),
    ] as [(String, Int?)])
  func `knows integers`(text: String, expected: Int?) throws {
    #expect(try root("[\(text)]").items?.first?.int == expected)
  }

  @Test(
    arguments: [
      ("1.5", 1.5), ("+1.5", 1.5), ("-.5", -0.5), ("5.", 5), ("1e3", 1000), ("1E-2", 0.01), ("1.5e+2", 150), ("12", 12),
      ("0x10", 16), ("0o10", 8), ("9223372036854775808", 9223372036854775808), (".inf", .infinity),
      ("-.INF", -.infinity),
      ("+.Inf", .infinity), ("007.5", 7.5), (".", nil), ("+.", nil), ("e3", nil), ("1e", nil), ("1e+", nil),
      ("1.5.", nil),
      ("inf", nil), ("nan", nil), ("'1.5'", nil), ("0x1p3", nil), (".iNF", nil), ("true", nil),
    ] as [(String, Double?)])
  func `knows numbers`(text: String, expected: Double?) throws {
    #expect(try root(text).double == expected)
  }

  @Test(arguments: [".nan", ".NaN", ".NAN"])
  func `knows what is not a number`(text: String) throws {
    #expect(try root(text).double?.isNaN == true)
    #expect(try root(text).int == nil)
  }
}
