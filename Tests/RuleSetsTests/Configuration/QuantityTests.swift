import RuleSets
import Testing

/// Amounts as people write them.
@Suite struct QuantityTests {
  @Test(arguments: [
    ("0.1%", 0.001), ("0.001", 0.001), ("100%", 1), ("0", 0), (".5", 0.5), ("1.5", nil), ("-1%", nil), ("", nil),
    ("%", nil), ("nan", nil), ("0x1", nil), ("1e-3", 0.001),
  ])
  func `rates are read`(text: String, rate: Double?) { #expect(ErrorRate.rate(text) == rate) }

  @Test(arguments: [
    ("1048576", 1 << 20), ("64MB", 64_000_000), ("512MiB", 512 << 20), ("4G", 4 << 30), ("2 gib", 2 << 30),
    ("16TiB", 1 << 44), ("17TiB", nil), ("1KiB", nil), ("12Q", nil), ("MB", nil), ("", nil), ("-1", nil),
    ("99999999999999999999", nil),
  ])
  func `sizes of memory are read`(text: String, byteCount: Int?) {
    #expect(ByteSize.keyMemory(text)?.byteCount == byteCount)
  }
}
