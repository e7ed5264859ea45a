import Testing
import Threads

@Suite struct CrewTests {
  @Test func `a crew grows to its limit, and waits for threads that threads started`() {
    let (crew, counter) = (Crew(limit: 3), Counter())
    @Sendable func work() {
      crew.grow { work() }
      counter.add()
    }
    crew.grow { work() }
    crew.wait()
    #expect(counter.value == 3)
  }

  @Test func `a monitor lets one in at a time, and wakes who waits`() {
    let (crew, counter, monitor) = (Crew(limit: 8), Counter(), Monitor())
    for _ in 0..<8 {
      crew.grow {
        for _ in 0..<1000 { counter.add() }
        monitor.alone { monitor.wakeAll() }
      }
    }
    monitor.alone { while counter.value < 8000 { monitor.wait() } }
    crew.wait()
    #expect(counter.value == 8000)
  }

  /// Loses additions when two threads are in at once.
  private final class Counter: @unchecked Sendable {
    private let monitor = Monitor()
    private var count = 0
    var value: Int { monitor.alone { count } }
    func add() { monitor.alone { count += 1 } }
  }
}
