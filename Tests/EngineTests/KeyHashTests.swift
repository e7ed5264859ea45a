import CEL
import JSONReading
import TestSupport
import Testing

@testable import Engine

@Suite struct KeyHashTests {
  static let seed = KeyHash.Seed()

  static func hash(_ text: String) throws -> KeyHash {
    let document = try JSONDocument(text)
    return try #require(KeyHash(.exact(document.root), seed: seed))
  }

  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("0", "-0.0"), (#""\u00e9""#, #""é""#), (#""\ud83d\ude00""#, #""😀""#),
    (#"{"a":1,"b":[2]}"#, #"{ "b": [2.0], "\u0061": 1 }"#), ("[1,[2]]", "[ 1.0, [2] ]"), ("true", " true"),
    ("[]", "[ ]"),
    ("1e3", "1000"), ("9007199254740993", "9007199254740993"),
    ("9007199254740993.0", "9007199254740993"), ("12345678901234567891", "12345678901234567891.0"),
    ("12345678901234567891e2", "1234567890123456789100"), ("1e400", "1e400"), ("-1e19", "-10000000000000000000"),
    ("123456789012345678e1", "1234567890123456780"),
  ])
  func `equal keys have equal hashes`(left: String, right: String) throws {
    #expect(try Self.hash(left) == Self.hash(right))
  }

  @Test func `different keys have different hashes`() throws {
    let texts = [
      "1", #""1""#, "2", "-1", "1.5", "true", "false", "null", #""true""#, #""null""#, #""""#, "[]", "{}", "[1]",
      "[[1]]",
      "[1,1]", "[[1],1]", "[1,[1]]", #"{"a":1}"#, #"{"a":"1"}"#, #"{"b":1}"#, #"{"a":1,"b":1}"#, #"{"a":{"b":1}}"#,
      #"{"a":2,"b":1}"#, #"{"a":1,"b":2}"#, #"["a","b"]"#, #"["b","a"]"#, #"["ab"]"#, #"["a","b",""]"#, "\"é\"",
      "\"e\u{301}\"", #""a\u0000""#, #""\u0000a""#, #""a""#, #""eight678""#, #""eight678\u0000""#, #""eight67""#,
      "9007199254740992", "9007199254740993", "9007199254740994", "12345678901234567890", "12345678901234567891",
      "-12345678901234567891", "123456789012345678901", "123456789012345678902", "1e19", "1e20", "0", "[0]", "[null]",
      "[false]", "1e300", "\"sixteen-bytes-16\"",
    ]
    let hashes = try texts.map(Self.hash)
    for (place, hash) in hashes.enumerated() {
      for other in 0..<place {
        #expect(hash != hashes[other], "\(texts[place]) and \(texts[other])")
        #expect(hash.low != hashes[other].low && hash.high != hashes[other].high, "\(texts[place]), \(texts[other])")
      }
    }
  }

  @Test func `values made by expressions hash like those that were read`() throws {
    let pairs: [(CELValue, String)] = [
      (.int(7), "7"), (.double(7), "7"), (.uint(7), "7"), (.string("é"), #""\u00e9""#), (.bool(true), "true"),
      (.null, "null"), (.list([.int(1), .string("a")]), #"[1, "a"]"#), (.list([]), "[]"),
    ]
    for (value, text) in pairs { #expect(try KeyHash(value, seed: Self.seed) == Self.hash(text), "\(text)") }
  }

  @Test func `bytes and timestamps are no keys`() throws {
    #expect(KeyHash(.bytes([1]), seed: Self.seed) == nil)
    #expect(KeyHash(.list([.bytes([1])]), seed: Self.seed) == nil)
  }

  @Test func `another run has other hashes`() throws {
    let document = try JSONDocument(#""a""#)
    #expect(
      KeyHash(CELValue(document.root), seed: KeyHash.Seed()) != KeyHash(CELValue(document.root), seed: KeyHash.Seed()))
  }
}
