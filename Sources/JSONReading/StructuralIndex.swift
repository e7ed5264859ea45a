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
  /// The offsets, ascending, and behind the last the end of what was indexed.
  @usableFromInline private(set) var offsets: UnsafePointer<UInt32>

  /// An index of nothing yet.
  public init() {
    guard let handle = unsafe cjson_index_create() else { preconditionFailure("no memory for a structural index") }
    unsafe self.handle = handle
    unsafe offsets = cjson_index_offsets(handle)
  }

  deinit { unsafe cjson_index_destroy(handle) }

  /// Indexes `range` of `text`, whose padding must be sealed. Offsets count from the start of the text.
  public func build(_ text: PaddedBytes, _ range: Range<Int>) throws(Failure) {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "a range outside of the text")
    count = 0
    let status = unsafe cjson_index_build(handle, text.base, range.lowerBound, range.count)
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

  /// The offset at `position`; behind the last one, the end of what was indexed.
  @inlinable public subscript(position: Int) -> Int {
    precondition(position >= 0 && position <= count, "a position outside of the index")
    return unsafe Int(offsets[position])
  }

  /// The position of the last offset at which a comma stands outside of all brackets that were opened within the
  /// text; `nil` when there is none. `text` is what the index was built of.
  public func lastOutermostComma(in text: PaddedBytes) -> Int? {
    // The depth at the end first, then back from there: the comma is near.
    let bytes = unsafe text.base
    var depth = unsafe cjson_index_depth(handle, bytes)
    var position = count - 1
    while position >= 0 {
      switch unsafe bytes[Int(offsets[position])] {
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth -= 1
      case UInt8(ascii: ",") where depth == 0: return position
      default: break
      }
      position -= 1
    }
    return nil
  }

  /// Forgets the offsets from the one at `position` on. The text, to which that offset is now the end, must have been
  /// cut there too.
  public func truncate(to position: Int) {
    unsafe cjson_index_truncate(handle, position)
    count = min(count, position)
  }

  /// The first position from `position` on whose offset is `offset` or more; `count` when there is none.
  public func firstPosition(from position: Int, atOrBehind offset: Int) -> Int {
    var (low, high) = (min(position, count), count)
    while low < high {
      let middle = (low + high) / 2
      if unsafe Int(offsets[middle]) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The set of instructions that the index is found with: `icelake`, `haswell`, …
  public static var kernel: String { unsafe String(cString: cjson_kernel_name()) }
}
