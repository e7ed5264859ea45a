import Inputs
import JSONReading
import Glibc
final class FD: ByteSource, @unchecked Sendable {
  let fd: Int32
  init(_ p: String) { fd = open(p, O_RDONLY) }
  func read(into b: UnsafeMutableRawBufferPointer) throws(InputError) -> Int { Glibc.read(fd, b.baseAddress, b.count) }
}
let path = CommandLine.arguments[1]
for _ in 0..<5 {
  let clock = ContinuousClock()
  var records = 0, bad = 0, nodes = 0
  let d = DocumentReader(FD(path))
  let t = clock.measure {
    let w = Window(capacity: 1 << 20)
    let r = JSONReader()
    let ri = StructuralIndex()
    while d.next(into: w) {
      var items = WindowRecords(w, with: r, recordIndex: ri)
      while let item = items.next() {
        switch item {
        case .record(let n): records += 1; nodes += n.count
        case .unreadable(let e, _): bad += 1; print(e)
        case .broken(let e, _, _): bad += 1; print(e)
        }
      }
    }
  }
  let s = Double(t.components.attoseconds) / 1e18 + Double(t.components.seconds)
  print(records, bad, nodes, d.byteCount, "MB/s", Int(Double(d.byteCount) / 1e6 / s))
}
