import JSONReading
import TestSupport
import Testing

@testable import Engine

@Suite struct KnownTextsTests {
  @Test(arguments: 0..<20)
  func `a text keeps its number, and no other has it`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    var known = KnownTexts()
    var numbers: [JSONShortKey: Int32?] = [:]
    for _ in 0..<20_000 {
      let text = String(repeating: "x", count: random.number(in: 0...20)) + "\(random.number(in: 0...400))"
      let key = try #require(JSONShortKey(text))
      let number = known.number(of: key)
      if let earlier = numbers[key] { #expect(number == earlier) } else { numbers[key] = .some(number) }
    }
    let kept = numbers.values.compactMap(\.self)
    #expect(Set(kept) == Set(1...Int32(kept.count)))
    #expect(kept.count > 1500 && kept.count <= 2048)
  }
}
