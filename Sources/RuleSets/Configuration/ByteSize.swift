/// A number of bytes as people write it: `512MiB`, `1G`, `64MB`, `1048576`.
public struct ByteSize: Hashable, Sendable {
  /// The number of bytes.
  public var byteCount: Int

  /// The number of bytes.
  public init(byteCount: Int) { self.byteCount = byteCount }

  /// A whole number, maybe with a unit behind it, in any case: `K`, `KiB`, `M`, `MiB`, … count by 1024, `KB`, `MB`, …
  /// by 1000.
  public init?(_ text: String) {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard let number = Int(digits) else { return nil }
    var unit = text.dropFirst(digits.count).lowercased()
    if unit.hasPrefix(" ") { unit.removeFirst() }
    var power = 0
    if let first = unit.first, let position = Array("kmgt").firstIndex(of: first) {
      power = position + 1
      unit.removeFirst()
    }
    let base: Int
    switch unit {
    case "": base = 1024
    case "ib" where power > 0: base = 1024
    case "b": base = 1000
    default: return nil
    }
    var (count, overflow) = (number, false)
    for _ in 0..<power where !overflow { (count, overflow) = count.multipliedReportingOverflow(by: base) }
    if overflow { return nil }
    byteCount = count
  }

  /// The memory for the keys of uniqueness rules that `text` names: from 1 MiB to 16 TiB, else `nil`.
  public static func keyMemory(_ text: String) -> ByteSize? {
    guard let size = ByteSize(text), (1 << 20...1 << 44).contains(size.byteCount) else { return nil }
    return size
  }

  /// What messages say that the memory for keys is.
  public static let keyMemoryForm = "a size from 1MiB to 16TiB, such as 512MiB, 4G or 64MB"
}
