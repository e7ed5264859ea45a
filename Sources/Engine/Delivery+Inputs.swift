import Findings
import Inputs
import SourceText

// Findings about whole inputs.
extension Delivery {
  /// Reports the byte order mark before the text of an input.
  func reportByteOrderMark(_ document: DocumentState) {
    count(.byteOrderMark, \.failed)
    let mark = SourceSpan(start: 0, end: 3)
    deliver(
      Finding(
        rule: InputCheck.byteOrderMark.rawValue, severity: InputCheck.byteOrderMark.severity,
        message: "a byte order mark stands before the text",
        location: Location(file: document.name, start: .start, end: .start, span: mark),
        fingerprint: fingerprint(.byteOrderMark, member: document.name),
        fix: wantsFixes && isEditable
          ? Fix(title: "Take the byte order mark out", safety: .safe, edits: [TextEdit(mark, "")]) : nil
      ))
  }

  /// Reports that an input could not be read from the byte at `offset` on, which is at `place`.
  func fail(_ error: InputError, at offset: Int, _ place: SourcePosition = .start) {
    count(.unreadable, \.errored)
    deliver(
      Finding(
        rule: InputCheck.unreadable.rawValue, severity: InputCheck.unreadable.severity, outcome: .notJudged,
        message: error.message,
        location: Location(
          file: error.name, start: place, end: place, span: SourceSpan(start: offset, end: offset)),
        fingerprint: fingerprint(.unreadable, error.name)))
  }

  /// Reports a member of an archive that is no JSON.
  func passOver(_ name: String) { report(.memberPassedOver, "the member is no JSON and was passed over", name) }

  /// Reports that an input holds no records.
  func empty(_ document: DocumentState) { report(.emptyExport, "the export holds no records", document.name) }

  /// A finding about the input called `name` as a whole.
  private func report(_ check: InputCheck, _ message: String, _ name: String) {
    count(check, \.failed)
    deliver(
      Finding(
        rule: check.rawValue, severity: check.severity, message: message,
        location: Location(file: name, start: .start, end: .start, span: SourceSpan(start: 0, end: 0)),
        fingerprint: fingerprint(check, member: name)))
  }

  /// The fingerprint of a finding about `file` that was judged: exports get new names, members of archives keep theirs.
  private func fingerprint(_ check: InputCheck, member file: String) -> String {
    var member = file[...]
    while let mark = member.firstIndex(of: "!") {
      member = member[member.index(after: mark)...]
      if member.first == "/" { return fingerprint(check, String(member.dropFirst())) }
    }
    return fingerprint(check, "")
  }

  private func fingerprint(_ check: InputCheck, _ file: String) -> String {
    Fingerprint.make(rule: check.rawValue, identity: [IdentityPart(name: "file", value: file)], pointer: .root)
  }
}
