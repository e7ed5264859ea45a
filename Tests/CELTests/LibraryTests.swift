import Testing

@Suite struct LibraryTests {
  @Test(arguments: [
    ("[3, 1, 2].sort()", "[1,2,3]"),
    ("['b', 'a'].sort()", "[\"a\",\"b\"]"),
    ("[1, dyn('a')].sort()", "error: sort() does not take (list)"),
    ("[1, 1.0, 2u, 2, 'a', 'a'].distinct()", "[1,2,\"a\"]"),
    ("[[1], [1], [2]].distinct()", "[[1],[2]]"),
    ("[[1, 2], [3]].flatten()", "[1,2,3]"),
    ("[1, [2, [3, [4]]]].flatten(2)", "[1,2,3,[4]]"),
    ("[1, 2, 3, 4].slice(1, 3)", "[2,3]"),
    ("[1, 2].slice(1, 3)", "error: slice from 1 to 3 of a list of 2"),
    ("[1, 2].reverse()", "[2,1]"),
    ("lists.range(3)", "[0,1,2]"),
    ("[7, 8].last().value() + [7, 8].first().value()", "15"),
    ("'aXbXc'.split('X', 2)", "[\"a\",\"bXc\"]"),
    ("'abc'.split('')", "[\"a\",\"b\",\"c\"]"),
    ("'abcabc'.lastIndexOf('bc')", "4"),
    ("'aabaabaaa'.indexOf('aabaaa')", "3"),
    ("'abc'.replace('', '-')", "\"-a-b-c-\""),
    ("'aaaa'.replace('a', 'b', 2)", "\"bbaa\""),
    ("'a😀b'.reverse()", "\"b😀a\""),
    (
      "'x'.contains('') && ('ab' + 'cdefghijklmnopqrstuvwxyz0123456789').contains('bcdefghijklmnopqrstuvwxyz012345678')",
      "true"
    ),
    ("base64.encode(b'hello')", "\"aGVsbG8=\""),
    ("string(base64.decode(base64.encode(b'a')))", "\"a\""),
    ("base64.decode('a')", "error: this text is not base64"),
    ("math.sqrt(16)", "4.0"),
    ("string(1.5) + string(2.0) + string(1e20)", "\"1.521e+20\""),
    ("b'\\xff'", "\"/w==\""),
    ("{1: duration('90m'), true: timestamp(0)}", "{\"1\":\"5400s\",\"true\":\"1970-01-01T00:00:00Z\"}"),
    ("[double('NaN'), 1u, null, optional.none()]", "[\"NaN\",1,null,null]"),
    ("'\\u0001\"\\\\'", "\"\\u0001\\\"\\\\\""),
  ])
  func `gives what the extensions promise`(source: String, expected: String) throws {
    #expect(try answer(source) == expected)
  }

  @Test(arguments: [
    ("timestamp('2024-02-29T12:00:00+02:00')", "\"2024-02-29T10:00:00Z\""),
    ("timestamp('2023-02-29T12:00:00Z')", "error: '2023-02-29T12:00:00Z' is no timestamp in range"),
    ("timestamp('2024-07-01T00:00:00Z').getHours('Europe/Berlin')", "2"),
    ("timestamp('2024-01-01T00:00:00Z').getHours('Europe/Berlin')", "1"),
    ("timestamp('2090-07-01T00:00:00Z').getHours('Europe/Berlin')", "2"),
    ("timestamp('2090-01-01T00:00:00Z').getHours('Australia/Sydney')", "11"),
    ("timestamp(0).getHours('../../etc/passwd')", "error: unknown time zone '../../etc/passwd'"),
    ("timestamp(0).getHours('Nowhere')", "error: unknown time zone 'Nowhere'"),
    ("timestamp('2000-12-31T23:59:59.25Z').getDayOfYear()", "365"),
    ("duration('1h30m') + duration('1.5s')", "\"5401.5s\""),
    ("duration('-1.5s')", "\"-1.5s\""),
    ("duration('1')", "error: '1' is no duration in range"),
    ("duration('9223372036.854775807s') + duration('1ns')", "error: duration out of range"),
    ("timestamp('1969-12-31T23:59:59.5Z') + duration('600ms')", "\"1970-01-01T00:00:00.1Z\""),
    ("timestamp('1970-01-01T00:00:00.1Z') - duration('600ms')", "\"1969-12-31T23:59:59.5Z\""),
  ])
  func `counts time`(source: String, expected: String) throws {
    #expect(try answer(source) == expected)
  }
}
