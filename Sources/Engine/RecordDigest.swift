import CEL
public import Findings
public import JSONReading
public import RuleSets
import SourceText

/// Tells what record a record is, by the format's definition.
public final class RecordIdentifier {
  private let format: Program.Format
  private let recognition: RecordRecognition
  /// By the view of the records.
  private let subjects: [RecordSubjects]

  /// Of records of `format`.
  public init(_ format: Program.Format) {
    self.format = format
    recognition = RecordRecognition(format)
    subjects = recognition.views.map { RecordSubjects(format, view: $0) }
  }

  /// The first identity of the format that stands in what a record has once and that `record` has a value for: of exports
  /// of Ango Hub the `externalId`, else the `taskId`. `nil` when there is none.
  public func identity(of record: JSONNode) -> IdentityPart? {
    guard record.kind == .object, let view = recognition.answer(for: record, in: nil).view else { return nil }
    let subjects = subjects[view]
    subjects.begin(record)
    for identity in format.identities where !format.isOfOntology(subject: identity.subject) {
      guard let thing = subjects.only(identity.subject), let value = identity.path.value(from: thing) else { continue }
      let text = value.isNull ? "" : CELValue(value).text
      if !text.isEmpty { return IdentityPart(name: identity.name, value: text) }
    }
    return nil
  }
}

/// What runs must share so that their digests of equal records are equal. Secret: nobody who does not know it can make
/// two different records that have one digest.
public struct RecordDigestSeed: Sendable {
  let seed = KeyHash.Seed()

  /// A new one.
  public init() {}
}

/// A record in 64 bytes: which one it is, what it holds and where it stands.
package struct RecordDigest: Hashable, Sendable {
  /// Of the name and the value of the record's identity; `nil` when it has none.
  package var identity: KeyHash?
  /// Of the whole record by value: regardless of blanks, of the order of members, and of how numbers and strings are
  /// written.
  package var content: KeyHash
  /// Its number in its document, from 0.
  package var record: Int
  /// Its first byte in the document, and how many bytes it has; no record has 2^32.
  package var offset: Int
  package var byteCount: UInt32
  /// The number of the document among those of the run, from 0.
  package var input: Int32

  /// The digest of `record`, which is a number of its window and stands at an offset of that.
  init(_ record: JSONNode, number: Int, by identifier: RecordIdentifier, seed: RecordDigestSeed) {
    let part = identifier.identity(of: record)
    identity = part.flatMap { KeyHash(.list([.string($0.name), .string($0.value)]), seed: seed.seed) }
    content = Self.content(of: record, seed: seed)
    self.record = number
    let span = record.span
    offset = span.start
    byteCount = UInt32(clamping: span.count)
    input = 0
  }

  /// What two records have in common if and only if they are equal by value.
  package static func content(of record: JSONNode, seed: RecordDigestSeed) -> KeyHash {
    // Every JSON value has a hash.
    KeyHash(.json(record), seed: seed.seed) ?? KeyHash(low: 0, high: 0)
  }

  /// The digest in its document, whose number is `input`, of a record in a window that begins with record `record` at the
  /// byte `offset`.
  func placed(input: Int, record: Int, offset: Int) -> RecordDigest {
    var placed = self
    placed.input = Int32(clamping: input)
    placed.record += record
    placed.offset += offset
    return placed
  }
}
