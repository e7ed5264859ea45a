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
///
/// A window that was cut at a wrong guess is not delivered when its turn comes, nor is anything behind it, until whoever
/// reads has recalled them all and reads them again.
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
  /// The window whose turn it is, when it was cut at a wrong place.
  private var miscut: Slot?
  /// Whether somebody waits for windows to be delivered.
  private var isAwaited = false

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

    /// Whether the window was cut at a guess that what is in it refutes. Only for whoever delivers.
    fileprivate var isMiscut: Bool {
      guard case .window(let document) = task, window.isCutGuessed, !document.isStopped else { return false }
      return result?.brokenAt != nil
    }
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
  /// - Returns: whether a window was met that must be recalled.
  func leave(_ slot: Slot, deliver: (Slot) -> Void) -> Bool {
    var next = monitor.alone {
      waiting[slot.turn] = slot
      if miscut != nil { monitor.wakeAll() }
      return isDelivering ? nil : nextToDeliver()
    }
    while let current = next {
      if current.isMiscut {
        monitor.alone {
          miscut = current
          isDelivering = false
          monitor.wakeAll()
        }
        return true
      }
      deliver(current)
      next = monitor.alone {
        if case .window(let document) = current.task { document.publishStop() }
        turn += 1
        release(current)
        return nextToDeliver()
      }
    }
    return false
  }

  /// Waits until all windows have been delivered, of which `count` have been numbered. False when one of them must be
  /// recalled first.
  func awaitDelivery(of count: Int) -> Bool {
    monitor.alone {
      isAwaited = true
      while turn < count, miscut == nil { monitor.wait() }
      isAwaited = false
      return miscut == nil
    }
  }

  /// The window that was cut at a wrong place, if there is one, and all behind it, of which the last has the number
  /// before `count`. Waits for those that are being judged. They have to be given back.
  func recall(upTo count: Int) -> [Slot] {
    monitor.alone {
      guard let miscut else { return [] }
      let behind = turn + 1..<count
      while waiting.count < behind.count { monitor.wait() }
      self.miscut = nil
      return [miscut] + behind.compactMap { waiting.removeValue(forKey: $0) }
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
    // Who waits for a slot and who waits for delivery wait in one place.
    if isAwaited { monitor.wakeAll() } else { monitor.wakeOne() }
  }
}
