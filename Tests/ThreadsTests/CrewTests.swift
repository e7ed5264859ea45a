import CThreads
import Foundation
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

  /// Eight threads, of which the one that is in stays longer than any other waits awake, every tenth time.
  @Test func `a monitor lets one in at a time, too, when it is waited awake`() {
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

  #if os(Linux)
    /// It may be moved back at any time, so it is enough that it works once.
    @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1, "needs two processors"))
    func `a thread leaves a processor, and may come back`() {
      let allowed = allowedProcessors()
      let hasMoved = (0..<100).contains { _ in
        let processor = cthreads_processor()
        cthreads_leave_processor(processor)
        return cthreads_processor() != processor
      }
      #expect(hasMoved)
      #expect(allowedProcessors() == allowed)
    }

    @Test func `a thread may run wherever its creator may`() {
      let (crew, seen) = (Crew(limit: 1), Unguarded())
      crew.grow { seen.text = allowedProcessors() }
      crew.wait()
      #expect(seen.text == allowedProcessors())
    }

    @Test(arguments: [-1, 1 << 20]) func `to leave a processor that is none changes nothing`(_ processor: Int32) {
      let allowed = allowedProcessors()
      cthreads_leave_processor(processor)
      #expect(allowedProcessors() == allowed)
    }
  #endif

  /// What only a lock, or the end of a thread, keeps from being lost.
  private final class Unguarded: @unchecked Sendable {
    var value = 0
    var text = ""
  }

  /// Loses additions when two threads are in at once.
  private final class Counter: @unchecked Sendable {
    private let monitor = Monitor()
    private var count = 0
    var value: Int { monitor.alone { count } }
    func add() { monitor.alone { count += 1 } }
  }
}

/// The processors that the calling thread may run on, as the system writes them.
private func allowedProcessors() -> String {
  let status = (try? String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8)) ?? ""
  return status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }.map(String.init) ?? ""
}
