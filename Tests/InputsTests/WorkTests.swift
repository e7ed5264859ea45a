import JSONReading
import Testing

@testable import Inputs

/// Counts the work of reading: what these numbers say does not depend on how fast the machine is, and they grow on the day
/// that something is looked at twice.
@Suite struct WorkTests {
  /// What reading a document took.
  private struct Work: Equatable {
    var records = 0, nodes = 0, scannedByteCount = 0, keyLookUps = 0
  }

  /// Tools of two kinds take turns, as they do in exports.
  private static func record(_ number: Int) -> String {
    #"{"externalId":"image-\#(number).png","labelDuration(ms)":\#(number),"tools":["#
      + #"{"objectId":"a","polygon":[[1.5,2.25],[3,4],[-5.5,6]]},{"objectId":"b","bounding-box":{"x":1,"y":2}}]}"#
  }

  /// As many as there are keys that are different or follow different ones.
  private static let newKeys = 8
  /// Brackets, strings and other scalars of a record: counted by hand.
  private static let nodesPerRecord = 39

  private static func read(_ text: String, cutting: ArrayCutting) -> Work {
    let source = ByteSource(MemoryStream(Array(text.utf8), step: 1 << 16), name: "memory")
    let document = DocumentReader(source, windowByteCount: 1 << 14, cutting: cutting)
    let (window, reader, recordIndex) = (Window(capacity: 1 << 14), JSONReader(), StructuralIndex())
    var work = Work()
    while document.next(into: window) {
      document.confirmCuts()
      var records = WindowRecords(window, with: reader, recordIndex: recordIndex)
      while case .record? = records.next() { work.records += 1 }
      work.nodes += window.index.count
    }
    work.scannedByteCount = window.index.scannedByteCount + recordIndex.scannedByteCount
    work.keyLookUps = reader.keyLookUpCount
    return work
  }

  @Test(arguments: [ArrayCutting.byIndex, .byScan, .byGuess])
  func `every byte is scanned once, every value is a node, every key is searched for once`(cutting: ArrayCutting) {
    let records = (0..<2000).map(Self.record)
    let lines = records.joined(separator: "\n")
    let ofLines = Self.read(lines, cutting: cutting)
    #expect(ofLines.records == 2000)
    #expect(ofLines.nodes == 2000 * Self.nodesPerRecord)
    #expect(ofLines.scannedByteCount == lines.utf8.count)
    #expect(ofLines.keyLookUps == Self.newKeys)

    let array = "[" + records.joined(separator: ",\n") + "]"
    let ofArray = Self.read(array, cutting: cutting)
    #expect(ofArray.records == 2000)
    #expect(ofArray.nodes == ofLines.nodes + 1)  // the bracket at the end
    #expect(ofArray.keyLookUps == ofLines.keyLookUps)
    // Cutting with the index scans the comma behind the last record of a window a second time.
    #expect(ofArray.scannedByteCount >= array.utf8.count - 1)
    #expect(ofArray.scannedByteCount <= array.utf8.count + (cutting == .byIndex ? 64 : 0))
  }
}
