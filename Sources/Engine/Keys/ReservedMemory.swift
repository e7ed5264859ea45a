#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A range of addresses whose bytes are zero and take up memory only once they are touched: what lies in it grows in
/// place, and nothing is ever held twice.
@safe final class ReservedMemory {
  let start: UnsafeMutableRawPointer
  let byteCount: Int

  /// At least `byteCount` bytes, in whole pages.
  init(byteCount: Int) {
    let whole = Self.wholePages(byteCount)
    guard let start = unsafe Self.map(at: nil, whole) else { preconditionFailure("no memory for \(whole) bytes") }
    self.byteCount = whole
    unsafe self.start = start
  }

  /// As much of `byteCount` bytes as the system has addresses for.
  init(upTo byteCount: Int) {
    var whole = Self.wholePages(byteCount)
    while true {
      if let start = unsafe Self.map(at: nil, whole) {
        self.byteCount = whole
        unsafe self.start = start
        return
      }
      precondition(whole > 1 << 16, "no memory for \(whole) bytes")
      whole = Self.wholePages(whole / 2)
    }
  }

  private static func wholePages(_ byteCount: Int) -> Int {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    return (max(byteCount, 1) + page - 1) / page * page
  }

  deinit { unsafe munmap(start, byteCount) }

  /// Gives the memory back; all bytes are zero again.
  func clear() {
    // A new mapping over the old one fails only where the old one could not have been made.
    let isCleared = unsafe Self.map(at: start, byteCount) != nil
    precondition(isCleared, "a range of addresses cannot be mapped anew")
  }

  /// Asks for pages of 2 MB, where the system has them: reads here and there in so much memory are mostly looking up of
  /// pages.
  func preferLargePages() {
    #if canImport(Glibc)
      // Advice: without it everything works.
      _ = unsafe madvise(start, byteCount, MADV_HUGEPAGE)
    #endif
  }

  private static func map(at address: UnsafeMutableRawPointer?, _ byteCount: Int) -> UnsafeMutableRawPointer? {
    let place = unsafe address == nil ? 0 : MAP_FIXED
    let start = unsafe mmap(
      address, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | place, -1, 0)
    return unsafe start == MAP_FAILED ? nil : start
  }
}
