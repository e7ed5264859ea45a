@testable import Inputs

/// A stream of bytes in memory that gives out a few at a time and may fail at the end.
final class MemoryStream: ByteStream {
  private var rest: ArraySlice<UInt8>
  private let step: Int
  private let failure: InputError?
  private(set) var storedByteCount = 0

  init(_ bytes: [UInt8], step: Int = 1 << 20, failure: InputError? = nil) {
    rest = bytes[...]
    self.step = step
    self.failure = failure
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = min(step, buffer.count, rest.count)
    if count == 0, let failure { throw failure }
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    storedByteCount += count
    return count
  }
}
