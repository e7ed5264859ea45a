import Findings
import TestSupport
import Testing

@testable import Inputs

/// Decompressing ahead changes nothing but the time it takes.
@Suite struct DocumentQueueTests {
  /// What one asks for and gets, in order: contents with their errors, and errors instead of documents.
  private enum Item: Equatable {
    case document(String, [UInt8], InputError?)
    case failure(InputError)
  }

  private static func read(_ source: ByteSource, pieces: Int) -> (bytes: [UInt8], error: InputError?) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: pieces)
    do throws(InputError) {
      while true {
        let result: Result<Int, InputError> = buffer.withUnsafeMutableBytes { buffer in
          do throws(InputError) { return .success(try source.read(into: buffer)) } catch { return .failure(error) }
        }
        let count = try result.get()
        if count == 0 { return (bytes, nil) }
        bytes += buffer.prefix(count)
      }
    } catch {
      return (bytes, error)
    }
  }

  private static func items(pieces: Int, _ next: () throws(InputError) -> ByteSource?) -> [Item] {
    var items: [Item] = []
    while true {
      do throws(InputError) {
        guard let source = try next() else { return items }
        let (bytes, error) = read(source, pieces: pieces)
        items.append(.document(source.name, bytes, error))
      } catch {
        items.append(.failure(error))
      }
    }
  }

  /// Sound and broken inputs of all kinds, some longer than what is decompressed ahead.
  private static func write(in folder: ScratchFolder) throws -> [InputPath] {
    func text(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 7) | 1 } }
    let large = text(1_200_000)
    var broken = Sample.storedGzip(large)
    broken[broken.count - 6] ^= 1
    let archive = ZipBuilder(
      [
        .init("a.json", stored: Array("[1]".utf8)), .init(sample: "b.json"),
        .init("c.json", stored: large).with {
          $0.method = 8
          $0.data = Sample.storedDeflate(large)
        },
        .init(sample: "wrong.json").with { $0.crc ^= 1 }, .init("notes.txt", stored: Array("notes".utf8)),
        .init(sample: "secret.json").with { $0.flags = 1 },
      ] + (0..<50).map { .init(sample: "small-\($0).json") })
    return try [
      ("first.json", Array("{}".utf8)), ("sample.gz", Sample.gzip()), ("large.gz", Sample.storedGzip(large)),
      ("broken.gz", broken), ("all.zip", archive.bytes), ("cut.gz", Array(Sample.storedGzip(large).dropLast(9))),
      ("plain.json", large), ("none.zip", ZipBuilder().bytes), ("sample.zst", Sample.zstd), ("empty.json", []),
    ].map { InputPath(try folder.write($0, $1)) }
  }

  /// Written once for all tests.
  private static let shared = Result {
    let folder = try ScratchFolder()
    return (folder, try write(in: folder))
  }

  @Test(arguments: [0, 1, 2, 16], [0, 1000, 1 << 20])
  func `gives the same as the sequence, whatever the threads`(threads: Int, threadless: Int) throws {
    let (_, inputs) = try Self.shared.get()
    var sequence = InputSequence(inputs)
    let expected = Self.items(pieces: 1 << 20) { () throws(InputError) in try sequence.next() }
    #expect(expected.count == 64)
    for pieces in [1000, 1 << 18, 1 << 20] {
      let queue = DocumentQueue(InputSequence(inputs), decoderCount: threads, threadlessByteCount: threadless)
      let items = Self.items(pieces: pieces) { () throws(InputError) in try queue.next() }
      #expect(items == expected)
      #expect(queue.skipped == sequence.skipped)
      #expect(!queue.hasMore)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `documents that nobody reads hold up no others`() throws {
    let (_, inputs) = try Self.shared.get()
    var expected: [String] = []
    var sequence = InputSequence(inputs)
    while true {
      do { if let name = try sequence.next()?.name { expected.append(name) } else { break } } catch {}
    }
    var names: [String] = []
    let queue = DocumentQueue(InputSequence(inputs), decoderCount: 2, threadlessByteCount: 0)
    while true {
      do {
        guard let document = try queue.next() else { break }
        names.append(document.name)
        var byte: [UInt8] = [0]
        _ = try byte.withUnsafeMutableBytes { try document.read(into: $0) }
      } catch {}
    }
    #expect(names == expected)
  }

  @Test(.timeLimit(.minutes(1)))
  func `ends its threads when nobody reads on`() async throws {
    let (_, inputs) = try Self.shared.get()
    weak var decoders: Decoders?
    do {
      let queue = DocumentQueue(InputSequence(inputs), decoderCount: 4, threadlessByteCount: 0)
      decoders = queue.decoders
      while let document = try queue.next(), !document.name.hasSuffix("large.gz") {}
    }
    // The threads hold it until they end.
    while decoders != nil { await Task.yield() }
  }
}
