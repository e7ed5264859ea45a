/// The places of all keys in the order in which they came, about eight bytes each: a place is told by how far it is from
/// the one before.
///
/// ```
///  number:  0 … 127          128 … 255        256 …
///          ┌────────────────┬────────────────┬─────────┐
///          │ from nothing,  │ from nothing,  │         │   the older bytes in a file,
///          │ then steps     │ then steps     │         │   the younger ones in memory
///          └────────────────┴────────────────┴─────────┘
///  starts:  ▲                ▲                ▲              8 bytes a block, or every 2nd, 4th …
///
///  a place: record step · 4 + 2 if there is a tag + 1 if the input changes │ [input step] │ offset step │ line step
///           │ column, or its step within a line      (each seven bits a byte, the lowest first; steps may be
///           negative: zigzag) │ [tag, eight bytes, the lowest first]
/// ```
///
/// A record of 20 kB a line takes 1 + 3 + 1 + 2 bytes. Reading a place goes through its block: that is for keys that occur
/// again only, and those that did so lately are remembered (30 kB).
@safe final class PlaceLog {
  private static let blockLength = 128
  /// Five numbers of up to ten bytes each, and a tag.
  private static let largestPlace = 58
  private let memory: ReservedMemory
  private let start: UnsafeMutableRawPointer
  private let startLimit: Int
  private var file: ScratchFile?
  private(set) var count = 0
  /// Bytes in memory; all before them are in the file.
  private(set) var byteCount = 0
  private var last = KeyPlace.beginning(of: 0)
  /// Where blocks start among all bytes: those whose number is a multiple of `spacing`.
  private var starts: [Int] = []
  private var spacing = 1
  /// Places that were read, by the last bits of their numbers: few classes have all the keys that occur again. Made when the
  /// first one is read.
  private var known: [(number: Int, place: KeyPlace)] = []
  private static let knownCount = 512

  /// A log of `byteCount` bytes in memory at most, not counting where blocks start: for that there are `indexByteCount`,
  /// and when they are used up, reading a place goes through more blocks.
  init(byteCount: Int, indexByteCount: Int) {
    memory = ReservedMemory(upTo: byteCount + Self.largestPlace)
    unsafe start = memory.start
    startLimit = max(16, indexByteCount / MemoryLayout<Int>.stride / 2)
  }

  /// Bytes that are in memory for good.
  var indexByteCount: Int { starts.capacity * MemoryLayout<Int>.stride }

  /// Bytes in the file.
  var spilledByteCount: Int { file?.byteCount ?? 0 }

  /// Bytes that may be in memory before one more place is added.
  var byteLimit: Int { memory.byteCount - Self.largestPlace }

  /// Adds the place of the next number, with `byteLimit` bytes in memory at most.
  func append(_ place: KeyPlace) {
    if count % Self.blockLength == 0 { startBlock() }
    let isNewInput = place.input != last.input
    let before = isNewInput ? KeyPlace.beginning(of: place.input) : last
    let marks: UInt64 = (isNewInput ? 1 : 0) | (place.tag == 0 ? 0 : 2)
    append(Self.zigzag(place.record - before.record) << 2 | marks)
    if isNewInput { append(Self.zigzag(place.input - last.input)) }
    append(Self.zigzag(place.byteOffset - before.byteOffset))
    append(Self.zigzag(place.line - before.line))
    append(Self.zigzag(place.line == before.line ? place.column - before.column : place.column))
    if place.tag != 0 {
      unsafe start.storeBytes(of: place.tag.littleEndian, toByteOffset: byteCount, as: UInt64.self)
      byteCount &+= 8
    }
    last = place
    count += 1
  }

  private func startBlock() {
    last = .beginning(of: 0)
    let block = count / Self.blockLength
    guard block % spacing == 0 else { return }
    if starts.count >= startLimit {
      starts = stride(from: 0, to: starts.count, by: 2).map { starts[$0] }
      spacing *= 2
      guard block % spacing == 0 else { return }
    }
    starts.append(spilledByteCount + byteCount)
  }

  private static func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }

  private static func unzigzag(_ value: UInt64) -> Int { Int(truncatingIfNeeded: value >> 1) ^ -Int(value & 1) }

  // `byteLimit` leaves room for five of these.
  private func append(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: byteCount, as: UInt8.self)
      byteCount &+= 1
      rest >>= 7
    }
    unsafe start.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: byteCount, as: UInt8.self)
    byteCount &+= 1
  }

  /// The place of the key with this number, which is in the log.
  func place(_ number: Int) throws(KeyStoreError) -> KeyPlace {
    if known.isEmpty { known = Array(repeating: (-1, .beginning(of: 0)), count: Self.knownCount) }
    let slot = number % Self.knownCount
    if known[slot].number == number { return known[slot].place }
    let place = try readPlace(number)
    known[slot] = (number, place)
    return place
  }

  private func readPlace(_ number: Int) throws(KeyStoreError) -> KeyPlace {
    let entry = number / Self.blockLength / spacing
    let end = entry + 1 < starts.count ? starts[entry + 1] : spilledByteCount + byteCount
    let bytes = try bytes(starts[entry]..<end)
    var at = 0
    func next() -> UInt64 { bytes.sevenBitNumber(at: &at) }
    var place = KeyPlace.beginning(of: 0)
    for current in (entry * spacing * Self.blockLength)...number {
      if current % Self.blockLength == 0 { place = .beginning(of: 0) }
      let head = next()
      if head & 1 == 1 { place = .beginning(of: place.input + Self.unzigzag(next())) }
      place.record += Self.unzigzag(head >> 2)
      place.byteOffset += Self.unzigzag(next())
      let lineStep = Self.unzigzag(next())
      place.line += lineStep
      place.column = Self.unzigzag(next()) + (lineStep == 0 ? place.column : 0)
      place.tag = 0
      if head & 2 == 2 {
        for byte in 0..<8 { place.tag |= UInt64(bytes[at + byte]) << (8 * byte) }
        at += 8
      }
    }
    return place
  }

  /// Bytes by their place among all, from the file, from memory, or from both.
  private func bytes(_ range: Range<Int>) throws(KeyStoreError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let split = min(max(spilledByteCount, range.lowerBound), range.upperBound)
    if let file, split > range.lowerBound {
      var failure: KeyStoreError?
      unsafe bytes.withUnsafeMutableBytes { buffer in
        do throws(KeyStoreError) {
          try unsafe file.read(
            UnsafeMutableRawBufferPointer(rebasing: buffer[..<(split - range.lowerBound)]), at: range.lowerBound)
        } catch { failure = error }
      }
      if let failure { throw failure }
    }
    if split < range.upperBound {
      unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[(split - range.lowerBound)...]).copyMemory(
          from: UnsafeRawBufferPointer(start: start + (split - spilledByteCount), count: range.upperBound - split))
      }
    }
    return bytes
  }

  /// Moves what is in memory to the file. After an error it is still in memory.
  func spill() throws(KeyStoreError) {
    let file: ScratchFile
    if let open = self.file { file = open } else { file = try ScratchFile() }
    try unsafe file.append(UnsafeRawBufferPointer(start: start, count: byteCount))
    self.file = file
    byteCount = 0
    memory.clear()
  }
}
