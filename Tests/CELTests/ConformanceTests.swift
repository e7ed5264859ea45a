import Testing

@Suite(.enabled(if: !ConformanceCase.all.isEmpty, "the conformance suites are not beside the project"))
struct ConformanceTests {
  private static let files = Set(ConformanceCase.all.map { $0.id.prefix { $0 != "/" } }).sorted()

  @Test(arguments: files)
  func `answers as the suite does, but for the known gaps`(file: Substring) {
    let cases = ConformanceCase.all.filter { $0.id.hasPrefix(file + "/") }
    var failed: Set<String> = []
    for test in cases {
      guard let failure = test.failure() else { continue }
      failed.insert(test.id)
      #expect(KnownGaps.reasons[test.id] != nil, "\(test) \(failure)")
    }
    #expect(failed == Set(KnownGaps.reasons.keys.filter { $0.hasPrefix(file + "/") }))
  }
}
