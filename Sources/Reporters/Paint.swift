/// How a piece of the text report looks on a terminal that has colours.
enum Paint: String, Sendable {
  case error = "1;31"
  case warning = "1;33"
  case info = "1;36"
  case notJudged = "1;35"
  case passed = "1;32"
  case strong = "1"
  case quiet = "2"
}

extension ReportText {
  /// Appends what `body` appends, painted when `paint` is not `nil`. ECMA-48, section 8.3.117.
  mutating func append(in paint: Paint?, _ body: (inout ReportText) -> Void) {
    guard let paint else { return body(&self) }
    append("\u{1B}[")
    append(paint.rawValue)
    append("m")
    body(&self)
    append("\u{1B}[0m")
  }
}
