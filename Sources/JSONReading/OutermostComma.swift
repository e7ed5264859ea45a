internal import CJSONIndex

/// Finds where a text that is the inside of a JSON array can be cut between two elements. The text may grow: what has been
/// looked at is not looked at again. Follows nothing but strings and depth, at the speed of memory.
public struct OutermostComma: Sendable {
  private var state = CJSONOutermost(offset: 0, depth: 0, string: 0, escape: false, comma: .max)

  private let kernel: ScanKernel

  /// A search in a text of which nothing is known.
  public init(kernel: ScanKernel = .best) { self.kernel = kernel }

  /// The offset of the last comma that stands outside of strings and of all brackets that were opened within `text`; `nil`
  /// when there is none. `text` is that of the last call, perhaps with more behind it.
  public mutating func last(in text: PaddedBytes) -> Int? {
    unsafe text.withBytes(0..<text.count) { bytes in
      if let base = bytes.baseAddress { unsafe cjson_outermost(kernel.handle, &state, base, bytes.count) }
    }
    return state.comma == .max ? nil : Int(state.comma)
  }
}
