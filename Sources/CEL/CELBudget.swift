/// The work that may be done for one record, all rules and all that they are about together.
///
/// The steps of macros count, and what functions read and make. A rule about each of ten thousand labels that goes through
/// all of them takes a hundred million steps, a second or more; a hostile record could ask for a year. What is asked
/// when nothing is left is an error of its rule: it is not judged, and the run is incomplete.
///
/// One for each worker; all evaluators of the worker share it.
public final class CELBudget {
  /// The steps for a record of an export, whatever its size.
  public static let standardSteps = 20_000_000
  /// The same of this budget.
  public let fixedSteps: Int
  /// The steps for each byte of a record: to read all of it with every rule takes less.
  public static let stepsPerByte = 16
  /// The steps for the record at hand.
  private(set) var limit: Int
  /// What is left of them.
  var stepsLeft: Int

  /// What is left of as many steps for what no rule depends on.
  private var stepsAside: Int

  /// A budget of `fixedSteps` for each record, and more for its bytes.
  public init(fixedSteps: Int = standardSteps) {
    self.fixedSteps = fixedSteps
    (limit, stepsLeft, stepsAside) = (fixedSteps, fixedSteps, fixedSteps)
  }

  /// Begins with another record, of so many bytes.
  public func begin(recordByteCount: Int) {
    limit = fixedSteps + recordByteCount * Self.stepsPerByte
    (stepsLeft, stepsAside) = (limit, limit)
  }

  /// Does what no rule depends on, with steps of its own: as many for each record as the rules have. What is judged is the
  /// same with and without it.
  public func aside<R, E>(_ body: () throws(E) -> R) throws(E) -> R {
    swap(&stepsLeft, &stepsAside)
    defer { swap(&stepsLeft, &stepsAside) }
    return try body()
  }

  /// Nothing is ever used up.
  static var unlimited: CELBudget { CELBudget(fixedSteps: .max) }
}
