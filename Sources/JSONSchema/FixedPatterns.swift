/// Patterns that are sequences of sets of ASCII characters, each with a number of repetitions, from the start of a text on:
/// `^[0-9a-f]{24}$`, `^https?://`. They are matched byte by byte, without going back and without a call to RE2, which
/// would cost ten times as much.
struct FixedPatterns {
  /// Some of the 128 ASCII characters.
  private struct ByteSet: Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    func contains(_ byte: UInt8) -> Bool {
      let word = byte < 64 ? low : byte < 128 ? high : 0
      return word >> UInt64(byte & 63) & 1 != 0
    }

    mutating func insert(_ byte: UInt8) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }

    func isDisjoint(with other: ByteSet) -> Bool { low & other.low | high & other.high == 0 }
  }

  /// Bytes of one set, from `least` to `most` of them.
  private struct Run {
    var set: ByteSet
    var least: Int
    var most: Int
  }

  /// The same as it is matched: the set by its bit in `sets`.
  private struct RunCode {
    var bit: UInt64
    var least: Int
    var most: Int
  }

  private struct Pattern {
    var runs: Range<Int>
    /// Whether nothing may stand behind the last run.
    var isWhole: Bool
  }

  private var runs: ContiguousArray<RunCode> = []
  /// For each byte a bit for every set that it belongs to.
  private var sets = ContiguousArray<UInt64>(repeating: 0, count: 256)
  /// The sets in the order of their bits.
  private var known: [ByteSet] = []
  private var patterns: ContiguousArray<Pattern> = []

  /// Adds `pattern`, which is in the syntax of ECMA-262 and good; `nil` when it is not of this kind.
  mutating func add(_ pattern: String) -> Int? {
    var parser = Parser(bytes: Array(pattern.utf8))
    guard let (added, isWhole) = parser.parse() else { return nil }
    let codes = added.compactMap { run in
      bit(of: run.set).map { RunCode(bit: $0, least: run.least, most: run.most) }
    }
    guard codes.count == added.count else { return nil }
    patterns.append(Pattern(runs: runs.count..<runs.count + codes.count, isWhole: isWhole))
    runs += codes
    return patterns.count - 1
  }

  /// The bit of `set`; `nil` when all bits are taken.
  private mutating func bit(of set: ByteSet) -> UInt64? {
    if let position = known.firstIndex(of: set) { return 1 << UInt64(position) }
    guard known.count < 64 else { return nil }
    known.append(set)
    let bit: UInt64 = 1 << UInt64(known.count - 1)
    for byte in UInt8.min...UInt8.max where set.contains(byte) { sets[Int(byte)] |= bit }
    return bit
  }

  /// Whether the pattern with `number` matches `text`.
  func matches(_ number: Int, _ text: Span<UInt8>) -> Bool {
    let pattern = patterns[number]
    var at = 0
    for position in pattern.runs {
      let run = runs[position]
      if run.least == run.most {
        // Where it ends is known, so that no byte needs a branch of its own.
        guard run.least <= text.count &- at else { return false }
        var common = run.bit
        for place in at..<(at &+ run.least) { common &= sets[Int(text[place])] }
        if common == 0 { return false }
        at &+= run.least
        continue
      }
      let end = run.most < text.count &- at ? at &+ run.most : text.count
      let start = at
      while at < end, sets[Int(text[at])] & run.bit != 0 { at &+= 1 }
      if at &- start < run.least { return false }
    }
    return !pattern.isWhole || at == text.count
  }

  /// Reads what it knows of the syntax and gives up at everything else.
  private struct Parser {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func parse() -> (runs: [Run], isWhole: Bool)? {
      guard take("^") else { return nil }
      var runs: [Run] = []
      var isWhole = false
      while at < bytes.count {
        if take("$") {
          guard at == bytes.count else { return nil }
          isWhole = true
          break
        }
        guard let set = set(), let (least, most) = counts() else { return nil }
        runs.append(Run(set: set, least: least, most: most))
      }
      return isUnambiguous(runs) ? (runs, isWhole) : nil
    }

    /// Whether taking as many bytes as possible for each run is right: what may follow a run of no fixed length starts
    /// with a byte that does not belong to it.
    private func isUnambiguous(_ runs: [Run]) -> Bool {
      for (position, run) in runs.enumerated() where run.least != run.most {
        for follower in runs[(position + 1)...] {
          guard run.set.isDisjoint(with: follower.set) else { return false }
          if follower.least > 0 { break }
        }
      }
      return true
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
      guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
      at += 1
      return true
    }

    private mutating func set() -> ByteSet? {
      if take("[") { return bracketed() }
      var set = ByteSet()
      if take("\\") {
        if take("d") {
          for digit in UInt8(ascii: "0")...UInt8(ascii: "9") { set.insert(digit) }
          return set
        }
        guard let byte = punctuation() else { return nil }
        set.insert(byte)
        return set
      }
      guard at < bytes.count, case let byte = bytes[at], byte > 0x20, byte < 0x7F,
        !#"^$\.*+?()[]{}|"#.utf8.contains(byte)
      else { return nil }
      at += 1
      set.insert(byte)
      return set
    }

    /// A character behind a backslash that stands for itself.
    private mutating func punctuation() -> UInt8? {
      guard at < bytes.count, case let byte = bytes[at], byte > 0x20, byte < 0x7F, !ASCII.isLetter(byte),
        !ASCII.isDigit(byte)
      else { return nil }
      at += 1
      return byte
    }

    private mutating func bracketed() -> ByteSet? {
      var set = ByteSet()
      while !take("]") {
        guard let first = member() else { return nil }
        // A '-' that is last stands for itself.
        if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "]") {
          at += 1
          set.insert(UInt8(ascii: "-"))
          set.insert(first)
          continue
        }
        guard take("-") else {
          set.insert(first)
          continue
        }
        guard let last = member(), first <= last else { return nil }
        for byte in first...last { set.insert(byte) }
      }
      return set == ByteSet() ? nil : set
    }

    private mutating func member() -> UInt8? {
      if take("\\") { return punctuation() }
      guard at < bytes.count, case let byte = bytes[at], byte >= 0x20, byte < 0x7F, !#"^[]\-"#.utf8.contains(byte)
      else {
        return nil
      }
      at += 1
      return byte
    }

    private mutating func counts() -> (Int, Int)? {
      var counts = (1, 1)
      if take("*") {
        counts = (0, .max)
      } else if take("+") {
        counts = (1, .max)
      } else if take("?") {
        counts = (0, 1)
      } else if take("{") {
        guard let least = number() else { return nil }
        var most = least
        if take(",") { most = at < bytes.count && bytes[at] == UInt8(ascii: "}") ? .max : number() ?? -1 }
        guard take("}"), least <= most else { return nil }
        counts = (least, most)
      }
      // A second quantifier, lazy or wrong, is left to RE2.
      if at < bytes.count, "*+?{".utf8.contains(bytes[at]) { return nil }
      return counts
    }

    private mutating func number() -> Int? {
      let start = at
      while at < bytes.count, ASCII.isDigit(bytes[at]), at - start < 6 { at += 1 }
      return Int(String(decoding: bytes[start..<at], as: UTF8.self))
    }
  }
}
