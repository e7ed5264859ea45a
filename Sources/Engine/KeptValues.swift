import CEL
import JSONReading

extension CELValue {
  /// Scalars of a text that are kept beyond its record: texts come from the data, and many are remembered.
  private static let shortLength = 120

  /// How it reads, cut.
  var shortText: String {
    let text = text
    if text.utf8.count <= Self.shortLength { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: Self.shortLength, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  /// Whether it is null, of a record or of an expression.
  var isNull: Bool {
    switch self {
    case .null: true
    case .json(let node): node.isNull
    default: false
    }
  }

  /// A number that is finite; `nil` for anything else.
  var finiteNumber: Double? {
    let number: Double? =
      switch self {
      case .int(let value): Double(value)
      case .uint(let value): Double(value)
      case .double(let value): value
      case .json(let node): node.double
      default: nil
      }
    return number.flatMap { $0.isFinite ? $0 : nil }
  }
}
