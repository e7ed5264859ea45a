import Testing

@Suite struct ListFunctionsTests {
  @Test(arguments: [
    ("lists.duplicates(r.mixed)", "[4,6,7,8]"),
    ("lists.duplicates(r.mixed.map(x, [x, 1]))", "[4,6,7,8,10]"),
    ("lists.duplicates([double('NaN'), double('NaN')])", "[]"),
    ("lists.duplicates([timestamp(0), duration('0s'), int, timestamp(0), duration('0s'), int])", "[3,4,5]"),
    ("lists.duplicates([0.0, -0.0, 9007199254740993, 9007199254740992])", "[1]"),
    ("lists.duplicates(r)", "error: lists.duplicates() does not take (map)"),
  ])
  func `finds what stands again, whatever it is`(source: String, expected: String) throws {
    let record = #"""
      {"r": {"mixed": [1, "1", {"a": [1], "b": 2}, [1, null], 1.0, true, {"b": 2.0, "a": [1]}, [1, null], "1", null,
       null]}}
      """#
    #expect(try answer(source, on: record) == expected)
  }

  @Test(arguments: [
    ("lists.conflicts(['a', 'b', 'a', 'a'], [1, 1, 1.0, 2])", "[3]"),
    ("lists.conflicts([['a', 0], ['a', 0]], [['x'], ['y']])", "[1]"),
    ("lists.conflicts(['a', 'a'], [null, 1])", "[1]"),
    ("lists.conflicts(['a'], [])", "error: lists.conflicts(): not as many keys as values"),
  ])
  func `finds keys with another value than before`(source: String, expected: String) throws {
    #expect(try answer(source) == expected)
  }

  @Test(arguments: [
    ("lists.unsorted([1, 2.5, 2u, null, 1, 3])", "[2,4]"),
    ("lists.unsorted([1, dyn('a')])", "error: lists.unsorted(): values of type int and string have no order"),
    ("lists.unsorted([double('NaN'), 1.0, double('NaN')])", "[]"),
  ])
  func `finds what is less than the one before`(source: String, expected: String) throws {
    #expect(try answer(source) == expected)
  }

  @Test(arguments: [
    ("lists.sum([1, 2u, 0.5])", "3.5"),
    ("lists.sum([9223372036854775807, 9223372036854775807])", "1.8446744073709552e+19"),
    ("lists.sum([1, dyn('2')])", "error: lists.sum(): element 1 is of type string, not a number"),
  ])
  func `adds numbers up without an overflow`(source: String, expected: String) throws {
    #expect(try answer(source) == expected)
  }

  @Test func `takes time in proportion to the list`() throws {
    // Pairs would be ten thousand million.
    let list = "[" + (0..<100_000).map { "[\($0)]" }.joined(separator: ",") + ",[7]]"
    #expect(try answer("lists.duplicates(r)", on: "{\"r\": \(list)}") == "[100000]")
  }
}
