import Findings
import SourceText

/// References to what has not been met, in the order of the inputs: each with the finding that it is when nothing that
/// comes has its key, or with what that can be made of. Takes a fixed amount of memory; more goes to a temporary file.
final class PendingReferences {
  /// A reference.
  struct Entry: Hashable {
    /// The rule's position in the program.
    var rule: Int
    var hash: KeyHash
    /// The input, by its number in the run.
    var input: Int
    /// Its place among the keys of its subject.
    var number: Int
    /// The first byte of the subject in its window, or in its kept record: tells the subjects of one record apart.
    var subjectStart: Int
    /// What its record was counted as when it was judged.
    var counted: RecordOutcome
    /// The groups that these are in, when somebody wants to know of groups.
    var groups: Set<ContentTotals.Place>
    var content: Content

    /// The record, by its number in the input.
    var record: Int {
      switch content {
      case .finding(let finding): finding.location.record ?? 0
      case .record(let record): record.number
      }
    }
  }

  enum Content: Hashable {
    case finding(Finding)
    case record(KeptRecord)
  }

  private let limit: Int
  private var bytes: [UInt8] = []
  private var file: ScratchFile?
  private(set) var count = 0
  /// The largest entry, for reading.
  private var largest = 0

  /// Keeps `byteCount` bytes in memory at most.
  init(byteCount: Int) { limit = byteCount }

  /// Adds a reference behind the others. When the temporary file cannot be written, nothing of it is kept.
  func append(_ entry: Entry) throws(KeyStoreError) {
    let before = bytes.count
    var writer = ReferenceWriter(bytes: [])
    swap(&writer.bytes, &bytes)
    defer { swap(&writer.bytes, &bytes) }
    writer.append(entry)
    let size = writer.bytes.count - before
    if writer.bytes.count > limit {
      do throws(KeyStoreError) { try spill(&writer.bytes) } catch {
        writer.bytes.removeSubrange(before...)
        throw error
      }
    }
    largest = max(largest, size)
    count += 1
  }

  private func spill(_ bytes: inout [UInt8]) throws(KeyStoreError) {
    let open: ScratchFile
    if let file { open = file } else { open = try ScratchFile() }
    var failure: KeyStoreError?
    unsafe bytes.withUnsafeBytes { buffer in
      do throws(KeyStoreError) { try unsafe open.append(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    file = open
    bytes.removeAll(keepingCapacity: true)
  }

  /// Visits the references in their order of which rule and key are wanted: most have been met in the meantime, and are
  /// passed over as bytes.
  func forEach(
    where isWanted: (_ rule: Int, KeyHash) -> Bool, _ visit: (Entry) -> Void
  ) throws(KeyStoreError) {
    let pieceByteCount = max(1 << 16, largest)
    var rest: [UInt8] = []
    var read = 0
    while let file, read < file.byteCount {
      let count = min(pieceByteCount, file.byteCount - read)
      let start = rest.count
      rest += repeatElement(0, count: count)
      var failure: KeyStoreError?
      unsafe rest.withUnsafeMutableBytes { buffer in
        do throws(KeyStoreError) {
          try unsafe file.read(UnsafeMutableRawBufferPointer(rebasing: buffer[start...]), at: read)
        } catch { failure = error }
      }
      if let failure { throw failure }
      read += count
      // An entry that the piece cuts through is read again with the next one.
      rest.removeFirst(Self.visitWhole(in: rest, where: isWanted, visit))
    }
    _ = Self.visitWhole(in: bytes, where: isWanted, visit)
  }

  /// Visits the entries that are whole in `bytes`; how many bytes these have.
  private static func visitWhole(
    in bytes: [UInt8], where isWanted: (_ rule: Int, KeyHash) -> Bool, _ visit: (Entry) -> Void
  ) -> Int {
    var reader = ReferenceReader(bytes)
    while let entry = reader.entry(where: isWanted) { visit(entry) }
    return reader.offset
  }
}
