extension SortedRun {
  /// Writes a run, key by key in their order.
  @safe struct Writer {
    private let file: ScratchFile
    private let buffer: UnsafeMutableRawBufferPointer
    private let memory: ReservedMemory
    private var used = 0
    private var count = 0
    private var fences: [UInt64] = []
    private let spacing: Int
    private let filter: KeyFilter?

    /// A run of `count` keys. Its fences take `fenceByteCount` at most, its filter `bitsPerKey`; `bufferByteCount` are
    /// written at a time.
    init(count: Int, bitsPerKey: Int, fenceByteCount: Int, bufferByteCount: Int) throws(KeyStoreError) {
      file = try ScratchFile()
      memory = ReservedMemory(byteCount: bufferByteCount)
      unsafe buffer = UnsafeMutableRawBufferPointer(
        start: memory.start, count: memory.byteCount / SortedRun.entryByteCount * SortedRun.entryByteCount)
      let fenceCount = max(1, fenceByteCount / MemoryLayout<UInt64>.stride)
      spacing = max(SortedRun.pageLength, (count + fenceCount - 1) / fenceCount)
      fences.reserveCapacity(count / spacing + 1)
      // Below two bits a filter lets most hashes pass.
      filter = bitsPerKey < 2 ? nil : KeyFilter(count: count, bitsPerKey: bitsPerKey)
    }

    mutating func append(_ hash: KeyHash, number: Int) throws(KeyStoreError) {
      if unsafe used == buffer.count { try flush() }
      if count % spacing == 0 { fences.append(hash.high) }
      filter?.insert(hash)
      unsafe buffer.storeBytes(of: hash.high, toByteOffset: used, as: UInt64.self)
      unsafe buffer.storeBytes(of: hash.low, toByteOffset: used + 8, as: UInt64.self)
      unsafe buffer.storeBytes(of: number, toByteOffset: used + 16, as: Int.self)
      used += SortedRun.entryByteCount
      count += 1
    }

    private mutating func flush() throws(KeyStoreError) {
      try unsafe file.append(UnsafeRawBufferPointer(rebasing: buffer[..<used]))
      used = 0
    }

    /// The run that was written.
    mutating func finish() throws(KeyStoreError) -> SortedRun {
      try flush()
      return SortedRun(file: file, count: count, fences: fences, spacing: spacing, filter: filter)
    }
  }

  /// Reads a run, key by key in their order.
  @safe struct Cursor {
    private let file: ScratchFile
    private let memory: ReservedMemory
    private let buffer: UnsafeMutableRawBufferPointer
    private var (at, filled, read) = (0, 0, 0)

    init(_ run: SortedRun, bufferByteCount: Int) throws(KeyStoreError) {
      memory = ReservedMemory(byteCount: bufferByteCount)
      file = run.file
      unsafe buffer = UnsafeMutableRawBufferPointer(
        start: memory.start, count: memory.byteCount / SortedRun.entryByteCount * SortedRun.entryByteCount)
      try fill()
    }

    private mutating func fill() throws(KeyStoreError) {
      filled = unsafe min(buffer.count, file.byteCount - read)
      try unsafe file.read(UnsafeMutableRawBufferPointer(rebasing: buffer[..<filled]), at: read)
      read += filled
      at = 0
    }

    var isAtEnd: Bool { at == filled }
    var hash: KeyHash {
      unsafe KeyHash(
        low: buffer.load(fromByteOffset: at + 8, as: UInt64.self),
        high: buffer.load(fromByteOffset: at, as: UInt64.self))
    }
    func isBefore(_ other: Cursor) -> Bool { (hash.high, hash.low) < (other.hash.high, other.hash.low) }
    var number: Int { unsafe buffer.load(fromByteOffset: at + 16, as: Int.self) }

    mutating func advance() throws(KeyStoreError) {
      at += SortedRun.entryByteCount
      if at == filled { try fill() }
    }
  }

  /// One run of the keys of all `runs`, in which no key is twice.
  static func merge(
    _ runs: [SortedRun], bitsPerKey: Int, fenceByteCount: Int, bufferByteCount: Int
  ) throws(KeyStoreError) -> SortedRun {
    var cursors: [Cursor] = []
    for run in runs { cursors.append(try Cursor(run, bufferByteCount: bufferByteCount)) }
    var writer = try Writer(
      count: runs.reduce(0) { $0 + $1.count }, bitsPerKey: bitsPerKey, fenceByteCount: fenceByteCount,
      bufferByteCount: bufferByteCount)
    while !cursors.isEmpty {
      var least = 0
      for next in 1..<max(1, cursors.count) where cursors[next].isBefore(cursors[least]) { least = next }
      try writer.append(cursors[least].hash, number: cursors[least].number)
      try cursors[least].advance()
      if cursors[least].isAtEnd { cursors.remove(at: least) }
    }
    return try writer.finish()
  }
}
