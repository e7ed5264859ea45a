import Fixes
import Testing

@Suite struct SpoolTests {
  private func content(_ spool: Spool) throws -> [UInt8] {
    var all: [UInt8] = []
    try spool.read { all += $0 }
    return all
  }

  @Test(arguments: [0, 1, 1000, 3_000_000])
  func `what is put in comes out, however much it is`(count: Int) throws {
    let spool = Spool()
    let piece = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    var wanted: [UInt8] = []
    while wanted.count < count {
      let next = Array(piece.prefix(count - wanted.count))
      try spool.append(next)
      wanted += next
    }
    #expect(try content(spool) == wanted)
    #expect(try content(spool) == wanted)
    try spool.removeAll()
    try spool.append([7])
    #expect(try content(spool) == [7])
  }
}
