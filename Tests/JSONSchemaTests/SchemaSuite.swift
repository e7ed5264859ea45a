import Foundation
import JSONReading
import JSONSchema
import TestSupport
import Testing

/// The JSON Schema Test Suite, draft 2020-12.
enum SchemaSuite {
  /// A schema of the suite with the values that are tried.
  struct Group: CustomTestStringConvertible, Sendable {
    /// The file, from the draft's folder, without its ending.
    var file: String
    var description: String
    var schema: String
    var cases: [Case]
    var testDescription: String { "\(file): \(description)" }
  }

  struct Case: Sendable {
    var description: String
    var data: String
    var isValid: Bool
  }

  /// All groups, file by file.
  static let groups: [Group] = {
    guard let folder = SharedFolder.suites?.appending(path: "json-schema/draft2020-12") else { return [] }
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted().flatMap { file in
      (try? groups(of: String(file.dropLast(5)), at: folder.appending(path: file))) ?? []
    }
  }()

  private static func groups(of file: String, at url: URL) throws -> [Group] {
    let document = try JSONDocument(Data(contentsOf: url))
    return try document.root.elements.map { group in
      Group(
        file: file, description: group.member("description")?.string ?? "",
        schema: try #require(group.member("schema")).sourceText,
        cases: try #require(group.member("tests")).elements.map { test in
          Case(
            description: test.member("description")?.string ?? "", data: test.member("data")?.sourceText ?? "",
            isValid: test.member("valid")?.boolean ?? false)
        })
    }
  }

  /// What the suite's schemas refer to.
  static let library: SchemaLibrary = {
    var library = SchemaLibrary()
    guard let folder = SharedFolder.suites?.appending(path: "json-schema/remotes") else { return library }
    for case let file as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
      guard file.hasSuffix(".json"), let text = try? Data(contentsOf: folder.appending(path: file)),
        let document = try? JSONDocument(text)
      else { continue }
      library.add(document, at: "http://localhost:1234/\(file)")
    }
    return library
  }()
}
