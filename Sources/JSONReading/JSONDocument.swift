import SourceText

/// A JSON text as a whole, with its bytes and nodes. For texts that are held anyway: expressions' data, examples,
/// schemas. Exports are read window by window instead.
@safe public final class JSONDocument: @unchecked Sendable {
  // May cross threads: nothing changes after `init`.
  private let reader: JSONReader
  private let text: PaddedBytes

  /// The value of the text. Valid as long as the document.
  public let root: JSONNode
  /// What of the text other readers may understand differently, in its order.
  public let ambiguities: [JSONAmbiguity]

  /// Reads `text`, which is one JSON value with blanks around it, with the scans of `kernel`.
  public init(
    _ text: some Collection<UInt8>, limits: JSONLimits = JSONLimits(), kernel: ScanKernel = .best
  ) throws(JSONSyntaxError) {
    self.text = PaddedBytes(text)
    // A key takes four bytes with its quotes and what is around it. The tables for those of an export are half a megabyte,
    // and queries hold many documents that are a word.
    reader = JSONReader(limits: limits, keyCount: self.text.count / 4, isShared: true)
    root = try Self.read(self.text, with: reader, kernel)
    ambiguities = reader.ambiguities
  }

  /// Reads the UTF-8 of `text`.
  public convenience init(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONSyntaxError) {
    try self.init(Array(text.utf8), limits: limits)
  }

  private static func read(_ text: PaddedBytes, with reader: JSONReader, _ kernel: ScanKernel) throws(JSONSyntaxError)
    -> JSONNode
  {
    let checker = JSONSyntaxChecker(limits: reader.limits)
    guard text.count <= reader.limits.recordByteCount else {
      throw JSONSyntaxError(.limit, "text of more than \(reader.limits.recordByteCount) bytes", at: 0)
    }
    let index = StructuralIndex(kernel: kernel)
    guard (try? index.build(text, 0..<text.count)) != nil else { throw checker.error(in: text, 0..<text.count) }
    reader.begin(text, index: index)
    var position = 0
    guard let root = reader.value(at: &position), position == index.count,
      text.isBlank(0..<root.span.start), text.isBlank(root.span.end..<text.count)
    else {
      throw checker.error(in: text, 0..<text.count)
    }
    return root
  }
}
