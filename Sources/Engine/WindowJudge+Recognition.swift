import Findings
import Inputs
import JSONReading
import RuleSets
import SourceText

// What is not of the format that the rules are about.
extension WindowJudge {
  /// How `record` is judged; `nil` when it is not, for a reason that `result` has then. `isFirst` tells that it is the first
  /// of its document: then the others are not judged either.
  func view(
    of record: JSONNode, isFirst: Bool, _ expectsFormat: Bool, at place: RecordPlace, into result: inout WindowResult
  ) -> RecordRecognition.Answer? {
    let answer = recognition.answer(for: record, in: place.run)
    switch answer {
    case .view, .noRecord: return answer
    case .noArray(let name):
      let message = "\(name) is no array of records"
      let span = SourceSpan(start: record.span.start, end: record.span.start + 1)
      return reject(finding(.notAnExport, message, span, .root, place, outcome: .notJudged), in: &result)
    case .otherFormat(let view):
      guard expectsFormat else { return .view(view) }
      let other = record.kind == .object ? program.format.otherName(of: record) : nil
      if isFirst {
        result.rejection = rejection(other, at: record.span.start, nil, place)
        return nil
      }
      // What may be an incomplete record of the format is for the rules.
      guard other != nil else { return .view(view) }
      return reject(rejection(other, at: record.span.start, .root, place), in: &result)
    }
  }

  /// Counts a record that is not judged.
  private func reject(_ finding: Finding, in result: inout WindowResult) -> RecordRecognition.Answer? {
    result.counts[InputCheck.notAnExport.position].seen += 1
    result.counts[InputCheck.notAnExport.position].errored += 1
    result.findings.append((InputCheck.notAnExport.position, finding))
    result.recordCount += 1
    return nil
  }

  /// Says that a member of the document, of which the key is at `key`, was there before.
  func reportRepeatedMember(_ key: Range<Int>, of window: Window, _ place: RecordPlace, _ result: inout WindowResult) {
    let text = String(decoding: window.text.bytes(key), as: UTF8.self)
    let span = SourceSpan(start: key.lowerBound, end: key.upperBound)
    result.counts[InputCheck.duplicateKey.position].seen += 1
    result.counts[InputCheck.duplicateKey.position].failed += 1
    var finding = finding(.duplicateKey, "key \(text) occurs a second time in one object", span, .root, place)
    // It is about the member, and not about the first record in it.
    finding.location.documentPointer = window.runs.last.map { JSONPointer([$0.name]) }
    result.findings.append((InputCheck.duplicateKey.position, finding))
  }

  /// Why the document that begins with `window`, one object with arrays of records, is not of the format.
  func rejection(of window: Window, at place: RecordPlace) -> Finding? {
    guard window.form == .members, window.isFirst, let head = window.documentHead,
      let document = try? JSONDocument(head)
    else { return nil }
    let (isOfFormat, other) = withExtendedLifetime(document) {
      let isOfFormat = program.format.describes(document.root)
      return (isOfFormat, isOfFormat ? nil : program.format.otherName(of: document.root))
    }
    if isOfFormat { return nil }
    var start = 0
    while start < window.text.count, window.text[start] != UInt8(ascii: "{") { start += 1 }
    place.begin(number: 0, start: start, end: window.text.count)
    return rejection(other, at: start, nil, place)
  }

  /// That what starts at `start` is not of the format, but `other`: the record, with the pointer to it, or the document.
  private func rejection(_ other: String?, at start: Int, _ pointer: JSONPointer?, _ place: RecordPlace) -> Finding {
    let message = (other.map { "\($0), " } ?? "") + "not \(program.format.titleWithArticle)"
    return finding(
      .notAnExport, message, SourceSpan(start: start, end: start + 1), pointer, place, outcome: .notJudged)
  }
}
