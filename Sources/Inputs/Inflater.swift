import CInflate

/// Inflates one raw deflate stream after the other out of an input, and counts and sums up what comes out.
@safe final class Inflater {
  private let stream: OpaquePointer
  /// The CRC-32 of the content of the current stream so far.
  private(set) var crc: UInt32 = 0
  /// How many bytes of content the current stream gave so far.
  private(set) var byteCount = 0
  private var hasEnded = false
  /// What is wrong behind the content that was given last.
  private var failure: InputError?

  /// Expects the first byte of a stream; `name` is what messages call the input.
  init(for name: String) throws(InputError) {
    guard let stream = unsafe cinflate_create() else { throw InputError(.outOfMemory("inflating"), in: name) }
    unsafe self.stream = stream
  }

  deinit {
    unsafe cinflate_destroy(stream)
  }

  /// Expects the first byte of another stream.
  func reset() {
    unsafe cinflate_reset(stream)
    crc = 0
    byteCount = 0
    hasEnded = false
    failure = nil
  }

  /// Writes the next bytes of content to the front of `target`, which is not empty, and says how many: at least one
  /// until the stream ends, then 0, with `input` just behind the stream.
  func read(from input: InputBuffer, into target: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard let output = target.baseAddress else { return 0 }
    if let failure { throw failure }
    while !hasEnded {
      let isInputLeft = try input.fill()
      let available = unsafe input.available
      // At the end of the input some content may still wait inside, so there is a last call with no input. Its pointer
      // is that of the buffer, which is never nil.
      guard let start = available.baseAddress else { break }
      let step = unsafe cinflate_step(stream, start, available.count, output, target.count)
      input.take(step.taken)
      switch step.status {
      case .damaged:
        // What stands before the broken place is content, however large the buffer is.
        let error = input.failure(.damaged("broken deflate data"))
        if step.written == 0 { throw error }
        failure = error
      case .end:
        input.giveBack(step.unused)
        hasEnded = true
      case .more:
        if step.taken > 0 || step.written > 0 { break }
        throw input.failure(isInputLeft ? .damaged("broken deflate data") : .truncated("the compressed data"))
      }
      if step.written > 0 {
        unsafe crc = CRC32.update(crc, with: UnsafeRawBufferPointer(start: output, count: step.written))
        byteCount += step.written
        return step.written
      }
    }
    return 0
  }
}

/// The checksum of gzip and zip (RFC 1952, section 8).
enum CRC32 {
  /// The sum of what gave `crc`, 0 for nothing, followed by `bytes`.
  static func update(_ crc: UInt32, with bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard let start = bytes.baseAddress else { return crc }
    return unsafe cinflate_crc32(crc, start, bytes.count)
  }
}
