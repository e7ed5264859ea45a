import TestSupport
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
    ("text.holds_phone('call +49 170 1234567 or write')", "true"), ("text.holds_phone('+49 170 1234567.')", "true"),
    ("text.holds_phone('Tel. +49 170 1234567 2025-03-05')", "true"), ("text.holds_phone('+491701234567 Anna')", "true"),
    ("text.holds_phone('+49 170 1234567x')", "false"), ("text.holds_phone('+1234567 is short')", "false"),
    ("text.holds_phone('+1234567890123456')", "false"),
    ("text.holds_script('<img alt=\"a>b\" src=x onerror=alert(1)>')", "true"),
    ("text.holds_script('<img alt=\"x onerror=1\"> onclick=1')", "false"),
    ("text.holds_script('<a href=\" javascript:alert(1)\">x</a>')", "true"),
    ("text.holds_script(' javascript:alert(1)')", "true"), ("text.holds_script('on javascript: a language')", "false"),
    ("text.holds_script('<scripture>')", "false"), ("text.holds_script('<script src=x>')", "true"),
    ("text.holds_script('<SCRIPT')", "true"), ("text.file_name('COM¹')", "false"),
    ("text.file_name('aux .txt')", "false"), ("text.file_name('auxiliary.txt')", "true"),
    ("text.folded('Gäs')", "\"gäs\""), ("text.folded('üies')", "\"üie\""), ("text.folded('Städties')", "\"städty\""),
  ])
  func `tells texts as their pages say`(source: String, expected: String) throws {
    #expect(try answer(source) == expected)
  }

  @Test(arguments: [
    ("double('0x10')", "error: '0x10' is no double"), ("double('nan(1)')", "error: 'nan(1)' is no double"),
    ("double('1e400')", "error: '1e400' is no double"), ("double('-Infinity')", "\"-Infinity\""),
    ("double('1e-400')", "0.0"), ("duration('.0s')", "\"0s\""),
    ("duration('.s')", "error: '.s' is no duration in range"),
    ("geom.area({'x': 758.9, 'y': 2865.8, 'width': 4.1, 'height': 5.0})", "20.5"),
    ("geom.area({'x': 1e17, 'y': 0, 'width': -5, 'height': 1})", "5.0"),
    ("geom.bounds({'x': 0.1, 'y': 0, 'width': 0.2, 'height': 1}).width", "0.2"),
    ("geom.angle([0, 0], [1e90, 0], [1e90, 1e90]) - 45.0 < 1e-9", "true"),
    ("geom.angle([0, 0], [1e-90, 0], [0, 1e-90])", "90.0"),
    ("lists.range(1500).map(i, [i, 1]).distinct().size()", "1500"),
  ])
  func `measures and reads numbers without loss`(source: String, expected: String) throws {
    #expect(try answer(source) == expected)
  }

  @Test(arguments: [
    ("c == d", "true"), ("c.map(x, x) == d", "true"), ("c[0] == d[0]", "true"), ("o == p", "true"),
    ("lists.duplicates([c, d])", "[1]"), ("text.trim(n)", "error: text.trim() does not take (int)"),
    ("n.trim()", "error: trim() does not take (int)"),
    ("n.?b.orValue(1)", "error: a value of type int has no member 'b'"),
    ("url(s).hos", "invalid: url has no member 'hos' (host?)"),
    ("has(url(s).hos)", "invalid: url has no member 'hos' (host?)"),
    ("url(s)['host']", "\"h\""), ("type(s) == string && type(n) == int", "true"), ("type(type(n)) == type", "true"),
    ("s in ['a', 'https://h/']", "true"), ("n in [s]", "false"), ("[n] in [[3]]", "true"), ("n in ['a']", "false"),
  ])
  func `means the same in a record and out of it`(source: String, expected: String) throws {
    let record =
      #"{"c":[9007199254740993],"d":[9007199254740992.0],"o":{"a":[1.0]},"p":{"a":[1]},"n":3,"s":"https://h/"}"#
    #expect(try answer(source, on: record) == expected)
  }

  @Test func `half a surrogate pair is no text of a long list`() throws {
    let list = "[" + (0..<17).map { "'\($0)'" }.joined(separator: ", ") + ", '\\ufffd']"
    #expect(try answer("s in \(list)", on: #"{"s":"\ud800"}"#) == "false")
    #expect(try answer("s in \(list)", on: #"{"s":"\ufffd"}"#) == "true")
  }

  /// Texts of one byte a character have a way of their own. A letter of two bytes in front of one takes it the long way.
  @Test(arguments: 0..<20) func `a text of one byte a character is as any other`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    func text(atMost count: Int) -> String {
      let letters = (0..<Int.random(in: 0...count, using: &random)).map { _ in "abAs._- /".randomElement(using: &random)
      }
      return String(letters.compactMap(\.self))
    }
    for _ in 0..<20 {
      let (whole, part) = (text(atMost: 12), text(atMost: 2))
      let place = Int.random(in: 0...whole.count, using: &random)
      let (short, long) = ("'\(whole)'", "'é\(whole)'")
      for (plain, other) in [
        ("\(short).indexOf('\(part)', \(place))", "\(long).indexOf('\(part)', \(place + 1))"),
        ("\(short).lastIndexOf('\(part)', \(place))", "\(long).lastIndexOf('\(part)', \(place + 1))"),
      ] {
        let (found, shifted) = (try answer(plain), try answer(other))
        #expect(Int(found).map { $0 < 0 ? $0 : $0 + 1 } == Int(shifted), "\(plain)")
      }
      #expect(try answer("\(short).substring(\(place))") == answer("\(long).substring(\(place + 1))"))
      #expect(
        try answer("\(short).substring(0, \(place)) == \(long).substring(1, \(place + 1))") == "true", "\(short)")
      #expect(try answer("'é' + \(short).lowerAscii() == \(long).lowerAscii()") == "true", "\(short)")
      #expect(
        try answer("text.folded(text.folded('x \(whole)') + ' é') == text.folded('x \(whole) é')") == "true",
        "\(short)")
    }
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
