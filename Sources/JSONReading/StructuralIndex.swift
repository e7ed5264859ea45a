internal import CJSONIndex

/// Where the structure of a text is: every bracket, colon and comma outside of strings, and the first byte of every
/// string and every other scalar. Found by vector instructions at several gigabytes a second.
@safe public final class StructuralIndex: @unchecked Sendable {
  // May cross threads: belongs to one window, and a window belongs to one thread at a time.

  /// Why a text has no index.
  public enum Failure: Error, Hashable, Sendable {
    /// Nothing but white space.
    case empty
    /// The text ends inside a string.
    case unclosedString
    /// Invalid UTF-8 or a control character in a string: read on with `JSONSyntaxChecker` to learn where.
    case invalidText
    /// No memory for the offsets.
    case outOfMemory
  }

  private let handle: OpaquePointer
  /// The number of offsets.
  public private(set) var count = 0
  /// The offsets, ascending, and behind the last the number of bytes of the text.
  @usableFromInline private(set) var offsets: UnsafePointer<UInt32>

  /// An index of nothing yet.
  public init() {
    guard let handle = unsafe cjson_index_create() else { preconditionFailure("no memory for a structural index") }
    unsafe self.handle = handle
    unsafe offsets = cjson_index_offsets(handle)
  }

  deinit { unsafe cjson_index_destroy(handle) }

  /// Indexes `range` of `text`, whose padding must be sealed; offsets count from the start of the range, which has
  /// fewer than 2^30 bytes.
  public func build(_ text: PaddedBytes, _ range: Range<Int>) throws(Failure) {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "a range outside of the text")
    count = 0
    let status = unsafe cjson_index_build(handle, text.base + range.lowerBound, range.count)
    unsafe offsets = cjson_index_offsets(handle)
    switch status {
    case .OK: count = unsafe Int(cjson_index_count(handle))
    case .empty: throw .empty
    case .unclosedString: throw .unclosedString
    case .invalidText: throw .invalidText
    case .outOfMemory: throw .outOfMemory
    @unknown default: throw .invalidText
    }
  }

  /// The offset at `position`; behind the last one, the number of bytes of the text.
  @inlinable public subscript(position: Int) -> Int {
    precondition(position >= 0 && position <= count, "a position outside of the index")
    return unsafe Int(offsets[position])
  }

  /// The set of instructions that the index is found with: `icelake`, `haswell`, …
  public static var kernel: String { unsafe String(cString: cjson_kernel_name()) }
}
