#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written from its beginning to its end.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var pending: [UInt8] = []

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw BenchmarkFailure("cannot write \(path)") }
  }

  func write(_ bytes: some Sequence<UInt8>) throws {
    pending += bytes
    if pending.count > 1 << 20 { try flush() }
  }

  private func flush() throws {
    var written = 0
    while written < pending.count {
      let count = pending.withUnsafeBytes { Self.write(descriptor, $0[written...]) }
      if count <= 0 { throw BenchmarkFailure("cannot write \(path)") }
      written += count
    }
    pending.removeAll(keepingCapacity: true)
  }

  private static func write(_ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let rest = UnsafeRawBufferPointer(rebasing: bytes)
    #if canImport(Glibc)
      return Glibc.write(descriptor, rest.baseAddress, rest.count)
    #else
      return Darwin.write(descriptor, rest.baseAddress, rest.count)
    #endif
  }

  func close() throws {
    try flush()
    fsync(descriptor)
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }
}

/// A file that is read.
enum InputFile {
  /// Calls `body` with each line, without its line feed, until it throws.
  static func forEachLine(of path: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    guard let file = fopen(path, "r") else { throw BenchmarkFailure("cannot read \(path)") }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while true {
      let count = getline(&line, &capacity, file)
      guard count > 0, let line else { return }
      try line.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
        let isEnded = bytes[count - 1] == UInt8(ascii: "\n")
        try body(UnsafeBufferPointer(start: bytes, count: isEnded ? count - 1 : count))
      }
    }
  }
}
