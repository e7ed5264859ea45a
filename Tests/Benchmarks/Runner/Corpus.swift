/// Assets in the layout that the reference reads: one document after the other, and something between them that stands
/// nowhere within one.
struct Corpus {
  /// How tables name the reference that reads it.
  var title: String
  var path: String
  /// What ends a document.
  var separator: String
  var recordCount: Int

  var byteCount: Int { BenchmarkInputs.byteCount(of: path) }
}
