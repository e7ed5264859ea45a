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

  /// Runs `body` while no other thread runs one here.
  public func alone<R, E>(_ body: () throws(E) -> R) throws(E) -> R {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Lets others in until one of them says that something has changed; what for must be looked at again. Only within
  /// `alone`.
  public func wait() { unsafe pthread_cond_wait(changed, mutex) }

  /// Wakes one of those who wait, if any does.
  public func wakeOne() { unsafe pthread_cond_signal(changed) }

  /// Wakes all who wait.
  public func wakeAll() { unsafe pthread_cond_broadcast(changed) }
}
