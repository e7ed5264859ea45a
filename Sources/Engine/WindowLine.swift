import Findings
import Inputs
import Threads

/// The windows on their way from the input to the delivery: judged by many threads, delivered in order by one at a time.
///
///     free ──▶ read, one at a time, numbered ──▶ judged, by all at once ──▶ waiting ──▶ delivered, in order ──▶ free
///
/// A thread that has judged a window leaves it here and goes on with the next one; whoever leaves the window whose turn
/// it is delivers it, and all behind it that are there, while the others judge on. There are a few more windows than
/// threads, so that a slow one holds up nobody for long, and never more: that bounds the memory.
final class WindowLine: @unchecked Sendable {
  // Crosses threads: everything that changes is behind `monitor`, and a slot belongs to one thread at a time.
  private let monitor = Monitor()
  private let windowByteCount: Int
  private let capacity: Int
  private var count = 0
  /// Used last, used first: what is still in the processor's caches.
  private var free: [Slot] = []
  private var waiting: [Int: Slot] = [:]
  /// The number of windows that have been delivered.
  private var turn = 0
  private var isDelivering = false

  /// A window, and what became of it.
  final class Slot {
    let window: Window
    /// Its place in the order of all.
    var turn = 0
    var task = Task.none
    /// Empty between a window that was delivered and the next.
    var result: WindowResult?
    /// Bytes of the inputs as they are stored, up to here.
    var storedByteCount = 0

    init(_ window: Window) { self.window = window }

    /// The result, which is nobody else's then.
    func takeResult() -> WindowResult? { result.take() }
  }

  /// What is in a slot.
  enum Task {
    case none
    case window(DocumentState)
    /// Instead of a window: why an input could not be opened.
    case failure(InputError)
  }

  /// Room for as many windows as `jobs` threads need.
  init(jobs: Int, windowByteCount: Int) {
    capacity = jobs == 1 ? 1 : jobs + max(2, jobs / 2)
    self.windowByteCount = windowByteCount
  }

  /// A free slot. Waits while all are in use: one of them is being judged, so one gets free.
  func take() -> Slot {
    monitor.alone {
      while true {
        if let slot = free.popLast() { return slot }
        if count < capacity {
          count += 1
          return Slot(Window(capacity: windowByteCount))
        }
        monitor.wait()
      }
    }
  }

  /// Gives back a slot with nothing in it.
  func giveBack(_ slot: Slot) { monitor.alone { release(slot) } }

  /// Leaves a slot for delivery. Calls `deliver` for it and those behind it when their turn has come and no other
  /// thread is at it.
  func leave(_ slot: Slot, deliver: (Slot) -> Void) {
    var next = monitor.alone {
      waiting[slot.turn] = slot
      return isDelivering ? nil : nextToDeliver()
    }
    while let current = next {
      deliver(current)
      next = monitor.alone {
        if case .window(let document) = current.task { document.publishStop() }
        turn += 1
        release(current)
        return nextToDeliver()
      }
    }
  }

  /// Whether nothing more of `document` is worth reading. Late news only mean that windows are read in vain.
  func isStopped(_ document: DocumentState) -> Bool { monitor.alone { document.isStopPublished } }

  private func nextToDeliver() -> Slot? {
    let next = waiting.removeValue(forKey: turn)
    isDelivering = next != nil
    return next
  }

  private func release(_ slot: Slot) {
    slot.task = .none
    slot.result = slot.takeResult().map { WindowResult(in: $0) }
    free.append(slot)
    monitor.wakeOne()
  }
}
