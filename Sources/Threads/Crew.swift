import CThreads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Threads that are started one by one when there is something to do for them, and waited for together.
public final class Crew: @unchecked Sendable {
  // Crosses threads: what changes is behind `monitor`.
  private let monitor = Monitor()
  private let limit: Int
  private var count = 0
  private var running: [pthread_t] = []

  /// A crew of `limit` threads at most, none of them started.
  public init(limit: Int) { self.limit = limit }

  /// Starts another thread that runs `work`, unless there were enough. Without it the work takes longer, and is done
  /// all the same.
  public func grow(_ work: @escaping @Sendable () -> Void) {
    monitor.alone {
      guard count < limit else { return }
      count += 1
      if let thread = startThread(work) { running.append(thread) }
    }
  }

  /// Returns when all threads have ended, and those that they started.
  public func wait() {
    while let thread = monitor.alone({ running.popLast() }) { pthread_join(thread, nil) }
  }
}

/// Runs `body` on a thread of its own that nobody waits for. False when there can be no other thread.
public func runDetached(_ body: @escaping @Sendable () -> Void) -> Bool {
  guard let thread = startThread(body) else { return false }
  pthread_detach(thread)
  return true
}

/// Starts a thread on another processor than the one at hand. By itself Linux may let it begin beside its creator, and
/// needs some milliseconds to find that another processor idles: on virtual machines that is the rule.
private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  let processor = cthreads_processor()
  let box = unsafe Unmanaged.passRetained(
    ThreadBody {
      cthreads_leave_processor(processor)
      body()
    })
  #if canImport(Glibc)
    var thread = pthread_t()
  #else
    var thread: pthread_t?
  #endif
  let status = unsafe pthread_create(
    &thread, nil,
    { argument in
      #if canImport(Glibc)
        guard let argument = unsafe argument else { return nil }
      #endif
      unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body()
      return nil
    }, box.toOpaque())
  if status == 0 { return thread }
  unsafe box.release()
  return nil
}

private final class ThreadBody {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
