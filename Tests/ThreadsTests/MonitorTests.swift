import Foundation
import Testing
import Threads

@Suite struct MonitorTests {
  @Test func `lets one in at a time, and wakes who waits`() {
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

  /// Eight threads, of which the one that is in stays longer than any other waits awake, every tenth time.
  @Test func `lets one in at a time, too, when it is waited awake`() {
    let (crew, monitor, count) = (Crew(limit: 8), Monitor(), Unguarded())
    for _ in 0..<8 {
      crew.grow {
        for turn in 1...200 {
          monitor.aloneSoon {
            let before = count.value
            if turn % 10 == 0 { usleep(500) }
            count.value = before + 1
          }
        }
      }
    }
    crew.wait()
    #expect(count.value == 1600)
  }

  /// What only a lock keeps from being lost.
  private final class Unguarded: @unchecked Sendable {
    var value = 0
  }
}
