import Testing

@testable import RuleSets

@Suite struct DeferredTests {
  /// Counts how often a value is made; only from within `Deferred`, which lets one thread do so at a time.
  private final class Counter: @unchecked Sendable { var count = 0 }

  @Test func `a value is made when it is asked for, once for all threads`() async {
    let counter = Counter()
    let deferred = Deferred<Int> {
      counter.count += 1
      return 7
    }
    #expect(counter.count == 0)
    let values = await withTaskGroup { group in
      for _ in 0..<16 { group.addTask { deferred.value } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(values == Array(repeating: 7, count: 16))
    #expect(counter.count == 1)
  }

  @Test func `a value that is there is not made`() {
    #expect(Deferred(made: "x").value == "x")
  }
}
