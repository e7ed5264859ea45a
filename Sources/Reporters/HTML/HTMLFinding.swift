import Findings
import SourceText

extension ReportText {
  /// Appends what the script of the page needs of a finding, as a JSON object that may stand inside of a script element.
  mutating func appendScriptData(_ finding: Finding) {
    var json = ReportText()
    json.append("{\"rule\":")
    json.appendJSON(finding.rule)
    json.append(",\"severity\":\"\(finding.outcome == .failed ? finding.severity.description : "not judged")\"")
    json.append(",\"message\":")
    json.appendJSON(finding.message.shown(atMost: PrintLimit.message))
    json.append(",\"file\":")
    json.appendJSON(finding.location.file.printable)
    json.append(",\"line\":\(finding.location.start.line),\"column\":\(finding.location.start.column),\"pointer\":")
    json.appendJSON((finding.location.pointer ?? .root).description.shown(atMost: PrintLimit.name))
    json.append(",\"about\":")
    json.appendJSON(finding.identity.map { "\($0.name) \($0.value)".shown(atMost: PrintLimit.name) })
    json.append(",\"related\":")
    json.appendJSON(
      finding.related.map {
        "\($0.message): \($0.location.file):\($0.location.start)".shown(atMost: PrintLimit.message)
      })
    if let excerpt = finding.excerpt {
      json.append(",\"excerpt\":")
      json.appendJSON(excerpt.parts(at: finding.location))
    }
    if let subject = finding.evidence?.subject {
      json.append(",\"subject\":")
      json.appendJSON(subject)
    }
    if let frame = finding.evidence?.frame { json.append(",\"frame\":[\(frame.width),\(frame.height)]") }
    json.append("}")
    appendEscaped(json.bytes)
  }

  /// Appends JSON so that it may stand in a page. Only strings hold what is escaped: the sign that would let "</script>"
  /// end the element, and the two scalars U+FFFE and U+FFFF, which HTML forbids.
  private mutating func appendEscaped(_ json: [UInt8]) {
    var run = 0
    for (offset, byte) in json.enumerated() {
      let escape: String
      switch byte {
      case UInt8(ascii: "<"): escape = "\\u003c"
      case 0xEF where json[offset + 1] == 0xBF && json[offset + 2] >= 0xBE:
        escape = json[offset + 2] == 0xBE ? "\\ufffe" : "\\uffff"
      default: continue
      }
      append(bytes: json[run..<offset])
      append(escape)
      run = offset + (byte == 0xEF ? 3 : 1)
    }
    append(bytes: json[run...])
  }

  private mutating func appendJSON(_ texts: [String]) {
    append("[")
    for (number, text) in texts.enumerated() {
      if number > 0 { append(",") }
      appendJSON(text)
    }
    append("]")
  }
}

extension Excerpt {
  /// What stands before the place, at it and behind it; dots where the line goes on.
  fileprivate func parts(at location: Location) -> [String] {
    let scalars = text.unicodeScalars
    func offset(of column: Int) -> String.UnicodeScalarView.Index {
      scalars.index(scalars.startIndex, offsetBy: max(0, column - firstColumn), limitedBy: scalars.endIndex)
        ?? scalars.endIndex
    }
    let start = offset(of: location.start.column)
    let end = location.end.line == location.start.line ? max(start, offset(of: location.end.column)) : scalars.endIndex
    func shown(_ part: Substring.UnicodeScalarView) -> String {
      part.map { $0 == "\t" ? "\t" : $0.printableEscape ?? String($0) }.joined()
    }
    return [
      (isCutBefore ? "…" : "") + shown(scalars[..<start]), shown(scalars[start..<end]),
      shown(scalars[end...]) + (isCutAfter ? "…" : ""),
    ]
  }
}
