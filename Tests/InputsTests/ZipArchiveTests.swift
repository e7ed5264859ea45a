import Foundation
import Testing

@testable import Inputs

@Suite struct ZipArchiveTests {
  typealias Member = ZipBuilder.Member

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ archive: [UInt8], bufferSize: Int = 1 << 16) throws -> (readings: [Reading], skipped: [String]) {
    let (readings, skipped) = Reading.all([InputPath(try folder.file("x.zip", archive))], bufferSize: bufferSize)
    let short = readings.map { reading in
      let error = reading.error.map { InputError($0.reason, in: folder.short($0.name), at: $0.offset) }
      return Reading(name: folder.short(reading.name), content: reading.content, error: error)
    }
    return (short, skipped.map { folder.short($0) })
  }

  /// The only error that an archive gives.
  private func error(of archive: ZipBuilder) throws -> InputError? {
    let readings = try read(archive.bytes).readings
    #expect(readings.count == 1)
    return readings.first?.error
  }

  private static let both = [Member(sample: "a/one.json"), Member("two.ndjson", stored: Array("{}\n".utf8))]

  private static let bothRead = [
    Reading(name: "x.zip!/a/one.json", content: Sample.text),
    Reading(name: "x.zip!/two.ndjson", content: Array("{}\n".utf8)),
  ]

  @Test(arguments: [1, 7, 4096, 1 << 20])
  func `gives stored and deflated members for every buffer`(bufferSize: Int) throws {
    #expect(try read(ZipBuilder(Self.both).bytes, bufferSize: bufferSize).readings == Self.bothRead)
  }

  @Test func `reads zip64, comments and sizes behind the data`() throws {
    var archive = ZipBuilder(Self.both.map { $0.with { $0.hasDescriptor = true } })
    archive.isZip64 = true
    // A comment that looks like an end record, but is not as long as it says.
    archive.comment = Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 7, count: 65_000)
    #expect(try read(archive.bytes).readings == Self.bothRead)
  }

  @Test func `passes over folders and what the Finder adds, and names what is no JSON`() throws {
    let json = Array(" {}".utf8)
    let members = [
      Member("a/", stored: []), Member("__MACOSX/a/._one.json", stored: [1]), Member("a/.DS_Store", stored: [1]),
      Member("readme.txt", stored: [1]), Member("a/photo.JPG", stored: [1]), Member("LICENSE", stored: [65]),
      Member("._b.json", stored: [0]), Member("odd/", stored: [1]), Member("part-1", stored: json),
      Member("Part-2.JSON", stored: json),
    ]
    let (readings, skipped) = try read(ZipBuilder(members).bytes)
    #expect(
      readings == [Reading(name: "x.zip!/part-1", content: json), Reading(name: "x.zip!/Part-2.JSON", content: json)])
    #expect(
      skipped == [
        "x.zip!/readme.txt", "x.zip!/a/photo.JPG", "x.zip!/LICENSE", "x.zip!/._b.json", "x.zip!/odd/",
      ])
  }

  @Test func `takes JSON for what it is, whatever its name says`() throws {
    let taken = [
      "x.txt": "[{\"a\":1}]", "export-2024.05": "\u{FEFF} {\n\"a\":1}", "part.jsonlines": "{\"a\":1}\n{\"a\":2}\n",
    ]
    let others = ["set.ini": "[core]\na=1", "note.md": "[1] {", "a.conf": "{ a = 1 }", "n.csv": "1,2", "e.dat": ""]
    let members = (taken.sorted { $0.key < $1.key } + others.sorted { $0.key < $1.key }).map {
      Member($0.key, stored: Array($0.value.utf8))
    }
    let locked = Member("film.mp4", stored: Array("[{".utf8)).with { $0.flags = 1 }
    let compressed = Member("part.bin", stored: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
    let bzip2 = Member("b.json.bz2", stored: Array("BZh91AY".utf8))
    let (readings, skipped) = try read(ZipBuilder(members + [locked, compressed, bzip2]).bytes)
    #expect(
      Array(readings.prefix(3))
        == ["export-2024.05", "part.jsonlines", "x.txt"].map {
          Reading(name: "x.zip!/\($0)", content: Array((taken[$0] ?? "").utf8))
        })
    #expect(
      readings.dropFirst(3).map(\.error) == [
        InputError(.unsupported("gzip data within a zip archive"), in: "x.zip!/part.bin"),
        InputError(.unsupported("bzip2 data within a zip archive"), in: "x.zip!/b.json.bz2"),
      ])
    #expect(skipped == ["a.conf", "e.dat", "n.csv", "note.md", "set.ini", "film.mp4"].map { "x.zip!/\($0)" })
  }

  @Test func `says when an archive holds no document`() throws {
    let expected = InputError(.noDocument, in: "x.zip")
    #expect(try error(of: ZipBuilder()) == expected)
    #expect(try error(of: ZipBuilder([Member("a/", stored: []), Member("b.txt", stored: [1])])) == expected)
    #expect(expected.description == "x.zip: the archive holds no JSON")
  }

  @Test func `goes on with the next member after a bad one`() throws {
    let members = [
      Member(sample: "a.json").with { $0.method = 14 }, Member(sample: "b.json").with { $0.flags = 1 },
      Member(sample: "c.json").with { $0.crc ^= 1 }, Member("d.json", stored: [0x7B, 0x7D]),
    ]
    let readings = try read(ZipBuilder(members).bytes).readings
    #expect(
      readings.map { $0.error?.message } == [
        "cannot read a member of zip method 14 (LZMA) (at byte 0)", "cannot read an encrypted member (at byte 578)",
        "the content does not match its zip checksum (at byte 1734)", nil,
      ])
    #expect(readings.map(\.name) == ["a", "b", "c", "d"].map { "x.zip!/\($0).json" })
  }

  @Test func `opens members that are read at the same time`() async throws {
    let archive = ZipBuilder((0..<8).map { Member(sample: "\($0).json") }).bytes
    var sequence = InputSequence([InputPath(try folder.file("x.zip", archive))])
    var documents: [ByteSource] = []
    while let document = try sequence.next() { documents.append(document) }
    let contents = await withTaskGroup { group in
      for document in documents { group.addTask { Reading(document, bufferSize: 17).content } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(contents == [[UInt8]](repeating: Sample.text, count: 8))
  }

  /// Archives with one thing wrong, and the reason that is given.
  static let broken: [(archive: ZipBuilder, reason: InputError.Reason)] = {
    func one(_ change: (inout Member) -> Void) -> ZipBuilder { ZipBuilder([Member(sample: "a.json").with(change)]) }
    func archive(_ change: (inout ZipBuilder) -> Void) -> ZipBuilder {
      var archive = ZipBuilder([Member(sample: "a.json")])
      change(&archive)
      return archive
    }
    return [
      (one { $0.flags = 1 << 6 }, .unsupported("an encrypted member")),
      (one { $0.flags = 1 << 5 }, .unsupported("a member that is a patch")),
      (one { $0.method = 77 }, .unsupported("a member of zip method 77")),
      (one { $0.method = 0 }, .damaged("the member has two sizes, though it is not compressed")),
      (one { $0.ownName = "b.json" }, .damaged("the member's header contradicts the zip directory")),
      (one { $0.size -= 1 }, .damaged("the content is longer than the 2484 bytes that the zip directory says")),
      (one { $0.size += 1 }, .damaged("the content ends after 2485 of 2486 bytes")),
      (one { $0.data.removeLast() }, .truncated("the compressed data")),
      (one { $0.data.append(0) }, .damaged("bytes behind the end of the compressed data")),
      (one { $0.data[0] = 7 }, .damaged("broken deflate data")),
      (one { $0.offset = 1 }, .damaged("the member's header is not where the zip directory says")),
      (one { $0.offset = 9 }, .damaged("the member overlaps another one or the zip directory")),
      (one { $0.compressedSize = 1 << 30 }, .damaged("the member overlaps another one or the zip directory")),
      (one { $0.compressedSize = 100 }, .damaged("the member's header contradicts the zip directory")),
      (one { $0.disk = 1 }, .unsupported("a zip archive in several parts")),
      (archive { $0.disk = 1 }, .unsupported("a zip archive in several parts")),
      (archive { $0.memberCount = 2 }, .damaged("the zip directory has 1 members, its end record says 2")),
      (archive { $0.gap = [0] }, .damaged("the zip directory is not where the end record says")),
      (
        archive {
          $0.gap = [0]
          $0.isZip64 = true
        }, .damaged("the zip directory is not where the end record says")
      ),
      (
        archive { $0.members.append(Member(sample: "b.json").with { $0.offset = 0 }) },
        .damaged("the member overlaps another one or the zip directory")
      ),
      (archive { $0.members[0].data = ZipBuilder().bytes }, .damaged("broken deflate data")),
      (
        ZipBuilder([Member("inner.zip", stored: ZipBuilder().bytes)]),
        .unsupported("a zip archive within a zip archive")
      ),
      (
        ZipBuilder([Member("inner.json", stored: Sample.gzip())]), .unsupported("gzip data within a zip archive")
      ),
    ]
  }()

  @Test(arguments: 0..<23)
  func `says what is wrong with an archive`(index: Int) throws {
    let (archive, reason) = Self.broken[index]
    #expect(try error(of: archive)?.reason == reason)
  }

  @Test(arguments: [false, true])
  func `refuses an archive that is cut anywhere, or followed by anything`(isZip64: Bool) throws {
    var archive = ZipBuilder(Self.both)
    archive.isZip64 = isZip64
    let bytes = archive.bytes
    for count in 4..<bytes.count {
      let readings = try read(Array(bytes[..<count])).readings
      #expect(readings.count == 1 && readings.first?.error != nil, "cut to \(count) of \(bytes.count) bytes")
    }
    #expect(try read(bytes + [0]).readings.map { $0.error?.offset } == [bytes.count + 1])
  }

  @Test func `never gives other bytes without an error when one byte is damaged`() throws {
    var archive = ZipBuilder(Self.both)
    archive.isZip64 = true
    let bytes = archive.bytes
    for place in 4..<bytes.count {
      var damaged = bytes
      damaged[place] ^= 1 << UInt8(place % 8)
      let (readings, skipped) = try read(damaged)
      let isWhole = readings.map(\.content) == Self.bothRead.map(\.content)
      // A changed letter in the name may make a member one that is no JSON; the run then says so.
      #expect(isWhole || readings.contains { $0.error != nil } || !skipped.isEmpty, "\(place)")
    }
  }
}
