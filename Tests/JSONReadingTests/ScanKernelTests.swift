import JSONReading
import SourceText
import TestSupport
import Testing

extension ScanKernel {
  /// All that this processor can run, the slowest first.
  static let all = Processor.allCases.compactMap(ScanKernel.init)
}

/// What scans find must not depend on the processor.
@Suite struct ScanKernelTests {
  @Test func `every processor can run the portable scans`() { #expect(ScanKernel(.portable) != nil) }

  @Test(arguments: 0..<150)
  func `all kernels find the same tokens, lines and steps`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    var bytes = Array(random.value(depth: 6).utf8)
    if seed % 3 == 0 { bytes = random.damaged(bytes) }
    for start in [0, min(seed % 70, bytes.count)] {
      let found = ScanKernel.all.map { Found($0, bytes, from: start) }
      #expect(Set(found).count == 1)
    }
  }

  /// All that an index tells.
  private struct Found: Hashable {
    var failure: StructuralIndex.Failure?
    var offsets: [Int] = []
    var lineFeeds: [StructuralIndex.LineFeed] = []
    var lines = 0, column = 0
    /// Scalars up to every place of the text.
    var scalars: [Int] = []

    init(_ kernel: ScanKernel, _ bytes: [UInt8], from start: Int) {
      let (text, index) = (PaddedBytes(bytes), StructuralIndex(kernel: kernel))
      do {
        try index.build(text, start..<bytes.count, wantsLineFeeds: true)
        offsets = (0...index.count).map { index[$0] }
        lineFeeds = (0..<index.lineFeedCount).map { index.lineFeed($0) }
        (lines, column) = (index.step.lineFeeds, index.step.scalarsInLastLine)
        scalars = (start...bytes.count).map { index.scalarCount(start..<$0, in: text) }
        #expect(scalars == (start...bytes.count).map { text.scalarCount(start..<$0) })
      } catch {
        failure = error
      }
    }
  }
}
