import JSONReading
import LinearRegex

/// One step on the way to a node. Refers to keys of the query's code by position.
enum PathStep {
  case name(Int)
  case member(key: JSONNode)
  case element(Int)
}

/// What one run of a query knows: where it is and how much it may still do.
struct QueryRun {
  /// What `$` stands for.
  let root: JSONNode
  /// How much may still be done. Below 0 the run ends early, and its answers mean nothing.
  private(set) var stepsLeft: Int

  /// What is kept of the way to the node in question.
  private(set) var tracking: Tracking
  /// The last step, or all steps to it.
  var lastStep: PathStep?
  var path: [PathStep] = []

  /// The step of the query that somebody wants to know about, and whether anything reached it.
  let watchedStep: Int
  var isReached = false

  /// Patterns found in the data, compiled; `nil` for those that are no I-Regexps. Made for the first of them: few queries
  /// have any.
  private var patterns: [String: LinearRegex?]?
  /// How many of them are kept.
  private static let patternCapacity = 64

  enum Tracking { case nothing, lastStep, path }

  init(root: JSONNode, stepLimit: Int, tracking: Tracking = .nothing, watchedStep: Int = -1) {
    self.root = root
    stepsLeft = stepLimit
    self.tracking = tracking
    self.watchedStep = watchedStep
  }

  /// Whether the run had to end before it was done.
  var isExhausted: Bool { stepsLeft < 0 }

  /// Counts `count` steps, at least one.
  @inline(__always)
  mutating func spend(_ count: Int) {
    // Never far below 0, so that nothing overflows.
    stepsLeft = stepsLeft < count ? -1 : stepsLeft &- count
  }

  /// Does `work` without keeping anything of the way.
  @inline(__always)
  mutating func withoutTracking<Result>(_ work: (inout QueryRun) -> Result) -> Result {
    let tracking = tracking
    self.tracking = .nothing
    defer { self.tracking = tracking }
    return work(&self)
  }

  /// The expression that `text` is.
  mutating func pattern(_ text: String) -> LinearRegex? {
    if let known = patterns?[text] { return known }
    if patterns == nil || patterns?.count == Self.patternCapacity { patterns = [:] }
    let regex = try? LinearRegex(iRegexp: text)
    patterns?[text] = .some(regex)
    return regex
  }
}
