#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import Inputs

/// Bytes that are kept until it is known whether they are wanted: a few in memory, more in a temporary file without a name.
public final class Spool {
  private var descriptor: Int32 = -1
  private var pending: [UInt8] = []
  private static let memoryByteCount = 1 << 20

  /// Nothing yet.
  public init() {}

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Adds `bytes`.
  public func append(_ bytes: [UInt8]) throws(FixError) {
    pending += bytes
    guard pending.count > Self.memoryByteCount else { return }
    if descriptor < 0 { descriptor = TemporaryFile.open() }
    guard descriptor >= 0 else { throw FixError(system: "create a temporary file in \(TemporaryFile.folder)") }
    try FileWriting.write(pending, to: descriptor, named: "a temporary file in \(TemporaryFile.folder)")
    pending.removeAll(keepingCapacity: true)
  }

  /// Forgets all of it.
  public func removeAll() throws(FixError) {
    pending.removeAll(keepingCapacity: true)
    guard descriptor >= 0 else { return }
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw FixError(system: "empty a temporary file")
    }
  }

  /// Hands all of it on, in order, in pieces.
  public func read(_ body: ([UInt8]) -> Void) throws(FixError) {
    if descriptor >= 0 {
      var offset: off_t = 0
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = unsafe piece.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, offset) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FixError(system: "read a temporary file") }
        if count == 0 { break }
        body(Array(piece[..<count]))
        offset += off_t(count)
      }
    }
    if !pending.isEmpty { body(pending) }
  }
}
