import Inputs
import SourceText

/// A copy of a file that is begun with its first edit: where nothing changes, nothing is written.
final class LazyReplacement {
  private let file: PlainFile
  private let path: String?
  private let willWrite: (String) -> Void
  private var replacement: FileReplacement?
  private var copy: SplicedCopy?

  /// A copy for `path`; `nil`: none is wanted. `willWrite` is told where it is written.
  init(of file: PlainFile, at path: String?, _ willWrite: @escaping (String) -> Void) {
    self.file = file
    self.path = path
    self.willWrite = willWrite
  }

  deinit { replacement?.discard() }

  /// Where the copy is written until it is whole; `nil` when there is none.
  var temporaryPath: String? { replacement?.temporaryPath }

  /// Copies up to `edit`, whose span counts in the file and lies behind those before, and writes its text.
  func apply(_ edit: TextEdit) throws {
    guard let path else { return }
    if copy == nil {
      let new = try FileReplacement(path)
      willWrite(new.temporaryPath)
      replacement = new
      copy = SplicedCopy(try file.source(), to: new)
    }
    try copy?.apply(edit)
  }

  /// Copies the rest, so that the copy can be read.
  func finish() throws {
    try copy?.finish()
    try replacement?.flush()
    copy = nil
  }

  /// Puts the copy in its place, if there is one and the file is still what was judged.
  func commit() throws {
    try finish()
    guard let replacement else { return }
    guard file.isUnchanged() else {
      throw FixError("\(file.name) has changed while it was read; nothing was written")
    }
    try replacement.commit()
  }
}
