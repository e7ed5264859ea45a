import Foundation
import JSONEditing
import SourceText
import TestSupport
import Testing

@Suite struct JSONPatchTests {
  private func patch(_ old: String, _ new: String) throws -> [String] {
    try JSONPatch(from: Array(old.utf8), to: Array(new.utf8)).operations.map { $0.json() }
  }

  @Test func `operations replace, remove from behind and add`() throws {
    #expect(
      try patch(#"{"a/b": 1, "list": [1, 2, 1, 3], "gone": null}"#, #"{"a/b":"x","list":[1,3],"new":{"k":[]}}"#) == [
        #"{"op":"replace","path":"/a~1b","value":"x"}"#, #"{"op":"remove","path":"/list/2"}"#,
        #"{"op":"remove","path":"/list/1"}"#, #"{"op":"remove","path":"/gone"}"#,
        #"{"op":"add","path":"/new","value":{"k":[]}}"#,
      ])
  }

  @Test func `paths may lie below a prefix`() throws {
    let operations = try JSONPatch(from: Array("[1]".utf8), to: Array("[2]".utf8)).operations
    #expect(operations.map { $0.json(below: JSONPointer(["4"])) } == [#"{"op":"replace","path":"/4/0","value":2}"#])
    #expect(operations.map { [$0.old, $0.new] } == [["1", "2"]])
  }

  /// A patch as RFC 6902 says that it is applied, by Foundation's values.
  private static func applied(_ operations: [JSONPatch.Operation], to text: String) throws -> Any {
    var value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    for operation in operations {
      let new = try operation.new.map {
        try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
      }
      value = try changed(value, operation.path.tokens[...], operation.kind, new)
    }
    return value
  }

  private static func text(of value: Any) throws -> Data {
    try JSONSerialization.data(withJSONObject: [value], options: .sortedKeys)
  }

  private static func changed(
    _ value: Any, _ path: ArraySlice<String>, _ kind: JSONPatch.Operation.Kind, _ new: Any?
  ) throws -> Any {
    guard let token = path.first else { return new ?? NSNull() }
    if var list = value as? [Any] {
      let position = try #require(Int(token))
      switch (path.count, kind) {
      case (1, .add): list.insert(new ?? NSNull(), at: position)
      case (1, .remove): list.remove(at: position)
      default: list[position] = try changed(list[position], path.dropFirst(), kind, new)
      }
      return list
    }
    var object = try #require(value as? [String: Any])
    switch (path.count, kind) {
    case (1, .add): object[token] = new ?? NSNull()
    case (1, .remove): object[token] = nil
    default: object[token] = try changed(try #require(object[token]), path.dropFirst(), kind, new)
    }
    return object
  }

  @Test(arguments: 0..<300)
  func `operations make any value out of any other`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let (old, new) = (random.value(depth: 4), random.value(depth: 4))
    let operations = try JSONPatch(from: Array(old.utf8), to: Array(new.utf8)).operations
    let wanted = try JSONSerialization.jsonObject(with: Data(new.utf8), options: .fragmentsAllowed)
    #expect(
      try Self.text(of: Self.applied(operations, to: old)) == Self.text(of: wanted), "\(old)\n\(new)\n\(operations)")
  }
}
