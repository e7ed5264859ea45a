/// A part of the records as people write it: `0.1%`, `0.001`.
public enum ErrorRate {
  /// From 0 to 1; `nil` when it is no such part. All of them are `100%`: whoever writes 1 may mean 1%.
  public static func rate(_ text: String) -> Double? {
    let isPercentage = text.hasSuffix("%")
    let digits = isPercentage ? text.dropLast() : text[...]
    // "0x1" and "nan" are numbers to Swift.
    guard digits.utf8.allSatisfy({ "0123456789.eE-".utf8.contains($0) }), let number = Double(digits) else {
      return nil
    }
    let rate = isPercentage ? number / 100 : number
    return rate >= 0 && (isPercentage ? rate <= 1 : rate < 1) ? rate : nil
  }

  /// What messages say that it is.
  public static let form = "a part of the records, such as 0.1% or 0.001"
}
