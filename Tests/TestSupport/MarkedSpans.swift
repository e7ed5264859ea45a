public import SourceText

/// Texts in which the places that a test expects are marked: `{"a": ⟦-3⟧}`.
public enum MarkedSpans {
  /// `marked` without its marks, and the spans of bytes that they enclosed, in order.
  public static func read(_ marked: String) -> (text: String, spans: [SourceSpan]) {
    var text = String.UnicodeScalarView()
    var byteCount = 0
    var starts: [Int] = []
    var spans: [SourceSpan] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": starts.append(byteCount)
      case "⟧": if let start = starts.popLast() { spans.append(SourceSpan(start: start, end: byteCount)) }
      default:
        text.append(scalar)
        byteCount += UTF8.width(scalar)
      }
    }
    return (String(text), spans.sorted { $0.start < $1.start })
  }
}
