import Inputs
import SourceText

/// Copies a file with edits: every byte that no edit replaces is the one of the file.
struct SplicedCopy {
  private let source: ByteSource
  private let output: FileReplacement
  /// How far the file has been read.
  private var offset = 0
  private var block = [UInt8](repeating: 0, count: 1 << 18)

  /// A copy of the bytes of `source` to `output`.
  init(_ source: ByteSource, to output: FileReplacement) {
    self.source = source
    self.output = output
  }

  /// Copies up to `edit`, whose span counts in the file and lies behind those before, and writes its text.
  mutating func apply(_ edit: TextEdit) throws {
    try pass(edit.span.start - offset, keeps: true)
    try pass(edit.span.count, keeps: false)
    try output.append(Array(edit.text.utf8))
  }

  /// Copies the rest.
  mutating func finish() throws { try pass(.max, keeps: true) }

  private mutating func pass(_ count: Int, keeps: Bool) throws {
    precondition(count >= 0, "edits out of order")
    var left = count
    while left > 0 {
      let wanted = min(left, block.count)
      let read = try unsafe block.withUnsafeMutableBytes { buffer throws(InputError) in
        try unsafe source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(wanted)))
      }
      if read == 0 { return }
      if keeps { try output.append(Array(block[..<read])) }
      offset += read
      left -= read
    }
  }
}
