import Threads

/// Loses additions when two threads are in at once.
final class Counter: @unchecked Sendable {
  private let monitor = Monitor()
  private var count = 0
  var value: Int { monitor.alone { count } }
  func add() { monitor.alone { count += 1 } }
}
