import Findings
import SourceText

// References with their findings, or their records, as bytes. Numbers have seven bits a byte, the lowest first, the last below
// 128; texts their length before their UTF-8. An entry starts with its length, so that half a one is known:
//
//   length │ rule │ hash 2×8 bytes │ input │ number │ subject │ flags │ groups │ 0 │ finding …
//                                                                               │ 1 │ record …
//
// Only this process reads them.

/// Writes references.
struct ReferenceWriter {
  var bytes: [UInt8]

  mutating func append(_ entry: PendingReferences.Entry) {
    let start = bytes.count
    append(entry.rule)
    append(entry.hash.low)
    append(entry.hash.high)
    append(entry.input)
    append(entry.number)
    append(entry.subjectStart)
    append(Int(entry.counted.rawValue))
    append(entry.groups)
    switch entry.content {
    case .finding(let finding):
      append(false)
      append(finding)
    case .record(let record):
      append(true)
      append(record)
    }
    // Behind its own bytes first, then moved before them.
    let end = bytes.count
    append(end - start)
    let length = Array(bytes[end...])
    bytes.removeSubrange(end...)
    bytes.insert(contentsOf: length, at: start)
  }

  private mutating func append(_ record: KeptRecord) {
    append(record.bytes.count)
    bytes += record.bytes
    append(record.start)
    append(record.byteOffset)
    append(record.position.line)
    append(record.position.column)
    append(record.number)
    append(record.form.rawValue)
    append(record.member != nil)
    if let member = record.member {
      append(member.name)
      append(member.isArray)
      append(member.element)
    }
  }

  private mutating func append(_ finding: Finding) {
    append(finding.rule)
    append(finding.severity.rawValue)
    append(finding.message)
    append(finding.location.file)
    append(finding.location.record.map { $0 + 1 } ?? 0)
    append(finding.location.pointer)
    append(finding.location.documentPointer)
    for position in [finding.location.start, finding.location.end] {
      append(position.line)
      append(position.column)
    }
    append(finding.location.span.start)
    append(finding.location.span.end)
    append(finding.identity.count)
    for part in finding.identity {
      append(part.name)
      append(part.value)
    }
    append(finding.attribution.count)
    for part in finding.attribution {
      append(part.grouping.rawValue)
      append(part.value)
    }
    append(finding.fingerprint)
    append(finding.excerpt != nil)
    if let excerpt = finding.excerpt {
      append(excerpt.text)
      append(excerpt.firstColumn)
      append(excerpt.isCutBefore)
      append(excerpt.isCutAfter)
    }
  }

  /// In any order: they are read into a set.
  private mutating func append(_ groups: Set<ContentTotals.Place>) {
    append(groups.count)
    for place in groups {
      append(place.tally)
      switch place.group {
      case .notTold: append(0)
      case .others: append(1)
      case .number(let number): append(number + 2)
      }
    }
  }

  private mutating func append(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func append(_ word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
  }

  private mutating func append(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  private mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes += text.utf8
  }

  private mutating func append(_ pointer: JSONPointer?) {
    append(pointer.map { $0.tokens.count + 1 } ?? 0)
    for token in pointer?.tokens ?? [] { append(token) }
  }
}

/// Reads what `ReferenceWriter` wrote.
struct ReferenceReader {
  private let bytes: [UInt8]
  /// Where the next entry starts.
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next reference that is wanted; `nil` when there is none that is whole.
  mutating func entry(where isWanted: (_ rule: Int, KeyHash) -> Bool) -> PendingReferences.Entry? {
    while true {
      let start = offset
      guard let length = wholeNumber(), length <= bytes.count - offset else {
        offset = start
        return nil
      }
      let end = offset + length
      let rule = number()
      let hash = KeyHash(low: word(), high: word())
      if isWanted(rule, hash) { return entry(rule, hash) }
      offset = end
    }
  }

  private mutating func entry(_ rule: Int, _ hash: KeyHash) -> PendingReferences.Entry {
    PendingReferences.Entry(
      rule: rule, hash: hash, input: number(), number: number(), subjectStart: number(),
      counted: RecordOutcome(rawValue: UInt8(truncatingIfNeeded: number())), groups: groups(),
      content: flag() ? .record(record()) : .finding(finding()))
  }

  private mutating func record() -> KeptRecord {
    KeptRecord(
      bytes: Array(block()), start: number(), byteOffset: number(),
      position: SourcePosition(line: number(), column: number()), number: number(),
      form: InputForm(rawValue: text()) ?? .single,
      member: flag() ? KeptRecord.Member(name: text(), isArray: flag(), element: number()) : nil)
  }

  private mutating func finding() -> Finding {
    let (rule, severity, message) = (text(), number(), text())
    let file = text()
    let record = number()
    let (inRecord, inDocument) = (pointer(), pointer())
    let start = SourcePosition(line: number(), column: number())
    let end = SourcePosition(line: number(), column: number())
    let location = Location(
      file: file, record: record == 0 ? nil : record - 1, pointer: inRecord, documentPointer: inDocument, start: start,
      end: end, span: SourceSpan(start: number(), end: number()))
    var finding = Finding(
      rule: rule, severity: Severity(rawValue: severity) ?? .error, message: message, location: location)
    for _ in 0..<number() { finding.identity.append(IdentityPart(name: text(), value: text())) }
    for _ in 0..<number() {
      let (grouping, value) = (text(), text())
      finding.attribution.append(AttributionPart(Grouping(rawValue: grouping) ?? .kind, value))
    }
    finding.fingerprint = text()
    if flag() {
      finding.excerpt = Excerpt(text: text(), firstColumn: number(), isCutBefore: flag(), isCutAfter: flag())
    }
    return finding
  }

  private mutating func groups() -> Set<ContentTotals.Place> {
    var groups: Set<ContentTotals.Place> = []
    for _ in 0..<number() {
      let (tally, target) = (number(), number())
      let group: ContentTotals.Place.Target =
        switch target {
        case 0: .notTold
        case 1: .others
        default: .number(target - 2)
        }
      groups.insert(ContentTotals.Place(tally: tally, group: group))
    }
    return groups
  }

  /// A number; `nil` when its bytes are not all there.
  private mutating func wholeNumber() -> Int? {
    guard bytes[offset...].prefix(10).contains(where: { $0 < 0x80 }) else { return nil }
    return number()
  }

  private mutating func number() -> Int { Int(truncatingIfNeeded: bytes.sevenBitNumber(at: &offset)) }

  private mutating func word() -> UInt64 {
    defer { offset += 8 }
    return bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func flag() -> Bool {
    defer { offset += 1 }
    return bytes[offset] == 1
  }

  private mutating func text() -> String { String(decoding: block(), as: UTF8.self) }

  private mutating func block() -> ArraySlice<UInt8> {
    let count = number()
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  private mutating func pointer() -> JSONPointer? {
    let count = number()
    guard count > 0 else { return nil }
    return JSONPointer((1..<count).map { _ in text() })
  }
}
