import Findings
import Inputs
import SourceText

/// Where a window stands in its document: workers only know places in their windows.
struct WindowPlace {
  /// Its first byte, and the line and column of that.
  var byteOffset: Int
  var position: SourcePosition
  /// Records before it in the document; those of them that are of the member at hand, where the document is one object with
  /// arrays of records.
  var recordCount: Int
  var memberCount: Int
  var form: InputForm
  var runs: [Window.MemberRun]
  /// Whether it is the ontology, which has no records.
  var isOntology = false
  /// Whether its bytes are those of a file.
  var isEditable = true

  /// `finding` of the document called `file` with places in that instead of the window.
  func place(_ finding: Finding, _ file: String) -> Finding {
    var finding = finding
    finding.location = place(finding.location)
    if finding.fingerprint.isEmpty {
      // What cannot be read has no identity but its number.
      let record = finding.location.record.map { JSONPointer([String($0)]) } ?? .root
      finding.fingerprint = Fingerprint.make(
        rule: finding.rule, identity: [IdentityPart(name: "file", value: file)],
        pointer: record.appending(finding.location.pointer ?? .root))
    }
    // Places in the same window; those in earlier records are whole already.
    for related in finding.related.indices where finding.related[related].location.pointer != nil {
      finding.related[related].location = place(finding.related[related].location)
    }
    if !isEditable { finding.fix = nil }
    if let edits = finding.fix?.edits {
      finding.fix?.edits = edits.map { TextEdit($0.span.shifted(by: byteOffset), $0.text) }
    }
    if var excerpt = finding.excerpt {
      excerpt.firstColumn += finding.location.start.column
      // The line may have begun in an earlier window.
      excerpt.isCutBefore = excerpt.firstColumn > 1
      finding.excerpt = excerpt
    }
    return finding
  }

  private func place(_ location: Location) -> Location {
    var location = location
    location.start = absolute(location.start)
    location.end = absolute(location.end)
    location.span = location.span.shifted(by: byteOffset)
    if let record = location.record {
      location.record = recordCount + record
      switch form {
      case .array:
        location.documentPointer = location.pointer.map { JSONPointer([String(recordCount + record)]).appending($0) }
      case .single: location.documentPointer = location.pointer
      case .members:
        location.documentPointer = documentPointer(of: location, record)
        // What people look at is the document.
        location.pointer = location.documentPointer
      case .ndjson: break
      }
      if isOntology { location.record = nil }
    }
    return location
  }

  /// The pointer of a place in a document that is one object with arrays of records, of which workers only know the elements
  /// in a window.
  private func documentPointer(of location: Location, _ record: Int) -> JSONPointer? {
    guard var pointer = location.documentPointer else { return location.pointer }
    if let run = run(of: record), run.isContinued { pointer.tokens[1] = String(element(record, of: run)) }
    return pointer.appending(location.pointer ?? .root)
  }

  /// The member that a record of the window is of.
  func run(of record: Int) -> Window.MemberRun? { runs.last { $0.firstRecord <= record } }

  /// The number of a record of the window among all elements of its member.
  func element(_ record: Int, of run: Window.MemberRun) -> Int {
    run.isContinued ? memberCount + record : record - run.firstRecord
  }

  /// A place that counts lines and columns from 0 at the start of the window.
  private func absolute(_ relative: SourcePosition) -> SourcePosition {
    position.advanced(by: TextStep(lineFeeds: relative.line, scalarsInLastLine: relative.column))
  }
}
