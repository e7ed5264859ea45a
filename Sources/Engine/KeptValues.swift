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

  /// What a message tells of it: a text of the data that reads like a number, a boolean or null in quotes. Without them a
  /// message would say that 640 is no number.
  var toldText: String { isMistakable ? "\"\(text)\"" : text }

  /// The same, cut.
  var shortToldText: String { isMistakable ? "\"\(shortText)\"" : shortText }

  private var isMistakable: Bool {
    guard case .json(let node) = self, let text = node.string, let first = text.utf8.first else { return false }
    if ["true", "false", "null"].contains(text) { return true }
    return (first == UInt8(ascii: "-") || (0x30...0x39).contains(first)) && Double(text) != nil
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
