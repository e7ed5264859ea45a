import CThreads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock, and a place to wait in until what it guards has changed.
@safe public final class Monitor: @unchecked Sendable {
  // Crosses threads: that is what it is for.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// A lock that nobody holds.
  public init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe changed.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// How often somebody who waits awake looks whether the lock is free: for a tenth of a millisecond in all.
  private static let lookLimit = 4000

  /// Runs `body` while no other thread runs one here.
  public func alone<R, E>(_ body: () throws(E) -> R) throws(E) -> R {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// The same, where others are in for some ten microseconds, and again and again. To fall asleep and be woken takes longer
  /// than that, and Linux moves who sleeps so shortly to the processor of who wakes him, where both stay for a while and
  /// the other one idles. So it is waited without sleeping first.
  public func aloneSoon<R, E>(_ body: () throws(E) -> R) throws(E) -> R {
    for _ in 0..<Self.lookLimit {
      if unsafe pthread_mutex_trylock(mutex) == 0 {
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body()
      }
      cthreads_pause()
    }
    return try alone(body)
  }

  /// Lets others in until one of them says that something has changed; what for must be looked at again. Only within
  /// `alone`.
  public func wait() { unsafe pthread_cond_wait(changed, mutex) }

  /// Wakes one of those who wait, if any does.
  public func wakeOne() { unsafe pthread_cond_signal(changed) }

  /// Wakes all who wait.
  public func wakeAll() { unsafe pthread_cond_broadcast(changed) }
}
