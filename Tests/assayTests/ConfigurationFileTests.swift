import Foundation
import TestSupport
import Testing

@testable import assay

/// Where configurations are looked for.
@Suite struct ConfigurationFileTests {
  /// Folders `a/b/c` and, in some of them, files.
  static func folder(with files: [String]) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for file in files + ["a/b/c/x.json"] { try folder.write(file, "") }
    return folder
  }

  /// What a search that starts in `place` finds.
  static func search(_ files: [String], from place: String) throws -> String? {
    let folder = try folder(with: files)
    return try ConfigurationFile.search(from: folder.path + "/" + place).map {
      String($0.dropFirst(folder.path.count + 1))
    }
  }

  @Test(arguments: [
    (["a/b/c/assay.yaml", "a/b/assay.yaml"], "a/b/c/", "a/b/c/assay.yaml"),
    (["a/assay.yaml"], "a/b/c/", "a/b/c/../../assay.yaml"),
    (["a/b/c/assay.yaml"], "a/b/", nil), (["a/assay.yaml", "a/.git/HEAD"], "a/b/c/", "a/b/c/../../assay.yaml"),
    (["a/assay.yaml", "a/b/.git"], "a/b/c/", nil), (["a/assay.yaml", "a/b/c/.git"], "a/b/c/", nil),
  ])
  func `the nearest one upwards is found, and none beyond a repository`(
    files: [String], place: String, found: String?
  ) throws {
    // Nothing above the scratch folder is looked into.
    #expect(try Self.search(files + [".git"], from: place) == found)
  }

  @Test func `the search ends where the file system does`() throws {
    #expect(try ConfigurationFile.search(from: "/") == nil)
  }

  @Test func `a name that is nearly right is an error`() throws {
    #expect(throws: (any Error).self) { try Self.search(["a/b/assay.yml"], from: "a/b/c/") }
    #expect(try Self.search(["a/assay.yml", "a/b/assay.yaml", "a/b/.git"], from: "a/b/c/") == "a/b/c/../assay.yaml")
  }

  @Test(arguments: [
    (["a/b/assay.yaml"], "a/b/c/x.json", "a/b/assay.yaml"), (["a/b/c/assay.yaml"], "a/b/c", "a/b/c/assay.yaml"),
    (["a/b/c/assay.yaml"], "a/b/c/", "a/b/c/assay.yaml"), (["a/assay.yaml", "a/b/.git"], "a/b/c/x.json", nil),
    (["a/b/c/assay.yaml"], "a/b/none.json", nil), (["a/assay.yaml"], "a/b/../b/c/x.json", nil),
  ])
  func `one beside an input is noticed`(files: [String], input: String, found: String?) throws {
    let folder = try Self.folder(with: files + [".git"])
    let path = try ConfigurationFile.unheeded(beside: [folder.path + "/" + input])
    #expect(path.map { String($0.dropFirst(folder.path.count + 1)) } == found)
  }

  @Test func `standard input lies nowhere`() throws {
    #expect(try ConfigurationFile.unheeded(beside: ["-"]) == nil)
    #expect(try ConfigurationFile.unheeded(beside: []) == nil)
  }
}
