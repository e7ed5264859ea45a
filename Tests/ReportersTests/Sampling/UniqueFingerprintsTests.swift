import Findings
import Testing

@testable import Reporters

@Suite struct UniqueFingerprintsTests {
  @Test func `a repeated fingerprint gets the number of its occurrence`() {
    var fingerprints = UniqueFingerprints()
    let findings = [SampleRun.dirty[0], SampleRun.dirty[1], SampleRun.dirty[0], SampleRun.dirty[0]]
    #expect(
      findings.map { fingerprints.next(of: $0) } == [
        "00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100", "00112233445566778899aabbccddeeff-2",
        "00112233445566778899aabbccddeeff-3",
      ])
  }

  @Test func `findings without one differ too`() {
    var fingerprints = UniqueFingerprints()
    #expect((0..<3).map { _ in fingerprints.next(of: SampleRun.unreadable) } == ["", "-2", "-3"])
  }
}
