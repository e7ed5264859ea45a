import Inputs
import JSONReading
import RuleSets

/// Tells of what format records are, and how the paths of the format read in them.
final class RecordRecognition {
  /// What a record is.
  enum Answer {
    /// A record that is read by this view.
    case view(Int)
    /// A record of another format, or an incomplete one, which would be read by this view.
    case otherFormat(Int)
    /// A member of the document that is no array of records.
    case noRecord
    /// A member that should be an array of records and is none.
    case noArray(String)

    /// The view by which it is judged.
    var view: Int? {
      switch self {
      case .view(let view), .otherFormat(let view): view
      case .noRecord, .noArray: nil
      }
    }
  }

  /// How the paths of the format may read.
  let views: [RecordView]
  private let arrays: [Program.Format.RecordArray]
  private let subjects: RecordSubjects
  private let format: RecordFormat
  /// The view of records of no layout, and of the file of the ontology.
  let plain: Int

  init(_ format: Program.Format) {
    arrays = format.arrays
    views = (arrays.isEmpty ? format.layouts.map(RecordView.init) : arrays.map(RecordView.init)) + [.plain]
    plain = views.count - 1
    subjects = RecordSubjects(format, view: .plain)
    self.format = RecordFormat(format, subjects: subjects)
  }

  /// What `record` is, which stands in the member that `run` says, if the document has several arrays of records.
  func answer(for record: JSONNode, in run: Window.MemberRun?) -> Answer {
    if let run {
      guard let array = arrays.firstIndex(where: { $0.member == run.name }) else { return .noRecord }
      return run.isArray ? .view(array) : .noArray(run.name)
    }
    // In a text that is no such document, nothing is a record.
    if !arrays.isEmpty { return .otherFormat(plain) }
    subjects.begin(record)
    let (isOfFormat, layout) = format.recognize()
    return isOfFormat ? .view(layout ?? plain) : .otherFormat(layout ?? plain)
  }
}
