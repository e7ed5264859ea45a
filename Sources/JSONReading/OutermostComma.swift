internal import CJSONIndex

/// Finds where a text that is the inside of a JSON array can be cut between two elements. The text may grow: what has been
/// looked at is not looked at again. Follows nothing but strings and depth, at the speed of memory.
public struct OutermostComma: Sendable {
  private var state: CJSONOutermost

  private let kernel: ScanKernel

  /// A search in a text of which nothing is known, from the byte at `start` on.
  public init(from start: Int = 0, kernel: ScanKernel = .best) {
    self.kernel = kernel
    state = CJSONOutermost(offset: start, depth: 0, string: 0, escape: false, comma: .max, end: .max)
  }

  /// Where the array of which the text is the inside ends: its closing bracket, as far as the last call has met it. Commas
  /// behind it are not looked for.
  public var end: Int? { state.end == .max ? nil : Int(state.end) }

  /// The offset of the last comma that stands outside of strings and of all brackets that were opened within `text`; `nil`
  /// when there is none. `text` is that of the last call, perhaps with more behind it.
  public mutating func last(in text: PaddedBytes) -> Int? {
    precondition(Int(state.offset) <= text.count, "a text that has shrunk")
    unsafe text.withBytes(0..<text.count) { bytes in
      if let base = bytes.baseAddress { unsafe cjson_outermost(kernel.handle, &state, base, bytes.count) }
    }
    return state.comma == .max ? nil : Int(state.comma)
  }
}
