import SourceText

/// Finds the places of a scalar's text by walking text and file side by side. Where they do not match as expected it
/// stops, and the rest of the text has the place of the scalar's start.
struct ScalarAligner {
  private let source: [UInt8]
  /// The next byte of the file, and the one behind the scalar.
  private var at: Int
  private let end: Int
  /// The place of `at`.
  private var position: SourcePosition
  private let text: [UInt8]
  /// The next byte of the text.
  private var textAt = 0
  private var runs: [ScalarPlaces.Run] = []
  /// Whether the last run reaches to here, so that it can grow.
  private var continues = false

  /// The places of `text`, which stands in `span` of `source`, at `start`, in the given style. Linear.
  static func places(
    of text: String, style: YAMLEvent.Style, in source: [UInt8], span: SourceSpan, start: SourcePosition
  ) -> ScalarPlaces {
    let inset = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
    let inner = SourceSpan(start: span.start + inset, end: max(span.start + inset, span.end - inset))
    let first = SourcePosition(line: start.line, column: start.column + inset)
    if stands(text, in: source, inner) { return ScalarPlaces(start: first) }
    var aligner = ScalarAligner(source: source, inner, at: first, text: Array(text.utf8))
    switch style {
    case .literal: aligner.alignBlock(isLiteral: true)
    case .folded: aligner.alignBlock(isLiteral: false)
    case .plain, .singleQuoted, .doubleQuoted: aligner.alignFlow(style)
    }
    if aligner.textAt < aligner.text.count || aligner.runs.isEmpty {
      aligner.runs.append(ScalarPlaces.Run(start: aligner.textAt, count: 0, position: start))
    }
    if let run = aligner.runs.first, run.start > 0 {
      aligner.runs.insert(ScalarPlaces.Run(start: 0, count: 0, position: start), at: 0)
    }
    return ScalarPlaces(start: first, runs: aligner.runs)
  }

  /// Whether `text` stands in `span` as it reads.
  private static func stands(_ text: String, in source: [UInt8], _ span: SourceSpan) -> Bool {
    guard text.utf8.count == span.end - span.start else { return false }
    // Through a buffer: a string hands its bytes out one by one, which takes four times as long.
    var text = text
    return text.withUTF8 { bytes in unsafe bytes.elementsEqual(source[span.start..<span.end]) }
  }

  private init(source: [UInt8], _ span: SourceSpan, at position: SourcePosition, text: [UInt8]) {
    self.source = source
    self.text = text
    (at, end, self.position) = (span.start, span.end, position)
  }

  // MARK: Plain and quoted scalars

  private mutating func alignFlow(_ style: YAMLEvent.Style) {
    while at < end, textAt < text.count {
      let byte = source[at]
      let next = at + 1 < end ? source[at + 1] : 0
      if style == .singleQuoted, byte == UInt8(ascii: "'"), next == byte {
        guard text[textAt] == byte else { return }
        takeEscape(1, length: 2)
      } else if style == .doubleQuoted, byte == UInt8(ascii: "\\") {
        guard alignEscape(next) else { return }
      } else if isBlank(byte) || lineBreak(at: at) > 0 {
        guard alignBlanks() else { return }
      } else {
        guard byte == text[textAt] else { return }
        take(1)
      }
    }
    if !continues { runs.append(ScalarPlaces.Run(start: textAt, count: 0, position: position)) }
  }

  /// Blanks within a line read as they are; around line breaks they fold into one blank, or into all breaks but one.
  private mutating func alignBlanks() -> Bool {
    var (stop, breaks) = (at, 0)
    while stop < end {
      let length = lineBreak(at: stop)
      guard length > 0 || isBlank(source[stop]) else { break }
      breaks += length > 0 ? 1 : 0
      stop += max(length, 1)
    }
    guard breaks > 0 else {
      guard text[textAt...].starts(with: source[at..<stop]) else { return false }
      take(stop - at)
      return true
    }
    return fold(breaks == 1 ? " " : "\n", count: max(breaks - 1, 1), until: stop)
  }

  private mutating func alignEscape(_ letter: UInt8) -> Bool {
    let broken = lineBreak(at: at + 1)
    if at + 1 < end, broken > 0 {
      var (stop, breaks) = (at + 1 + broken, 0)
      while stop < end {
        let length = lineBreak(at: stop)
        guard length > 0 || isBlank(source[stop]) else { break }
        breaks += length > 0 ? 1 : 0
        stop += max(length, 1)
      }
      return fold("\n", count: breaks, until: stop)
    }
    let length: Int
    switch letter {
    case UInt8(ascii: "x"): length = 4
    case UInt8(ascii: "u"): length = 6
    case UInt8(ascii: "U"): length = 10
    default: length = 2
    }
    guard at + length <= end, let count = UTF8Step.length(at: textAt, in: text) else { return false }
    takeEscape(count, length: length)
    return true
  }

  /// Passes over the file until `stop` and over `count` times `character` in the text.
  private mutating func fold(_ character: Unicode.Scalar, count: Int, until stop: Int) -> Bool {
    let fold = repeatElement(UInt8(ascii: character), count: count)
    guard text[textAt...].starts(with: fold) else { return false }
    if count > 0 { runs.append(ScalarPlaces.Run(start: textAt, count: 0, position: position)) }
    textAt += count
    move(to: stop)
    return true
  }

  // MARK: Blocks

  private mutating func alignBlock(isLiteral: Bool) {
    // The header, `|` or `>` with indicators and a comment.
    move(to: lineEnd(from: at))
    move(to: at + lineBreak(at: at))
    let indentation = max(0, firstIndentation(source[at..<end]) - firstIndentation(text[...]))
    while at < end, textAt < text.count {
      let stop = lineEnd(from: at)
      move(to: min(at + indentation, stop))
      let line = source[at..<stop]
      if !isLiteral, let first = line.first { passSeparator(before: first) }
      guard text[textAt...].starts(with: line) else { return }
      if isLiteral || !line.isEmpty {
        runs.append(ScalarPlaces.Run(start: textAt, count: line.count, position: position))
      }
      textAt += line.count
      if isLiteral, textAt < text.count {
        guard text[textAt] == UInt8(ascii: "\n") else { return }
        textAt += 1
      }
      move(to: stop)
      move(to: at + lineBreak(at: at))
    }
    // The line feeds at the end of a folded text.
    while !isLiteral, textAt < text.count, text[textAt] == UInt8(ascii: "\n") { textAt += 1 }
  }

  /// Passes over what stands in a folded text for the line breaks before a line that begins with `first`.
  private mutating func passSeparator(before first: UInt8) {
    if !isBlank(first), textAt < text.count, text[textAt] == UInt8(ascii: " ") {
      textAt += 1
    } else {
      while textAt < text.count, text[textAt] == UInt8(ascii: "\n") { textAt += 1 }
    }
  }

  /// The spaces before the first character that is neither space nor line feed.
  private func firstIndentation(_ lines: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in lines {
      switch byte {
      case UInt8(ascii: " "): count += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): count = 0
      default: return count
      }
    }
    return 0
  }

  // MARK: Steps

  /// Takes `count` bytes that stand in the file as in the text.
  private mutating func take(_ count: Int) {
    if continues, let last = runs.indices.last {
      runs[last].count += count
    } else {
      runs.append(ScalarPlaces.Run(start: textAt, count: count, position: position))
    }
    textAt += count
    move(to: at + count)
    continues = true
  }

  /// Takes the next `count` bytes of the text, a single scalar, which the file writes in `length` bytes.
  private mutating func takeEscape(_ count: Int, length: Int) {
    runs.append(ScalarPlaces.Run(start: textAt, count: count, position: position))
    textAt += count
    move(to: at + length)
  }

  private mutating func move(to stop: Int) {
    position = position.advanced(by: TextStep(over: source[at..<stop]))
    at = stop
    continues = false
  }

  private func lineEnd(from start: Int) -> Int {
    var stop = start
    while stop < end, lineBreak(at: stop) == 0 { stop += 1 }
    return stop
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The bytes of the line break at `offset`, 0 when there is none. YAML 1.1, which libyaml reads, has five of them.
  private func lineBreak(at offset: Int) -> Int {
    guard offset < end else { return 0 }
    switch source[offset] {
    case 0x0A: return 1
    case 0x0D: return offset + 1 < end && source[offset + 1] == 0x0A ? 2 : 1
    case 0xC2: return offset + 1 < end && source[offset + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard offset + 2 < end, source[offset + 1] == 0x80 else { return 0 }
      return source[offset + 2] == 0xA8 || source[offset + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}
