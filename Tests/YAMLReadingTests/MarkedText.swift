import SourceText
import YAMLReading

/// A text with the places that a test expects marked in it: `a: ⟦b⟧`.
struct MarkedText {
  /// Without the marks.
  var text = ""
  /// Between the first `⟦` and the first `⟧`; the same place twice when there is no `⟧`.
  var span = SourceSpan(start: 0, end: 0)
  var start = SourcePosition.start
  var end = SourcePosition.start
  /// The place of every `⟦`.
  var places: [SourcePosition] = []

  init(_ marked: String) {
    var isClosed = false
    for scalar in marked.unicodeScalars {
      let place = SourcePosition.start.advanced(by: TextStep(over: text.utf8))
      switch scalar {
      case "⟦":
        places.append(place)
        if places.count == 1 {
          (span, start, end) = (SourceSpan(start: text.utf8.count, end: text.utf8.count), place, place)
        }
      case "⟧" where !isClosed:
        isClosed = true
        (span.end, end) = (text.utf8.count, place)
      case "⟧": break
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

/// The root of `text`.
func root(_ text: String) throws(YAMLError) -> YAMLNode { try YAMLDocument(Array(text.utf8), path: "t.yaml").root }

/// The error that `text` causes; `nil` when it causes none.
func failure(_ bytes: some Sequence<UInt8>, limits: YAMLLimits = YAMLLimits()) -> YAMLError? {
  do throws(YAMLError) {
    _ = try YAMLDocument(Array(bytes), path: "t.yaml", limits: limits)
    return nil
  } catch {
    return error
  }
}
