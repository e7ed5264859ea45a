import JSONReading
import TestSupport
import Testing

@Suite struct JSONDecimalTests {
  @Test(arguments: [
    ("1", "1.0"), ("100", "1e2"), ("0", "-0.0e9"), ("0.5", "5E-1"), ("-1.50", "-15e-1"),
    ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
  ])
  func `numbers are equal however they are written`(left: String, right: String) {
    #expect(JSONDecimal(left) == JSONDecimal(right))
    #expect(!(JSONDecimal(left) < JSONDecimal(right)) && !(JSONDecimal(right) < JSONDecimal(left)))
  }

  @Test func `numbers are in order`() {
    let texts = [
      "-1e400", "-2", "-1.5", "-1", "-1e-400", "0", "1e-400", "0.1", "0.10000000000000000000001", "0.9", "1",
      "9007199254740992", "9007199254740993", "18446744073709551600", "18446744073709551615", "1e400", "1.1e400",
      "1e99999999999999999999",
    ]
    for (position, left) in texts.enumerated() {
      for (other, right) in texts.enumerated() {
        #expect((JSONDecimal(left) < JSONDecimal(right)) == (position < other), "\(left) < \(right)")
      }
    }
  }

  @Test(arguments: [
    ("1", true), ("1.0", true), ("1e3", true), ("1.5e1", true), ("0", true), ("0.0", true), ("1.5", false),
    ("1e-1", false), ("100e-2", true), ("1e400", true), ("123456789012345678901234567890.5", false),
  ])
  func `whole numbers are known`(text: String, isInteger: Bool) {
    #expect(JSONDecimal(text).isInteger == isInteger)
  }

  @Test(arguments: [
    ("9", "3", true), ("10", "3", false), ("0.75", "0.25", true), ("0.3", "0.1", true), ("0.35", "0.1", false),
    ("0", "7", true), ("-9", "3", true), ("1e308", "0.123456789", false), ("1e308", "0.5", true), ("1", "1e-400", true),
    ("12345678901234567890123456789012345678", "1234567890123456789012345678901234567", false),
    ("3703703670370370367037037036703703701", "1234567890123456789012345678901234567", true),
    ("1e1000000000", "7", false),
    ("7e1000000000", "7", true), ("5", "10", false),
  ])
  func `multiples are exact`(number: String, divisor: String, expected: Bool) {
    #expect(JSONDecimal(number).isMultiple(of: JSONDecimal(divisor)) == expected)
  }

  @Test(arguments: 0..<300) func `multiples agree with integers`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let divisor = Int.random(in: 1...1000, using: &generator)
    let number = Int.random(in: -1_000_000...1_000_000, using: &generator)
    #expect(JSONDecimal("\(number)").isMultiple(of: JSONDecimal("\(divisor)")) == (number % divisor == 0))
    #expect(JSONDecimal("\(number)e-3").isMultiple(of: JSONDecimal("\(divisor)e-3")) == (number % divisor == 0))
  }
}
