/// Something to measure.
struct Workload {
  /// What one run did.
  struct Outcome {
    /// From start to end, and of all cores together. `nil`: the whole run is timed from outside.
    var time: RunTime?
    /// The most memory that the process held, when it was a process of its own.
    var peakByteCount: Int?
  }

  /// What a run is compared with.
  enum Base {
    /// The reference on the same content, laid out in the same way.
    case tree(Corpus)
    /// Another way to do the same, run right before: its name, and the way.
    case other(String, () throws -> Outcome)
    /// Nothing: the figure stands alone.
    case none
  }

  /// What a figure is held against.
  enum Bar {
    /// How many times as fast as the base, at least.
    case ratio(Double)
    /// The ratio that the workload of this name reached.
    case ratioOf(String)
    /// The ratio to a program that does nothing, and bytes of memory.
    case start(ratio: Double, byteCount: Int)
    /// Bytes.
    case memory(Int)
  }

  var name: String
  /// Bytes of content that a run goes through.
  var byteCount: Int
  var base: Base
  var bar: Bar?
  /// Does it once. Throws when the outcome is not the one expected.
  var run: () throws -> Outcome
}

/// A run that did not do what it should.
struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
