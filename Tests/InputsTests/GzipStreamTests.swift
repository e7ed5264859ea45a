import Testing

@testable import Inputs

@Suite struct GzipStreamTests {
  /// The inflater takes up to eight bytes too many and gives them back, across any two reads of the file.
  @Test(arguments: 1...24, [1, 3, 700, 1 << 16])
  func `finds the next member wherever a read of the file ends`(step: Int, bufferSize: Int) throws {
    let folder = try TemporaryFolder()
    let members = Sample.gzip(flags: 8) + Sample.storedGzip([]) + Sample.gzip() + Sample.storedGzip([1, 2, 3])
    let path = try folder.file("x.gz", members)
    let source = ByteSource(try GzipStream(InputBuffer(OpenFile(InputPath(path)), step: step)), name: "x.gz")
    #expect(
      Reading(source, bufferSize: bufferSize) == Reading(name: "x.gz", content: Sample.text + Sample.text + [1, 2, 3]))
  }

  @Test(arguments: [1, 7, 100, 4096])
  func `what stands before a broken place is given, whatever the buffer`(bufferSize: Int) throws {
    let folder = try TemporaryFolder()
    // A stored block, and one of a kind that does not exist.
    let bytes: [UInt8] =
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0, 200, 0, 55, 255] + (0..<200).map { UInt8($0) } + [7, 7, 7, 7]
    let source = ByteSource(
      try GzipStream(InputBuffer(OpenFile(InputPath(folder.file("x.gz", bytes))))), name: "x.gz")
    let reading = Reading(source, bufferSize: bufferSize)
    #expect(reading.content == (0..<200).map { UInt8($0) })
    #expect(reading.error?.reason == .damaged("broken deflate data"))
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 3], InputError.Reason.unsupported("gzip data of another method than deflate")),
    ([0x1F, 0x8B, 8, 0x20, 0, 0, 0, 0, 0, 3], .damaged("unknown flags in the gzip header")),
    ([0x1F, 0x8B, 8, 2, 0, 0, 0, 0, 0, 3, 0, 0], .damaged("the gzip header does not match its checksum")),
    ([0x1F, 0x8B, 8, 0, 0, 0], .truncated("a gzip header")),
    ([0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, 65, 65], .truncated("a gzip header")),
    ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], .truncated("the compressed data")),
    ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 7], .damaged("broken deflate data")),
    ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0], .truncated("the gzip data")),
    (
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0],
      .damaged("the content does not have the length that its gzip trailer says")
    ),
  ])
  func `says what is wrong`(bytes: [UInt8], reason: InputError.Reason) throws {
    let folder = try TemporaryFolder()
    let source = ByteSource(
      try GzipStream(InputBuffer(OpenFile(InputPath(folder.file("x.gz", bytes))))), name: "x.gz")
    #expect(Reading(source).error?.reason == reason)
  }
}
