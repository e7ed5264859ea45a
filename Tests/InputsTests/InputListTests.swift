import Foundation
import Testing

@testable import Inputs

@Suite struct InputListTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The names found and the errors, without the folder's own name.
  private func find(_ arguments: String...) -> (names: [String], errors: [InputError]) {
    let list = InputList(arguments: arguments.map { $0 == "-" ? $0 : "\(folder.path)/\($0)" })
    return (
      list.inputs.map { folder.short($0.name) },
      list.errors.map { InputError($0.reason, in: folder.short($0.name), at: $0.offset) }
    )
  }

  @Test func `keeps files in the order of the arguments, whatever their names end in`() throws {
    for name in ["b.json", "a.txt"] { try folder.file(name) }
    let (names, errors) = find("b.json", "-", "a.txt", "-")
    #expect(names == ["b.json", "<stdin>", "a.txt"])
    #expect(errors == [])
  }

  @Test func `searches folders to the bottom, sorted by bytes, without hidden and unwanted files`() throws {
    for name in [
      "x/b.json", "x/B.NDJSON", "x/a/z.jsonl", "x/a.zip", "x/c.gz", "x/d.zst", "x/.hidden.json", "x/.git/a.json",
      "x/notes.txt", "x/json", "x/.json",
    ] { try folder.file(name) }
    let (names, errors) = find("x")
    #expect(names == ["x/B.NDJSON", "x/a/z.jsonl", "x/a.zip", "x/b.json", "x/c.gz", "x/d.zst"])
    #expect(errors == [])
  }

  @Test func `does not double the slash of a folder`() throws {
    try folder.file("x/a.json")
    #expect(find("x/").names == ["x/a.json"])
  }

  @Test func `lists a file once, by its first name`() throws {
    try folder.file("x/a.json")
    try folder.link("b.json", to: "x/a.json")
    let (names, errors) = find("b.json", "x/a.json", "x/../x/a.json", "x", "x/*.json")
    #expect(names == ["b.json"])
    #expect(errors == [])
  }

  @Test func `names what is not there`() throws {
    try folder.file("x/readme.txt")
    let (names, errors) = find("gone.json", "x", "*.json", "x/[a-c]*/deep/*.json")
    #expect(names == [])
    #expect(
      errors == [
        InputError(.system(action: "open", code: ENOENT), in: "gone.json"), InputError(.nothingMatched, in: "x"),
        InputError(.nothingMatched, in: "*.json"), InputError(.nothingMatched, in: "x/[a-c]*/deep/*.json"),
      ])
    #expect(errors.first?.description == "gone.json: cannot open: No such file or directory")
    #expect(
      errors.last?.message
        == "nothing to read: no file here ends in .json, .ndjson, .jsonl, .zip, .gz or .zst")
  }

  @Test func `says which files in a folder cannot be looked into`() throws {
    try folder.link("broken.json", to: "nowhere")
    try #require(mkfifo("\(folder.path)/pipe.json", 0o600) == 0)
    try folder.file("a.json")
    let (names, errors) = find("")
    #expect(names == ["a.json"])
    #expect(
      errors == [
        InputError(.system(action: "open", code: ENOENT), in: "broken.json"), InputError(.notAFile, in: "pipe.json"),
      ])
  }

  @Test func `ends where links lead back`() throws {
    try folder.file("x/y/a.json")
    try folder.link("x/y/up", to: "../..")
    try folder.link("x/self", to: ".")
    #expect(find("x").names == ["x/y/a.json"])
    #expect(find("**/a.json").names == ["x/y/a.json"])
    #expect(find(String(repeating: "*/", count: 40) + "a.json").names.count <= 1)
  }

  @Test func `searches very deep folders`() throws {
    let path = String(repeating: "d/", count: 1_000) + "a.json"
    try folder.file(path)
    #expect(find("d").names == [path])
  }

  @Test func `expands patterns that no file has as its name`() throws {
    for name in ["a1.json", "a2.json", "b1.json", "[ab].json", "x/a3.json", "x/y/a4.json", "x/y/n.txt", ".h/a5.json"] {
      try folder.file(name)
    }
    #expect(find("a?.json").names == ["a1.json", "a2.json"])
    #expect(find("[ab].json").names == ["[ab].json"])
    #expect(find("[ab]1.json").names == ["a1.json", "b1.json"])
    #expect(find("*/a*.json").names == ["x/a3.json"])
    #expect(find("**/a*.json").names == ["a1.json", "a2.json", "x/a3.json", "x/y/a4.json"])
    #expect(find("x/**").names == ["x/a3.json", "x/y/a4.json"])
    #expect(find("x/*/n*").names == ["x/y/n.txt"])
    #expect(find("*").names == ["[ab].json", "a1.json", "a2.json", "b1.json", "x/a3.json", "x/y/a4.json"])
    #expect(find(".*/*").names == [".h/a5.json"])
  }

  @Test func `finds files whose names are no UTF-8`() throws {
    let name: [UInt8] = Array("\(folder.path)/".utf8) + [0x61, 0xFF] + Array(".json".utf8)
    let descriptor = withPathPointer(name) { open($0, O_CREAT | O_WRONLY, 0o600) }
    try #require(descriptor >= 0)
    try #require(write(descriptor, "{}", 2) == 2)
    close(descriptor)
    let list = InputList(arguments: [folder.path])
    #expect(list.inputs.map { folder.short($0.name) } == ["a\u{FFFD}.json"])
    #expect(Reading.all(list.inputs).readings.map(\.content) == [Array("{}".utf8)])
  }

  @Test func `keeps names relative`() throws {
    let list = InputList(arguments: ["Package.swift", "./Package.swift", "Packag[e].swif?"])
    #expect(list.inputs == [InputPath("Package.swift")])
    #expect(list.errors == [])
  }
}
