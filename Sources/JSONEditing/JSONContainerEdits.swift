public import JSONReading
public import SourceText

/// What is to be replaced in the text of an array or object when something is taken out of it or put into it: commas and
/// blanks stay right, and what is put in is laid out as what stands there already.
public struct JSONContainerEdits {
  private let container: JSONNode
  /// The text that the nodes' spans count in.
  private let text: (SourceSpan) -> String
  /// Where each element or member starts, a key included, and ends.
  private let spans: [SourceSpan]
  private let values: [JSONNode]

  /// Edits in `container`, an array or an object of the text that `text` gives parts of.
  public init(_ container: JSONNode, text: @escaping (SourceSpan) -> String) {
    self.container = container
    self.text = text
    if container.kind == .array {
      values = Array(container.elements)
      spans = values.map(\.span)
    } else {
      values = container.members.map(\.value)
      spans = container.members.map { SourceSpan(start: $0.key.span.start, end: $0.value.span.end) }
    }
  }

  /// Between the brackets.
  private var inside: SourceSpan {
    SourceSpan(start: container.span.start + 1, end: container.span.end - 1)
  }

  /// Takes out what stands at `positions`, which ascend.
  public func removing(_ positions: [Int]) -> [TextEdit] {
    guard positions.count < spans.count else { return [TextEdit(inside, "")] }
    var edits: [TextEdit] = []
    var run = positions[...]
    while let first = run.first {
      var last = first
      while run.dropFirst().first == last + 1 {
        run.removeFirst()
        last += 1
      }
      run.removeFirst()
      // With the comma before it, and at the beginning with the one behind it.
      let span =
        first > 0
        ? SourceSpan(start: spans[first - 1].end, end: spans[last].end)
        : SourceSpan(start: spans[0].start, end: spans[last + 1].start)
      edits.append(TextEdit(span, ""))
    }
    return edits
  }

  /// Puts JSON texts into an array before the element at `position`, at its end when there is none.
  public func inserting(_ elements: [String], before position: Int) -> TextEdit {
    if position < spans.count {
      let place = SourceSpan(start: spans[position].start, end: spans[position].start)
      return TextEdit(place, elements.map { $0 + gap }.joined())
    }
    return appending(elements)
  }

  /// Puts members behind those of an object: keys and JSON texts.
  public func appending(members: [(key: String, value: String)]) -> TextEdit {
    appending(members.map { JSONText.quoted($0.key) + colon + $0.value })
  }

  private func appending(_ texts: [String]) -> TextEdit {
    guard let last = spans.last else {
      return TextEdit(SourceSpan(start: inside.start, end: inside.start), texts.joined(separator: ","))
    }
    return TextEdit(SourceSpan(start: last.end, end: last.end), texts.map { gap + $0 }.joined())
  }

  /// What separates two members: the comma with the blanks around it.
  private var gap: String {
    if spans.count > 1 {
      return text(SourceSpan(start: spans[spans.count - 2].end, end: spans[spans.count - 1].start))
    }
    return "," + text(SourceSpan(start: inside.start, end: spans.first?.start ?? inside.start))
  }

  /// The colon of a member with the blanks around it.
  private var colon: String {
    var last: (key: JSONNode, value: JSONNode)?
    for member in container.members { last = member }
    return last.map { text(SourceSpan(start: $0.key.span.end, end: $0.value.span.start)) } ?? ":"
  }
}
