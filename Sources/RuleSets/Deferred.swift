import Threads

/// A value that is made when it is first asked for, once for all threads.
///
/// For what is compiled of built-in files and may not be needed: messages of rules that find nothing, kinds of assets
/// that do not occur. What users write is compiled at once, so that all that is wrong with it is said before anything is
/// judged.
public final class Deferred<Value: Sendable>: @unchecked Sendable {
  // Crosses threads: what changes is behind `monitor`.
  private let monitor = Monitor()
  private var made: Value?
  private let make: @Sendable () -> Value

  /// A value that `make` makes. It must not ask for this value itself.
  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// A value that is there already.
  convenience init(made: Value) {
    self.init { made }
  }

  /// The value.
  public var value: Value {
    monitor.alone {
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
