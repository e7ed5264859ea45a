import Foundation
import JSONReading
import SourceText
import TestSupport
import Testing

/// What holds for every text: our fast reader, our plain one and Foundation's agree.
@Suite struct JSONReaderPropertyTests {
  @Test(arguments: 0..<300)
  func `random documents are read as Foundation reads them`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let text = random.value(depth: 7)
    let document = try JSONDocument(text)
    let other = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    #expect(Self.isSame(document.root, other), "\(text)")
    #expect(document.ambiguities == [])
  }

  @Test(arguments: 0..<2000)
  func `the fast reader and the plain one agree about damaged documents`(seed: Int) {
    var random = RandomJSON(seed: seed)
    let whole = Array((seed.isMultiple(of: 2) ? random.value(depth: 5) : random.pick(Self.exports)).utf8)
    for _ in 0..<5 {
      let bytes = random.damaged(whole)
      let text = PaddedBytes(bytes)
      let plain = Result { () throws(JSONSyntaxError) in try JSONSyntaxChecker().check(text, 0..<text.count) }
      for kernel in ScanKernel.all {
        compare(Result { () throws(JSONSyntaxError) in try JSONDocument(bytes, kernel: kernel) }, plain, bytes, seed)
      }
    }
  }

  /// What exports are full of: objects of one shape, points in all spellings, keys around the sizes that are compared at once.
  static let exports = [
    #"[{"objectId":"a","title":"","box":{"x":10.5,"y":-0.25,"n":0},"points":[[12.5,22.75],[-0.5,3],[100,1e2]],"a":[]},"#
      + #"{"objectId":"b\n","title":"é","box":{"x":1,"y":20.0,"n":7},"points":[[0.125,0.5],[9.5,8.5]],"a":{},"s":["t" ],"u":"v" }]"#,
    """
    [
      {"twenty-nine-bytes-of-a-key-29": 1, "thirty-bytes-of-a-key-xxxxx-30": [[1.5, 2.5], [ 0.5 ,1 ]], "thirty-two-bytes-of-a-key-xxx-32": true},
      {"twenty-nine-bytes-of-a-key-29": 1, "thirty-bytes-of-a-key-xxxxx-30": [[1.5, 2.5], [-1,0]], "thirty-two-bytes-of-a-key-xxx-32": null}
    ]
    """,
  ]

  @Test(arguments: exports)
  func `both readers agree about an export of which one byte is another`(export: String) {
    let whole = Array(export.utf8)
    for place in whole.indices {
      for byte in [
        UInt8(ascii: "0"), 0x2D, 0x2E, 0x65, 0x2C, 0x3A, 0x22, 0x5C, 0x5B, 0x5D, 0x7B, 0x7D, 0x20, 0x0A, 0x78, 0x80,
      ] {
        var bytes = whole
        bytes[place] = byte
        let text = PaddedBytes(bytes)
        let plain = Result { () throws(JSONSyntaxError) in try JSONSyntaxChecker().check(text, 0..<text.count) }
        for kernel in ScanKernel.all {
          compare(Result { () throws(JSONSyntaxError) in try JSONDocument(bytes, kernel: kernel) }, plain, bytes, place)
        }
      }
    }
  }

  private func compare(
    _ fast: Result<JSONDocument, JSONSyntaxError>, _ plain: Result<Void, JSONSyntaxError>, _ bytes: [UInt8], _ seed: Int
  ) {
    switch (fast, plain) {
    case (.success(let document), .success):
      // Walking over all of it must not leave the text.
      #expect(document.root.span.end <= bytes.count)
      #expect(document.root == document.root && document.root.hashValue == document.root.hashValue)
      #expect(document.root.containers.reduce(0) { $0 + $1.count } >= 0)
    case (.failure(let error), .failure(let plainError)):
      #expect(error == plainError)
      #expect(error.offset >= 0 && error.offset <= bytes.count)
    default:
      Issue.record("seed \(seed): \(String(decoding: bytes, as: UTF8.self)): \(fast) \(plain)")
    }
  }

  @Test func `every beginning of a document is refused by both readers`() throws {
    let whole = Array(#"{"a": [1.5e3, "\u00e9x\n", true, {"b": null}], "": -0}"#.utf8)
    for count in 0..<whole.count {
      let start = Array(whole[..<count])
      let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(start) }
      #expect(
        error?.kind == .truncated || error?.message.hasPrefix("'\\u'") == true, "\(count): \(String(describing: error))"
      )
    }
    #expect(throws: Never.self) { try JSONDocument(whole) }
  }

  private static func isSame(_ node: JSONNode, _ other: Any) -> Bool {
    switch node.kind {
    case .null: return other is NSNull
    case .boolean: return (other as? NSNumber)?.boolValue == node.boolean
    case .number:
      // Foundation reads decimals and rounds twice; `JSONNodeTests` compares the last bit with a better reader.
      guard let number = (other as? NSNumber)?.doubleValue, let double = node.double else { return false }
      return abs(number - double) <= 4 * double.ulp
    case .string: return (other as? String).map { Array($0.utf8) } == node.string.map { Array($0.utf8) }
    case .array:
      guard let others = other as? [Any], others.count == node.count else { return false }
      return zip(node.elements, others).allSatisfy { isSame($0, $1) }
    case .object:
      guard let others = other as? [String: Any], others.count == node.count else { return false }
      return node.members.allSatisfy { key, value in others[key.string ?? ""].map { isSame(value, $0) } ?? false }
    }
  }
}
