/// A pattern read scalar by scalar, with places in bytes.
struct PatternScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  /// Where the next scalar starts, in UTF-8 bytes.
  private(set) var offset = 0

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  var isAtEnd: Bool { position == scalars.count }

  /// The scalar `distance` places ahead; `nil` behind the end.
  func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  /// The next scalar, which is passed over.
  mutating func next() -> Unicode.Scalar? {
    guard position < scalars.count else { return nil }
    defer { position += 1 }
    offset += UTF8.width(scalars[position])
    return scalars[position]
  }

  /// Passes over `text` if it comes next.
  mutating func take(_ text: String) -> Bool {
    let start = self
    for scalar in text.unicodeScalars {
      guard next() == scalar else {
        self = start
        return false
      }
    }
    return true
  }

  /// Passes over `{name}` and returns the name; `nil`, and nowhere in particular, when that does not come next.
  mutating func braced() -> String? {
    guard take("{") else { return nil }
    var name = ""
    while let letter = next() {
      if letter == "}" { return name }
      name.unicodeScalars.append(letter)
    }
    return nil
  }

  /// Passes over the decimal digits that come next. `nil` when there are none; large values become `Int.max`.
  mutating func number() -> Int? {
    var value: Int?
    while let scalar = peek(), ("0"..."9").contains(scalar) {
      let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(Int(scalar.value - 48))
      value = overflow || overflowsToo ? .max : sum
      _ = next()
    }
    return value
  }
}

extension Unicode.Scalar {
  /// This character and nothing else, in RE2's syntax, inside brackets and outside.
  var asRE2Literal: String {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: String(self)
    case 0x21...0x7E: "\\\(self)"
    default: "\\x{\(String(value, radix: 16))}"
    }
  }
}
