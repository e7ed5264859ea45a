import JSONReading

/// Finds where a document that is one object can be cut: between its members, and between the elements of members that are
/// arrays. Looks at nothing twice.
///
///     document   { "info": {…}, "images": [ {…}, {…}, │ {…} ], "annotations": [ {…}, … ] }
///     windows    { "info": {…}│, "images": [ {…}, {…}│, {…} ]│, "annotations": [ {…}, …  ]│ }
struct MemberFraming {
  /// What may be done with the text.
  enum Cut {
    /// A window ends at this offset.
    case at(Int)
    /// More text is needed to tell.
    case more
    /// The text is broken, and all that is left is for whoever reads it to say how.
    case broken
  }

  private enum Place {
    /// Before a member, or the closing brace.
    case between
    /// In a member that is no array, whose value starts at this offset.
    case value(Int)
    /// In an array, whose elements start behind this offset.
    case array(Int)
    /// Behind the object.
    case behind
  }

  private var place = Place.between
  private var isFirst = true
  private var outermost = OutermostComma()
  /// The bytes of the names so far: strings would take names for equal that are canonically equivalent.
  private var names: Set<[UInt8]> = []
  private var name = ""
  private let checker: JSONSyntaxChecker

  /// Members of a document at most: arrays and a few words about them. Their names are remembered.
  static let memberLimit = 10_000

  init(limits: JSONLimits) { checker = JSONSyntaxChecker(limits: limits) }

  /// How the window that is cut next begins.
  private(set) var start = Window.MemberStart.between(isFirst: true)
  /// Whether the member that begins in the window has the name of an earlier one.
  private(set) var isRepeated = false

  /// Where the record or value starts of which no end has been found.
  func recordStart(in text: PaddedBytes) -> Int {
    switch place {
    case .between, .behind: return 0
    case .value(let start): return start
    case .array(let start):
      var at = start
      if text[at] == UInt8(ascii: ","), isContinued { at += 1 }
      while FormDetection.isBlank(text[at]) { at += 1 }
      return at
    }
  }

  private var isContinued: Bool { if case .array = start { true } else { false } }

  /// Where the first window of `text`, which has not been given away, ends. `isWhole` tells that nothing follows it.
  mutating func cut(_ text: PaddedBytes, isWhole: Bool) -> Cut {
    do throws(JSONSyntaxError) {
      if case .between = place {
        switch try MemberHead.find(in: text, from: 0, isFirst: isFirst, checker: checker) {
        case .end: place = .behind
        case .member(let key, let value):
          try begin(key, value, in: text)
        }
      }
      switch place {
      case .between: return .more
      case .behind: return .at(text.count)
      case .value(let start):
        let end = try checker.valueEnd(in: text, from: start, limit: text.count)
        // A number may go on.
        return end < text.count || isWhole ? .at(end) : .more
      case .array(let start):
        let comma = outermost.last(in: text)
        if let end = outermost.end { return .at(end + 1) }
        guard let comma, comma > recordStart(in: text), comma > start else { return .more }
        return .at(comma)
      }
    } catch {
      // What was cut through at the end, an escape or a scalar, is not broken; and messages quote a few bytes.
      let isAtEnd = error.kind == .truncated || error.offset > text.count - 256
      return isAtEnd && !isWhole ? .more : .broken
    }
  }

  /// Begins with the text behind the window that was cut, which ended at `end`.
  mutating func advance() {
    isRepeated = false
    switch place {
    case .behind: start = .behind
    case .value, .between:
      place = .between
      start = .between(isFirst: false)
    case .array:
      if outermost.end != nil {
        place = .between
        start = .between(isFirst: false)
      } else {
        place = .array(0)
        start = .array(name)
      }
    }
    isFirst = false
    outermost = OutermostComma()
  }

  private mutating func begin(_ key: Range<Int>, _ value: Int, in text: PaddedBytes) throws(JSONSyntaxError) {
    name = MemberHead.name(key, in: text) ?? ""
    isRepeated = !names.insert(MemberHead.nameBytes(key, in: text)).inserted
    if names.count > Self.memberLimit {
      throw JSONSyntaxError(.limit, "an object of more than \(Self.memberLimit) members", at: key.lowerBound)
    }
    if text[value] == UInt8(ascii: "[") {
      place = .array(value + 1)
      outermost = OutermostComma(from: value + 1)
    } else {
      place = .value(value)
    }
  }
}
