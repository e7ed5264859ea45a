import Inputs

/// One document while it is judged. The thread that reads it and the one that takes its results share it, under the
/// locks of the run.
final class DocumentState {
  let name: String
  let reader: DocumentReader
  /// Records whose results have been taken.
  var recordCount = 0
  /// Where nothing more could be judged.
  private(set) var stoppedAt: Int?
  /// The bytes of the whole document, once it has been read.
  var byteCount = 0

  init(name: String, reader: DocumentReader) {
    self.name = name
    self.reader = reader
  }

  /// Gives up on what is behind the byte at `offset`; what was given up before stays so.
  func stop(at offset: Int) { stoppedAt = min(stoppedAt ?? offset, offset) }

  /// Whether results of later windows mean nothing.
  var isStopped: Bool { stoppedAt != nil }
}
