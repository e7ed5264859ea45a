import Foundation
import Testing

@testable import Inputs

@Suite struct InputSequenceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// What a file of this content gives, with the folder's name taken off.
  private func read(_ content: [UInt8], as name: String = "x", bufferSize: Int = 1 << 16) throws -> [Reading] {
    let path = try folder.file(name, content)
    return Reading.all([InputPath(path)], bufferSize: bufferSize).readings.map { short($0) }
  }

  private func short(_ reading: Reading) -> Reading {
    let error = reading.error.map { InputError($0.reason, in: folder.short($0.name), at: $0.offset) }
    return Reading(name: folder.short(reading.name), content: reading.content, error: error)
  }

  /// The same text in every form that is read.
  static let forms: [(name: String, bytes: [UInt8])] = [
    ("plain", Sample.text), ("gzip", Sample.gzip()), ("gzip with all header fields", Sample.gzip(flags: 0x1F)),
    ("gzip, stored", Sample.storedGzip(Sample.text)),
    (
      "two gzip members",
      Sample.storedGzip(Array(Sample.text.prefix(999))) + Sample.storedGzip(Array(Sample.text.dropFirst(999)))
    ),
    ("empty gzip members", Sample.storedGzip([]) + Sample.gzip() + Sample.storedGzip([]) + Sample.storedGzip([])),
    ("zstd", Sample.zstd), ("zstd without checksum", Sample.zstdWithoutChecksum),
    ("zstd with skippable frames", Sample.skippableFrame + Sample.zstd + Sample.skippableFrame),
  ]

  @Test(arguments: 0..<9, [1, 7, 4096, 1 << 20])
  func `tells forms by content and gives the same bytes for every buffer`(form: Int, bufferSize: Int) throws {
    let bytes = Self.forms[form].bytes
    #expect(try read(bytes, as: "x.json", bufferSize: bufferSize) == [Reading(name: "x.json", content: Sample.text)])
  }

  @Test(arguments: 1..<9)
  func `gives all of a cut file or an error, never less without one`(form: Int) throws {
    let bytes = Self.forms[form].bytes
    let path = try folder.file("x")
    for count in 1..<bytes.count {
      try Data(bytes[..<count]).write(to: URL(fileURLWithPath: path))
      let reading = try #require(Reading.all([InputPath(path)]).readings.first)
      // Cut between two members or frames, the file is sound; before two bytes, it is text.
      let isWhole = reading.content == Sample.text || Self.isBoundary(count, of: form)
      #expect(reading.error != nil || isWhole, "cut to \(count) of \(bytes.count) bytes")
      #expect(Sample.text.starts(with: reading.content) || count < 4)
    }
  }

  /// Whether a file of several members or frames, or its magic number, is cut where one ends.
  private static func isBoundary(_ count: Int, of form: Int) -> Bool {
    let ends: [Int: [Int]] = [
      4: [Sample.storedGzip(Array(Sample.text.prefix(999))).count],
      5: [Sample.storedGzip([]).count],
      8: [Sample.skippableFrame.count],
    ]
    return count < 4 || ends[form]?.contains(count) == true
  }

  @Test(arguments: 1..<7, 0..<400)
  func `never gives other bytes without an error when one byte is damaged`(form: Int, place: Int) throws {
    let bytes = Self.forms[form].bytes
    var damaged = bytes
    damaged[2 + place * 7 % (bytes.count - 2)] ^= 1 << UInt8(place % 8)
    let readings = try read(damaged)
    let reading = try #require(readings.first)
    #expect(reading.error != nil || reading.content == Sample.text || !ContentForm.isCompressed(damaged))
  }

  @Test func `gives the bytes before the damage first, then the error on every call`() throws {
    var bytes = Sample.gzip()
    bytes[bytes.count - 8] ^= 1
    let path = try folder.file("x.gz", bytes)
    var documents = InputSequence([InputPath(path)])
    let document = try #require(try documents.next())
    let first = Reading(document)
    let error = InputError(
      .damaged("the content does not match its gzip checksum"), in: path, at: bytes.count - 8)
    #expect(first == Reading(name: path, content: Sample.text, error: error))
    #expect(Reading(document) == Reading(name: path, error: error))
    #expect(error.description == "\(path): the content does not match its gzip checksum (at byte 548)")
  }

  @Test func `refuses what follows the compressed data`() throws {
    let gzip = Sample.gzip()
    #expect(
      try read(gzip + [0, 0]) == [
        Reading(
          name: "x", content: Sample.text,
          error: InputError(.damaged("bytes behind the end of the gzip data"), in: "x", at: gzip.count))
      ])
    #expect(
      try read(Sample.zstd + Array("[1, 2]".utf8)) == [
        Reading(
          name: "x", content: Sample.text,
          error: InputError(.damaged("bytes behind the end of the zstd data"), in: "x", at: Sample.zstd.count))
      ])
  }

  @Test func `refuses archives within compressed data, and forms that are not read`() throws {
    let zip = ZipBuilder([.init("a.json", stored: [0x7B, 0x7D])]).bytes
    func error(_ kind: String, at offset: Int? = nil) -> [Reading] {
      [Reading(name: "x", error: InputError(.unsupported(kind), in: "x", at: offset))]
    }
    #expect(try read(Sample.storedGzip(zip)) == error("a zip archive within gzip data"))
    #expect(try read(Sample.storedGzip(Sample.gzip())) == error("gzip data within gzip data"))
    #expect(try read(Sample.storedGzip(Sample.zstd)) == error("zstd data within gzip data"))
    #expect(try read(Array("BZh91AY".utf8)) == error("bzip2 data", at: 0))
    #expect(try read([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4]) == error("xz data", at: 0))
    #expect(try read([0xFF, 0xFE, 0x5B, 0]) == error("UTF-16 text", at: 0))
    #expect(try read(Array("PK\u{7}\u{8}PK\u{3}\u{4}".utf8)) == error("a zip archive in several parts", at: 0))
  }

  @Test func `gives an empty file as an empty document`() throws {
    #expect(try read([]) == [Reading(name: "x")])
  }

  @Test func `refuses a window of more than 128 MiB`() throws {
    // A frame header with a window descriptor of 2 to the power of 28 bytes, then an empty last block.
    let bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, 18 << 3, 1, 0, 0]
    let error = InputError(.unsupported("zstd data with a window of more than 128 MiB"), in: "x", at: 9)
    let reading = try #require(try read(bytes).first)
    #expect(reading.error?.reason == error.reason)
  }

  @Test func `goes on with the next input after an error`() throws {
    let missing = InputPath("\(folder.path)/gone.json")
    let good = InputPath(try folder.file("good.json", [0x5B, 0x5D]))
    let readings = Reading.all([InputPath(folder.path), missing, good]).readings.map { short($0) }
    #expect(
      readings == [
        Reading(name: folder.path, error: InputError(.system(action: "read", code: EISDIR), in: folder.path)),
        Reading(name: "gone.json", error: InputError(.system(action: "open", code: ENOENT), in: "gone.json")),
        Reading(name: "good.json", content: [0x5B, 0x5D]),
      ])
  }

  @Test func `reads pipes that give a few bytes at a time, archives too`() throws {
    let zip = ZipBuilder([.init(sample: "a.json"), .init("b.json", stored: Sample.text)]).bytes
    for bytes in Self.forms.map(\.bytes) + [zip] {
      let path = "\(folder.path)/pipe"
      try #require(mkfifo(path, 0o600) == 0)
      Thread.detachNewThread {
        guard let pipe = FileHandle(forWritingAtPath: path) else { return }
        for start in stride(from: 0, to: bytes.count, by: 100) {
          pipe.write(Data(bytes[start..<min(start + 100, bytes.count)]))
          usleep(50)
        }
        try? pipe.close()
      }
      let contents = Reading.all([InputPath(path)]).readings
      #expect(contents.map(\.content) == (bytes == zip ? [Sample.text, Sample.text] : [Sample.text]))
      #expect(contents.compactMap(\.error) == [])
      unlink(path)
    }
  }

  @Test func `closes what it opens`() throws {
    let zip = ZipBuilder([.init(sample: "a.json"), .init("b.json", stored: Sample.text)]).bytes
    let paths = try [Sample.text, Sample.gzip(), Sample.zstd, zip, Array(zip.dropLast())].enumerated().map {
      InputPath(try folder.file("\($0.offset)", $0.element))
    }
    let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    for _ in 0..<1_000 {
      var documents = InputSequence(paths)
      for _ in 0..<6 { _ = try? documents.next() }
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    // Other tests run at the same time and have files of their own open.
    #expect(after < before + 500)
  }
}

extension ContentForm {
  fileprivate static func isCompressed(_ bytes: [UInt8]) -> Bool {
    ContentForm(startingWith: bytes.prefix(signatureLength)) != .plain
  }
}
