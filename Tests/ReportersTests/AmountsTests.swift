import Testing

@testable import Reporters

@Suite struct AmountsTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1 000"), (12_345, "12 345"), (1_234_567, "1 234 567"), (-1000, "-1 000"),
    (Int.max, "9 223 372 036 854 775 807"),
  ])
  func `digits stand in groups of three`(number: Int, expected: String) {
    #expect(grouped(number) == expected)
  }

  @Test(arguments: [(0, "0 records"), (1, "1 record"), (4581, "4 581 records")])
  func `one has no plural`(number: Int, expected: String) {
    #expect(counted(number, "record") == expected)
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1949, "1.9 kB"), (1950, "2.0 kB"),
    (104_857_600, "104.9 MB"), (10_000_000_000, "10.0 GB"), (Int.max, "9 223 372.0 TB"),
  ])
  func `bytes have decimal units`(byteCount: Int, expected: String) {
    #expect(byteAmount(byteCount) == expected)
  }
}
