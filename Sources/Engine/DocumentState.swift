import Inputs

/// One document while it is judged. Whoever reads it and whoever delivers its results share it, each with members of
/// their own.
final class DocumentState: @unchecked Sendable {
  // Crosses threads: `source`, `reader` and `byteCount` belong to whoever reads, `isStopPublished` is guarded by the line of
  // windows, the others belong to whoever delivers.
  let name: String
  let source: ByteSource
  let reader: DocumentReader
  /// Whether places in it are places in a file, which can be edited there.
  let isPlainFile: Bool
  /// Records whose results have been taken.
  var recordCount = 0
  /// Where nothing more could be judged.
  private(set) var stoppedAt: Int?
  /// What the threads that read know of `isStopped`.
  private(set) var isStopPublished = false
  /// The bytes of the whole document, once it has been read.
  var byteCount = 0

  init(_ source: ByteSource, _ options: CheckOptions, hasMembers: Bool) {
    name = source.name
    self.source = source
    isPlainFile = source.isPlainFile
    // Reading is done alone: several threads would wait for each other while one of them looks at every byte.
    reader = DocumentReader(
      source, form: options.form, limits: options.limits, windowByteCount: options.windowByteCount,
      cutting: options.jobs == 1 ? .byIndex : .byGuess, leavesGaps: options.jobs > 1, hasMembers: hasMembers)
  }

  /// Gives up on what is behind the byte at `offset`; what was given up before stays so.
  func stop(at offset: Int) { stoppedAt = min(stoppedAt ?? offset, offset) }

  /// Whether results of later windows mean nothing.
  var isStopped: Bool { stoppedAt != nil }

  /// Tells the threads that read.
  func publishStop() { isStopPublished = isStopped }
}
