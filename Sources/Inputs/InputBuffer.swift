/// The bytes of a file, or of a part of it, as they are stored: to be looked at before they are taken.
///
///     buffer  ┌────────┬───────────────┬───────────────────┬──────┐
///             │ 8 kept │ taken         │ available         │ free │
///             └────────┴───────────────┴───────────────────┴──────┘
///                      reserve         start               end
///
/// The eight bytes taken last are always kept, because inflating takes up to eight too many and gives them back.
@safe final class InputBuffer: ByteStream {
  /// How many bytes can be given back.
  static let reserve = 8
  /// How many bytes can be looked at at once, at least: the longest record of a zip directory.
  static let lookAhead = 46 + 3 * 65_535

  /// How messages call what is read.
  let name: String
  let file: OpenFile
  private let buffer: UnsafeMutableRawBufferPointer
  /// At most this many bytes are read at once.
  private let step: Int
  private var hasRead = false
  private var start = reserve
  private var end = reserve
  /// Where the next byte is read from, in bytes from the beginning of the file.
  private var position: Int
  /// Where the first byte is.
  private let first: Int
  /// Where the part ends; `nil` reads on to the end of the file.
  private let limit: Int?

  /// Reads `file` from front to back.
  convenience init(_ file: OpenFile, step: Int = 1 << 18) {
    self.init(file, name: file.name, from: 0, limit: nil, step: step)
  }

  /// Reads the part of a file of known size between two offsets.
  convenience init(_ file: OpenFile, name: String, range: Range<Int>, step: Int = 1 << 18) {
    self.init(file, name: name, from: range.lowerBound, limit: range.upperBound, step: step)
  }

  private init(_ file: OpenFile, name: String, from position: Int, limit: Int?, step: Int) {
    self.name = name
    self.file = file
    self.position = position
    first = position
    self.limit = limit
    self.step = max(1, step)
    let capacity = Self.reserve + max(step, Self.lookAhead)
    unsafe buffer = .allocate(byteCount: capacity, alignment: 64)
    // The kept bytes are moved before any were taken.
    let kept = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<Self.reserve])
    unsafe kept.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// Where the next byte is in the file.
  var offset: Int { position - count }

  /// How many bytes have been taken.
  var takenByteCount: Int { offset - first }

  /// As a stream it gives out bytes as they are stored.
  var storedByteCount: Int { takenByteCount }

  /// How many bytes are available.
  var count: Int { end - start }

  /// The bytes read and not yet taken. Valid until the next call of this object.
  var available: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(rebasing: buffer[start..<end])
  }

  /// The available byte at `index`, which is less than `count`.
  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "only bytes that are available can be looked at")
    return unsafe buffer[start + index]
  }

  /// Takes `count` of the available bytes.
  func take(_ count: Int) {
    precondition(count >= 0 && count <= self.count, "only bytes that are available can be taken")
    start += count
  }

  /// Passes over the next `count` bytes of a plain file, of which none is available: somebody else reads them.
  func skip(_ count: Int) {
    precondition(file.isPlain && self.count == 0, "only bytes at any place of a file can be passed over")
    position += count
  }

  /// Gives the last `count` bytes taken back, at most eight.
  func giveBack(_ count: Int) {
    precondition(count >= 0 && count <= start && count <= Self.reserve, "only the last eight bytes can be given back")
    start -= count
  }

  /// Less than a step is enough to tell what a file is, and all there is of a small one.
  private static let firstStep = 4096

  /// Reads until `count` bytes are available or the input ends; says whether they are. At most `lookAhead`.
  func ensure(_ count: Int) throws(InputError) -> Bool {
    while self.count < count {
      if unsafe start + count > buffer.count { moveToFront() }
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
      let got = try unsafe readFile(into: room, atMost: hasRead ? step : min(step, Self.firstStep))
      hasRead = true
      if got == 0 { return false }
      end += got
    }
    return true
  }

  /// Reads if nothing is available; says whether something is.
  func fill() throws(InputError) -> Bool {
    if count == 0 { moveToFront() }
    return try ensure(1)
  }

  /// Takes bytes: those that are available, else straight from the file.
  func read(into target: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if count == 0 { return try unsafe readFile(into: target, atMost: target.count) }
    let taken = min(count, target.count)
    unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: available[..<taken]))
    take(taken)
    return taken
  }

  private func moveToFront() {
    let kept = start - Self.reserve
    if kept <= 0 { return }
    let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[kept..<end])
    unsafe buffer.copyMemory(from: rest)
    start -= kept
    end -= kept
  }

  private func readFile(into target: UnsafeMutableRawBufferPointer, atMost step: Int) throws(InputError) -> Int {
    let wanted = min(target.count, step, limit.map { $0 - position } ?? .max)
    if wanted <= 0 { return 0 }
    let part = unsafe UnsafeMutableRawBufferPointer(rebasing: target[..<wanted])
    let got: Int
    if limit == nil, !file.isPlain {
      got = try unsafe file.read(into: part)
    } else {
      got = try unsafe file.read(into: part, at: position)
    }
    position += got
    return got
  }
}

extension InputBuffer {
  /// An error at the next byte, or at `offset`.
  func failure(_ reason: InputError.Reason, at offset: Int? = nil) -> InputError {
    InputError(reason, in: name, at: offset ?? self.offset)
  }
}

extension InputBuffer {
  /// The number in the two available bytes from `index` on.
  func littleEndian16(at index: Int) -> UInt16 {
    UInt16(self[index]) | UInt16(self[index + 1]) << 8
  }

  /// The number in the four available bytes from `index` on.
  func littleEndian32(at index: Int) -> UInt32 {
    UInt32(littleEndian16(at: index)) | UInt32(littleEndian16(at: index + 2)) << 16
  }

  /// The number in the eight available bytes from `index` on.
  func littleEndian64(at index: Int) -> UInt64 {
    UInt64(littleEndian32(at: index)) | UInt64(littleEndian32(at: index + 4)) << 32
  }

  /// The `count` available bytes from `index` on.
  func bytes(at index: Int, count: Int) -> [UInt8] {
    precondition(index >= 0 && count >= 0 && index + count <= self.count, "only available bytes can be copied")
    return unsafe Array(available[index..<(index + count)])
  }
}
