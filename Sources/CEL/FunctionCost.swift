import JSONReading
import SourceText

/// What a call of a function costs, in steps: the selection of a member is one.
///
/// Both the estimate of an expression, made when it is loaded, and the budget of its evaluation count by it.
public struct CELFunctionCost: Hashable, Sendable {
  /// Steps of every call.
  public let fixed: Int
  /// Steps for each 64 bytes of the arguments, as JSON or as UTF-8; four values of a list that an expression made
  /// count as much.
  public let perBlock: Int
  /// Whether the arguments are held against one another: then the steps are `perBlock` for each pair of their blocks.
  public let isProduct: Bool

  /// A cost of `fixed` steps and `perBlock` for each block.
  public init(fixed: Int, perBlock: Int = 1, isProduct: Bool = false) {
    self.fixed = fixed
    self.perBlock = perBlock
    self.isProduct = isProduct
  }

  /// That of the language's own functions: one step, and one for each block that is read.
  public static let standard = CELFunctionCost(fixed: 1)

  /// That of functions that do not look into their argument.
  static let constant = CELFunctionCost(fixed: 1, perBlock: 0)

  /// The steps of a call whose arguments have so many blocks; `Int.max` when they cannot be counted.
  func steps(blocks: some Sequence<Int>) -> Int {
    var total = isProduct ? 1 : 0
    for count in blocks {
      let (next, overflow) =
        isProduct
        ? total.multipliedReportingOverflow(by: max(1, count)) : total.addingReportingOverflow(count)
      if overflow { return .max }
      total = next
    }
    let (grown, overflow) = total.multipliedReportingOverflow(by: perBlock)
    guard !overflow else { return .max }
    let (sum, isTooMuch) = grown.addingReportingOverflow(fixed)
    return isTooMuch ? .max : sum
  }

  /// The same for sizes that are only estimated.
  func estimate(blocks: some Sequence<Double>) -> Double {
    Double(fixed) + Double(perBlock) * (isProduct ? blocks.reduce(1) { $0 * max(1, $1) } : blocks.reduce(0, +))
  }
}

extension CELValue {
  /// How many blocks of 64 bytes it has, found without looking into it.
  @inline(__always) var blockCount: Int {
    switch self {
    case .string(let text): text.utf8.count >> 6
    case .json(let node): node.span.count >> 6
    case .list(let elements): elements.count >> 2
    case .bytes(let bytes): bytes.count >> 6
    case .map(let map): map.entries.count >> 2
    default: 0
    }
  }
}
