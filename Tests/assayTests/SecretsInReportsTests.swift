import Foundation
import TestSupport
import Testing

/// No report shows a secret, whatever is around it, unless told so.
@Suite struct SecretsInReportsTests {
  private static let secret = "Zq7XwPlmR4tYbN2K"

  private static let rules = """
    ruleset: test
    format: zoo.yaml
    rules:
      size-small: {where: has(asset.size), assert: asset.size < 10, message: 'size {value} of {asset.name}'}
      deep-small: {on: $.deep.*, assert: node < 10, message: '{key} is {value}'}
      name-once: {where: has(asset.name), unique: {key: asset.name, within: export}, message: '{value} at {first}'}
      tag-once: {on: '$.tags[*]', unique: {key: node, within: record}, masked: true, message: '{value} at {first}'}
      note-number:
        where: has(asset.note)
        assert: int(asset.note) < 10
        at: asset.note
        masked: true
        on_error: finding
      text-empty:
        where: has(asset.text)
        assert: asset.text == ''
        masked: true
        message: "{value}, {node_text}, {asset.text.substring(3)} and {[asset.text]} of {asset.name}"
      list-empty:
        where: has(asset.list)
        assert: size(asset.list) == 0
        masked: true
        message: "{value}"
      few-people:
        aggregate: {on: $.person, count_if: 'true', by: node}
        limit: {count: 0}
        masked: true
    """.replacing("{node_text}, ", with: "")

  private static let formats = ["text", "concise", "json", "jsonl", "junit"]

  /// Exports with the secret `S`.
  static let exports: [(name: String, text: String)] = [
    ("before-on-the-line", #"{"zoo":1,"name":"a","u":"https://h/?X-Amz-Signature=S","size":11}"#),
    ("behind-on-the-line", #"{"zoo":1,"name":"a","size":11,"u":"https://h/?X-Amz-Security-Token=S"}"#),
    ("long-before", #"{"zoo":1,"name":"a","u":"https://h/?sig=LLLLS","size":11}"#),
    ("cut-before", #"{"zoo":1,"name":"a","u":"https://h/?sig=LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLS","size":11}"#),
    ("key-before", #"{"zoo":1,"name":"a","u":"-----BEGIN PRIVATE KEY-----\nLLL\nS\n-----END","size":11}"#),
    ("password-cut-behind", #"{"zoo":1,"name":"a","size":11,"u":"MM https://me:SSSSSSSSSSSS@h/"}"#),
    ("user-cut-behind", #"{"zoo":1,"name":"a","size":11,"u":"MM https://SSSSSSSSSSSS@h/"}"#),
    ("escaped", #"{"zoo":1,"name":"a","u":"https:\/\/h\/?a\u0026\u0073ig\u003dS\u0026b","size":11}"#),
    ("user-escaped", #"{"zoo":1,"name":"a","u":"https:\/\/me\u003aS\u0040h","size":11}"#),
    ("encoded-twice", #"{"zoo":1,"name":"a","u":"https://h/?to=https%253A%252F%252Fme%253AS%2540h","size":11}"#),
    ("identity", #"{"zoo":1,"name":"token=S","size":11}"#),
    ("pointer", #"{"zoo":1,"name":"a","deep":{"https://h/?token=S":11}}"#),
    ("duplicate", #"{"zoo":1,"name":"?apikey=S"}"# + "\n" + #"{"zoo":1,"name":"?apikey=S"}"#),
    ("duplicate-key", #"{"zoo":1,"name":"a","?apikey=S":1,"?apikey=S":2}"#),
    ("duplicate-in-record", #"{"zoo":1,"name":"a","tags":["S","S"]}"#),
    ("no-object", #"{"zoo":1}"# + "\n" + #""https://me:S@h/""#),
    ("broken", #"{"zoo":1,"name":"a","u":"https://h/?sig=S", oops}"#),
    ("truncated", #"{"zoo":1,"name":"a","u":"https://h/?sig=S"#),
    ("lone-surrogate", #"{"zoo":1,"name":"a","u":"\ud800?sig=S"}"#),
    ("error", #"{"zoo":1,"name":"a","note":"S"}"#),
    ("value", #"{"zoo":1,"name":"a S b","text":"S"}"#),
    ("value-escaped", #"{"zoo":1,"name":"a","text":"\u005aq7XwPlmR4tYbN2K","x":"S"}"#),
    ("value-beside", #"{"zoo":1,"name":"a","x":"S","text":"S","y":"S"}"#),
    ("list", #"{"zoo":1,"name":"a","list":["S", {"a": "S"}]}"#),
    ("group", #"{"zoo":1,"name":"a","person":"S"}"#),
  ].map { name, text in
    let letters = (0..<512).map { "abcdefghijklmnopqrstuvwxyz0123456789"[($0 * 7) % 36] }
    let long = text.replacing("L", with: String(letters)).replacing("M", with: "0123456789")
    return (
      name,
      long.replacing("S", with: secret).replacing("\(secret)ignature", with: "Signature")
        .replacing("\(secret)ecurity", with: "Security")
    )
  }

  private func scene(_ text: String) throws -> Scene {
    let scene = try Scene()
    try scene.folder.write("rules.yaml", Self.rules)
    try scene.folder.write("zoo.yaml", Scene.format)
    try scene.folder.write("x.json", text)
    return scene
  }

  /// Whether eight characters of the secret in a row are in `text`.
  private func leaks(_ text: String) -> Bool {
    let secret = Array(Self.secret)
    return (0...secret.count - 8).contains { text.contains(String(secret[$0..<$0 + 8])) }
  }

  @Test(arguments: exports) func `no report shows it`(name: String, text: String) throws {
    let scene = try scene(text)
    for format in Self.formats {
      let result = try scene.check(["x.json", "--format", format])
      #expect([1, 3].contains(result.status), "\(format): \(result)")
      #expect(!leaks(result.output + result.errors), "\(format): \(result.output)")
      if format == "text" { #expect(result.output.contains("***"), "\(result.output)") }
    }
  }

  @Test(arguments: exports) func `fingerprints and places are the same when it is shown`(name: String, text: String)
    throws
  {
    let scene = try scene(text)
    func findings(_ arguments: [String]) throws -> [[String]] {
      let lines = try scene.check(["x.json", "--format", "jsonl"] + arguments).output.split(separator: "\n").dropLast()
      return try lines.map { line in
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let location = try #require(object["location"] as? [String: Any])
        return ["\(object["fingerprint"] ?? "")", "\(location["line"] ?? "")", "\(location["column"] ?? "")"]
      }
    }
    let hidden = try findings([])
    #expect(!hidden.isEmpty)
    #expect(try findings(["--reveal"]) == hidden)
  }

  @Test(arguments: exports.filter { !["value-escaped", "escaped"].contains($0.name) })
  func `a run that is told to shows it`(name: String, text: String) throws {
    let result = try scene(text).check(["x.json", "--format", "text", "--reveal"])
    #expect(leaks(result.output), "\(result.output)")
  }

  @Test func `the marks stand below what is hidden`() throws {
    let scene = try scene(#"{"zoo":1,"name":"a","text":"日本 jo@example.com","x":1}"#)
    let result = try scene.check(["x.json", "--format", "text", "--quiet"])
    #expect(result.status == 1)
    let lines = try scene.check(["x.json"]).output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[2] == #"1 | {"zoo":1,"name":"a","text":"*****************","x":1}"#)
    #expect(lines[3] == "  |" + String(repeating: " ", count: 28) + String(repeating: "^", count: 19))
  }
}

extension String {
  fileprivate subscript(position: Int) -> Character { self[index(startIndex, offsetBy: position)] }
}
