import Fixes
import Foundation
import TestSupport
import Testing

@Suite struct FileReplacementTests {
  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `the file is the old one until the new one is whole`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.json", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let replacement = try FileReplacement(path)
    try replacement.append(Array("ne".utf8))
    try replacement.append(Array("w".utf8))
    #expect(folder.read("a.json") == "old")
    try replacement.commit()
    #expect(folder.read("a.json") == "new")
    #expect(try mode(path) == 0o640)
    #expect(folder.names == ["a.json"])
  }

  @Test func `what is not committed leaves nothing`() throws {
    let folder = try ScratchFolder()
    do {
      let replacement = try FileReplacement(folder.path + "/new.json")
      try replacement.append([1])
      #expect(folder.names.count == 1)
    }
    #expect(folder.names == [])
  }

  @Test func `links and files with several names are refused`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.json", "old")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.json", withDestinationPath: path)
    #expect(
      throws: FixError("\(folder.path)/link.json is a symbolic link; name the file that it leads to", isUsage: true)
    ) {
      _ = try FileReplacement(folder.path + "/link.json")
    }
    try FileManager.default.linkItem(atPath: path, toPath: folder.path + "/b.json")
    #expect(
      throws: FixError(
        "\(path) has 2 names, and the others would keep the old text; write it with --output", isUsage: true)
    ) { _ = try FileReplacement(path) }
    #expect(throws: FixError("\(folder.path) is no regular file", isUsage: true)) {
      _ = try FileReplacement(folder.path)
    }
    #expect(folder.names == ["a.json", "b.json", "link.json"])
  }
}
