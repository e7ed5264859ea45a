import Findings
import JSONReading
import SourceText
import TestSupport
import Testing

@testable import Inputs

/// Whatever the size of the windows: the same records, the same errors, at the same places.
@Suite struct WindowPropertyTests {
  static let windows = [16, 17, 19, 23, 32, 64, 100, 255, 1024, 65_536]

  /// A document of up to twelve records: an array, lines, or one record.
  static func document(_ random: inout RandomJSON, _ form: InputForm) -> (text: String, records: [String]) {
    let mark = random.pick(["", "", "\u{FEFF}"])
    switch form {
    case .single:
      let record = random.object(depth: 5)
      return (mark + random.blanks() + record + random.blanks(), [record])
    case .array:
      let records = (0..<random.number(in: 0...12)).map { _ in random.bareValue(depth: 4) }
      let padded = records.map { random.blanks() + $0 + random.blanks() }
      return (mark + random.blanks() + "[" + padded.joined(separator: ",") + "]" + random.blanks(), records)
    case .ndjson:
      let records = (0..<random.number(in: 2...12)).map { _ in
        String(decoding: random.object(depth: 4).utf8.map { $0 == UInt8(ascii: "\n") ? 0x20 : $0 }, as: UTF8.self)
      }
      let end = random.pick(["\n", "\r\n", "\n\n", " \n \t\n"])
      return (mark + records.joined(separator: end) + random.pick(["", end]), records)
    case .members:
      var records: [String] = []
      let members = (0..<random.number(in: 0...6)).map { number in
        let values = (0..<random.number(in: 0...8)).map { _ in random.bareValue(depth: 3) }
        let isArray = random.number(in: 0...3) > 0
        let other = random.number(in: 0...1) == 0 ? random.object(depth: 3) : "\(number)"
        records += isArray ? values : [other]
        let padded = values.map { random.blanks() + $0 + random.blanks() }.joined(separator: ",")
        let value = isArray ? "[\(padded)\(values.isEmpty ? random.blanks() : "")]" : other
        return random.blanks() + "\"m\\u00e9\(number)\"" + random.blanks() + ":" + random.blanks() + value
          + random.blanks()
      }
      let body = members.isEmpty ? random.blanks() : members.joined(separator: ",")
      return (mark + random.blanks() + "{" + body + "}" + random.blanks(), records)
    }
  }

  @Test(arguments: InputForm.allCases, 0..<60)
  func `windows do not change what is read`(form: InputForm, seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let (text, records) = Self.document(&random, form)
    let whole = WindowReading(text, form: form)
    let compact = try records.map { record in
      let document = try JSONDocument(record)
      return document.root.compactText
    }
    #expect(whole.records == compact)
    #expect(whole.problems == [])
    #expect(whole.byteCount == text.utf8.count)
    // The spans lead to the records.
    let bytes = Array(text.utf8)
    for (item, record) in zip(whole.items, records) {
      guard case .record(_, let span) = item else { continue }
      #expect(String(decoding: bytes[span.start..<span.end], as: UTF8.self) == record)
    }
    for window in Self.windows {
      #expect(WindowReading(text, form: form, windowByteCount: window) == whole, "window \(window)")
      let step = random.number(in: 1...40)
      #expect(WindowReading(bytes, form: form, windowByteCount: window, step: step) == whole, "window \(window)")
    }
  }

  /// Records that all begin alike, as do the objects in some of them, up to that in strings of few.
  private static func misleading(_ random: inout RandomJSON) -> String {
    let plain = (0..<3).map { #"{"a":\#($0)}"# }
    let records = (0..<random.number(in: 20...60)).map { number in
      let inner = [
        "\(number)", #"[{"a":1},{"a":2},{"a":[{"b":0},{"a":3}]}]"#, #"", {\"a\":1}, {""#, #""\"},{\"a\":""#,
        #""\u00e9\\""#, random.bareValue(depth: 3),
      ]
      return #"{"a":"# + random.pick(inner) + random.blanks() + "}" + random.blanks()
    }
    return "[" + (plain + records).joined(separator: ",") + "]"
  }

  @Test func `windows that are cut where a record seems to begin change nothing`() {
    var (guessCount, takeBackCount) = (0, 0)
    for seed in 0..<300 {
      var random = RandomJSON(seed: seed)
      let text = Array((seed % 3 == 0 ? Self.document(&random, .array).text : Self.misleading(&random)).utf8)
      for bytes in [text, random.damaged(text)] {
        let limits = JSONLimits(recordByteCount: random.pick([30, 60, 1 << 30, 1 << 30]))
        let whole = WindowReading(bytes, limits: limits)
        for window in [16, 23, 32, 64, 100, 255, 1024] {
          let ahead = random.number(in: 1...5)
          let reading = WindowReading(
            bytes, limits: limits, windowByteCount: window, step: random.number(in: 1...400), cutting: .byGuess,
            ahead: ahead)
          #expect(
            reading == whole, "seed \(seed), window \(window), limit \(limits.recordByteCount), \(ahead) ahead")
          #expect(reading.takeBackCount <= 1)
          guessCount += reading.guessCount
          takeBackCount += reading.takeBackCount
        }
      }
    }
    // Most guesses are right, and many are not.
    #expect(takeBackCount > 300)
    #expect(guessCount > 3 * takeBackCount)
  }

  @Test func `windows of files that are cut before they are read change nothing`() throws {
    let folder = try TemporaryFolder()
    var (gapCount, takeBackCount) = (0, 0)
    for seed in 0..<200 {
      var random = RandomJSON(seed: seed)
      let texts = [
        Self.misleading(&random), (0..<8).map { _ in Self.document(&random, .ndjson).text }.joined(separator: "\n"),
        Self.document(&random, random.pick([.ndjson, .array, .single])).text,
      ]
      let text = Array(texts[seed % 3].utf8)
      for bytes in [text, random.damaged(text)] {
        let path = try folder.file("export.json", bytes)
        let limits = JSONLimits(recordByteCount: random.pick([30, 60, 1 << 30, 1 << 30]))
        let whole = WindowReading(bytes, limits: limits)
        for window in [16, 23, 64, 100, 255, 1024] {
          let ahead = random.number(in: 1...5)
          let reading = try WindowReading(file: path, limits: limits, windowByteCount: window, ahead: ahead)
          #expect(reading == whole, "seed \(seed), window \(window), limit \(limits.recordByteCount), \(ahead) ahead")
          gapCount += reading.gapCount
          takeBackCount += reading.takeBackCount
        }
      }
    }
    #expect(gapCount > 1000)
    #expect(takeBackCount > 50)
  }

  @Test(arguments: InputForm.allCases, 0..<250)
  func `windows do not change what is wrong with damaged documents`(form: InputForm, seed: Int) {
    var random = RandomJSON(seed: seed)
    let (text, _) = Self.document(&random, form)
    let bytes = random.damaged(Array(text.utf8))
    let asked = random.pick([form, nil])
    let limits = JSONLimits(recordByteCount: random.pick([30, 60, 1 << 30]))
    let hasMembers = form == .members
    let whole = WindowReading(bytes, form: asked, limits: limits, hasMembers: hasMembers)
    #expect(whole.byteCount == bytes.count)
    #expect(!"\(whole)".contains("two readers disagree"), "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    for window in Self.windows {
      let reading = WindowReading(
        bytes, form: asked, limits: limits, windowByteCount: window, hasMembers: hasMembers)
      #expect(
        reading == whole,
        "window \(window), limit \(limits.recordByteCount): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }
}
