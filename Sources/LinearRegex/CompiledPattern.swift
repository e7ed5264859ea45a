internal import CRegex

/// Owns a compiled RE2 pattern.
@safe final class CompiledPattern: @unchecked Sendable {
  // May cross tasks: RE2 is made for concurrent matching, and nothing here changes after `init`.
  // `nil` for patterns that need no RE2: to compile these takes as long as a hundred thousand steps of anything else.
  private let handle: OpaquePointer?
  /// What such a pattern asks.
  private let runs: ByteRuns?
  /// Whether the pattern asks for a character that is not blank.
  private let wantsNonBlank: Bool

  /// `\S` within the usual limit. Shared, because half of the patterns in rules are this one.
  static let nonBlank = try? CompiledPattern(nonBlankPattern, memoryLimit: LinearRegex.defaultMemoryLimit)
  static let nonBlankPattern = #"\S"#

  /// Compiles `pattern`, which is in RE2's syntax. Throws when it is malformed or needs more than `memoryLimit` bytes.
  init(_ pattern: String, memoryLimit: Int) throws(LinearRegexError) {
    wantsNonBlank = pattern == Self.nonBlankPattern
    runs = ByteRuns(pattern)
    if runs != nil {
      unsafe handle = nil
      return
    }
    var pattern = pattern
    var error = CRegexError()
    let made = pattern.withUTF8 { text in
      unsafe cregex_create(text.baseAddress, text.count, Int64(memoryLimit), &error)
    }
    guard let made = unsafe made else {
      switch error.status {
      case .tooLarge:
        throw LinearRegexError("the pattern needs more than \(max(memoryLimit >> 20, 1)) MiB when compiled")
      case .outOfMemory: throw LinearRegexError("no memory left to compile the pattern")
      case .OK, .syntax:
        let message = unsafe withUnsafeBytes(of: error.message) { bytes in
          unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        throw LinearRegexError(message, offset: error.offset < 0 ? nil : Int(error.offset))
      }
    }
    unsafe handle = made
  }

  deinit { if let handle = unsafe handle { unsafe cregex_destroy(handle) } }

  /// Whether the pattern matches all of `text` if `whole`, else some part of it.
  func matches(_ text: UnsafeBufferPointer<UInt8>, whole: Bool) -> Bool {
    if let runs { return unsafe runs.match(text) }
    // Nearly all texts start with a character that can be seen.
    if wantsNonBlank, !whole, let first = unsafe text.first, first > 0x20, first < 0x7F { return true }
    guard let handle = unsafe handle else { return false }
    return unsafe cregex_matches(handle, text.baseAddress, text.count, whole)
  }
}
