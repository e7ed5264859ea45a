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
      let (crew, seen) = (Crew(limit: 1), Seen())
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

  /// Written by a thread whose end is waited for.
  private final class Seen: @unchecked Sendable {
    var text = ""
  }
}

/// The processors that the calling thread may run on, as the system writes them.
private func allowedProcessors() -> String {
  let status = (try? String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8)) ?? ""
  return status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }.map(String.init) ?? ""
}
