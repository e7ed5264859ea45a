import CZstd

/// The content of Zstandard frames that follow one another (RFC 8878). Their checksums are checked where they have one.
@safe final class ZstdStream: ByteStream {
  /// Frames that look back further than 2 to this power in bytes (128 MiB) are refused, so that memory stays bounded.
  /// It is the limit of the `zstd` tool: what that opens without options is opened here.
  private static let windowLog: Int32 = 27

  private let input: InputBuffer
  private let decoder: OpaquePointer
  private var isInFrame = false

  /// Reads `input`, which stands at the first frame.
  init(_ input: InputBuffer) throws(InputError) {
    self.input = input
    guard let decoder = unsafe czstd_create(Self.windowLog) else { throw input.failure(.outOfMemory("zstd")) }
    unsafe self.decoder = decoder
  }

  deinit {
    unsafe czstd_destroy(decoder)
  }

  var storedByteCount: Int { input.takenByteCount }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard let output = buffer.baseAddress else { return 0 }
    while true {
      let isInputLeft = try input.fill()
      if !isInFrame {
        if !isInputLeft { return 0 }
        try checkMagic()
        isInFrame = true
      }
      // With no input left, content may still wait inside: the last calls are made with none.
      let available = unsafe input.available
      guard let start = available.baseAddress else { return 0 }
      let step = unsafe czstd_step(decoder, start, available.count, output, buffer.count)
      input.take(step.taken)
      switch step.status {
      case .frameEnd: isInFrame = false
      case .more where step.taken == 0 && step.written == 0:
        throw input.failure(isInputLeft ? .damaged("broken zstd data") : .truncated("the zstd data"))
      case .more: break
      case .damaged: throw input.failure(.damaged("broken zstd data"))
      case .wrongChecksum: throw input.failure(.damaged("the content does not match its zstd checksum"))
      case .dictionaryNeeded: throw input.failure(.unsupported("zstd data that needs a dictionary"))
      case .windowTooLarge: throw input.failure(.unsupported("zstd data with a window of more than 128 MiB"))
      case .outOfMemory: throw input.failure(.outOfMemory("zstd"))
      }
      if step.written > 0 { return step.written }
    }
  }

  /// The decoder itself would take some older formats for frames, and a few stray bytes for the beginning of one.
  private func checkMagic() throws(InputError) {
    guard try input.ensure(4) else {
      throw input.failure(.truncated("the zstd data"), at: input.offset + input.count)
    }
    if ContentForm(startingWith: (0..<4).map { input[$0] }) != .zstd {
      throw input.failure(.damaged("bytes behind the end of the zstd data"))
    }
  }
}
