import Findings
import Inputs
import SourceText

// True places: workers only know those in their windows.
extension Delivery {
  /// The finding with places in its document instead of its window.
  func place(
    _ entry: (rule: Int, finding: Finding), in window: Window, _ file: String
  ) -> Finding {
    var finding = entry.finding
    finding.location = place(finding.location, in: window)
    if finding.fingerprint.isEmpty {
      // What cannot be read has no identity but its number.
      let record = finding.location.record.map { JSONPointer([String($0)]) } ?? .root
      finding.fingerprint = Fingerprint.make(
        rule: finding.rule, identity: [IdentityPart(name: "file", value: file)],
        pointer: record.appending(finding.location.pointer ?? .root))
    }
    // Places in the same window; those in earlier records are whole already.
    for related in finding.related.indices where finding.related[related].location.pointer != nil {
      finding.related[related].location = place(finding.related[related].location, in: window)
    }
    if let edits = finding.fix?.edits {
      finding.fix?.edits = edits.map { TextEdit($0.span.shifted(by: window.byteOffset), $0.text) }
    }
    if var excerpt = finding.excerpt {
      excerpt.firstColumn += finding.location.start.column
      // The line may have begun in an earlier window.
      excerpt.isCutBefore = excerpt.firstColumn > 1
      finding.excerpt = excerpt
    }
    return finding
  }

  private func place(_ location: Location, in window: Window) -> Location {
    var location = location
    location.start = absolute(location.start)
    location.end = absolute(location.end)
    location.span = location.span.shifted(by: window.byteOffset)
    if let record = location.record {
      location.record = recordCount + record
      switch window.form {
      case .array:
        location.documentPointer = location.pointer.map { JSONPointer([String(recordCount + record)]).appending($0) }
      case .single: location.documentPointer = location.pointer
      case .members:
        location.documentPointer = documentPointer(of: location, record, in: window)
        // What people look at is the document.
        location.pointer = location.documentPointer
      case .ndjson: break
      }
      if isInOntology { location.record = nil }
    }
    return location
  }

  /// The pointer of a place in a document that is one object with arrays of records, of which workers only know the elements
  /// in a window.
  private func documentPointer(of location: Location, _ record: Int, in window: Window) -> JSONPointer? {
    guard var pointer = location.documentPointer else { return location.pointer }
    if let run = window.runs.last(where: { $0.firstRecord <= record }), run.isContinued {
      pointer.tokens[1] = String(memberCount + record)
    }
    return pointer.appending(location.pointer ?? .root)
  }

  /// A place that counts lines and columns from 0 at the start of the window.
  private func absolute(_ relative: SourcePosition) -> SourcePosition {
    position.advanced(by: TextStep(lineFeeds: relative.line, scalarsInLastLine: relative.column))
  }
}
