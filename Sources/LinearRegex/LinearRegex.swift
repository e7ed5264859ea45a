/// A regular expression that takes time linear in the text, whatever the pattern and the text are.
///
/// Two are equal when they mean the same to RE2: when what they were written as translates to the same text.
public struct LinearRegex: Hashable, Sendable {
  /// The bytes that a pattern may take, compiled and while matching, if nothing else is said: 8 MiB.
  public static let defaultMemoryLimit = 8 << 20

  /// The pattern as it was written.
  public let pattern: String
  /// The pattern in RE2's syntax.
  public let translation: String
  private let compiled: CompiledPattern

  /// Compiles `pattern`, which is in RE2's syntax, as CEL's `matches` has it.
  /// Throws when it is malformed, or needs more memory than `memoryLimit` bytes.
  public init(_ pattern: String, memoryLimit: Int = defaultMemoryLimit) throws(LinearRegexError) {
    try self.init(pattern, translation: pattern, memoryLimit: memoryLimit)
  }

  /// Compiles `pattern`, which is an I-Regexp (RFC 9485), as JSONPath's `match` and `search` have it.
  ///
  /// `^` and `$` outside brackets hold at the start and end of the text: the standard's own translations to other
  /// dialects do that, although its grammar takes both for ordinary characters.
  public init(iRegexp pattern: String, memoryLimit: Int = defaultMemoryLimit) throws(LinearRegexError) {
    var translator = IRegexpTranslator(pattern)
    try self.init(pattern, translation: try translator.translate(), memoryLimit: memoryLimit)
  }

  /// Compiles `pattern`, which is in the syntax of ECMA-262 with its `u` flag, as JSON Schema's `pattern` has it.
  ///
  /// Look-around and back-references are refused, since they cannot be matched in linear time.
  public init(ecma262 pattern: String, memoryLimit: Int = defaultMemoryLimit) throws(LinearRegexError) {
    var translator = ECMA262Translator(pattern)
    try self.init(pattern, translation: try translator.translate(), memoryLimit: memoryLimit)
  }

  /// Whether `pattern` is in the syntax of ECMA-262 with its `u` flag, with or without what cannot be matched in linear
  /// time.
  public static func isSyntax(ecma262 pattern: String) -> Bool {
    var translator = ECMA262Translator(pattern, takesAll: true)
    return (try? translator.translate()) != nil
  }

  private init(_ pattern: String, translation: String, memoryLimit: Int) throws(LinearRegexError) {
    let isNonBlank = translation == CompiledPattern.nonBlankPattern && memoryLimit == Self.defaultMemoryLimit
    do {
      if isNonBlank, let shared = CompiledPattern.nonBlank {
        compiled = shared
      } else {
        compiled = try CompiledPattern(translation, memoryLimit: memoryLimit)
      }
    } catch {
      // A place in the translation is no place in the pattern.
      throw translation == pattern ? error : LinearRegexError(error.message)
    }
    self.pattern = pattern
    self.translation = translation
  }

  /// Whether the pattern matches some part of `text`, which is UTF-8. Linear in the text.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe compiled.matches(text, whole: false)
  }

  /// Whether the pattern matches some part of `text`. Linear in the text.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe compiled.matches($0, whole: false) }
  }

  /// Whether the pattern matches the whole of `text`, which is UTF-8. Linear in the text.
  public func fullyMatches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe compiled.matches(text, whole: true)
  }

  /// Whether the pattern matches the whole of `text`. Linear in the text.
  public func fullyMatches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe compiled.matches($0, whole: true) }
  }

  /// Compares what the patterns mean to RE2.
  public static func == (left: Self, right: Self) -> Bool { left.translation == right.translation }

  /// Hashes what the pattern means to RE2.
  public func hash(into hasher: inout Hasher) { hasher.combine(translation) }
}
