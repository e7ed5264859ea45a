/// A report on its way out: UTF-8 bytes that grow until the caller takes them away.
public struct ReportText: Hashable, Sendable {
  /// What was appended since the last `removeAll`.
  public private(set) var bytes: [UInt8] = []

  /// No text yet.
  public init() {}

  /// Appends `text` as it is.
  public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends one byte, which must be ASCII or part of a UTF-8 sequence.
  public mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Appends a piece of UTF-8.
  public mutating func append(bytes piece: some Collection<UInt8>) { bytes.append(contentsOf: piece) }

  /// Appends `number` in decimal digits.
  public mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var unit: UInt = 1
    while rest / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  /// Forgets everything, usually after it was written somewhere; keeps the memory for what comes next.
  public mutating func removeAll(keepingCapacity: Bool = true) { bytes.removeAll(keepingCapacity: keepingCapacity) }

  /// The bytes as a string.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
}
