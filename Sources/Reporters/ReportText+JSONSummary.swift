import Findings

/// What the JSON report tells of the findings by group and of the contents of the records.
extension ReportText {
  /// Appends the `attribution` of a finding: one value for each grouping, all of them for batches.
  mutating func appendJSON(_ attribution: [AttributionPart]) {
    append("{")
    var isFirst = true
    for grouping in Grouping.ofRecords {
      let values = attribution.filter { $0.grouping == grouping }.map(\.value)
      guard let first = values.first else { continue }
      if !isFirst { append(",") }
      isFirst = false
      if grouping.mostNames > 1 {
        append("\"\(grouping.plural)\":")
        appendJSON(values) { value, text in text.appendJSON(value) }
      } else {
        append("\"\(grouping.rawValue)\":")
        appendJSON(first)
      }
    }
    append("}")
  }

  /// Appends the members of the summary that tell findings by group, each with a comma before it.
  mutating func appendJSONMembers(_ groupings: [GroupingSummary], lineBreak: String) {
    for grouping in groupings {
      append(",\(lineBreak)\"\(grouping.grouping.plural)\":{\"groups\":")
      appendJSON(grouping.groups) { group, text in text.appendJSON(group, isNamed: true) }
      append(",\"notTold\":")
      appendJSON(grouping.notTold, isNamed: false)
      append(",\"others\":")
      appendJSON(grouping.others, isNamed: false)
      append("}")
    }
  }

  private mutating func appendJSON(_ group: GroupSummary, isNamed: Bool) {
    append("{")
    if isNamed {
      append("\"name\":")
      appendJSON(group.name)
      append(",")
    }
    appendMember("\"records\":", group.recordCount)
    appendMember(",\"recordsWithFindings\":", group.counts.recordsWithFindings)
    if let rate = group.rate {
      append(",\"rate\":\(Self.rounded(rate.ratio))")
      append(",\"interval\":[\(Self.rounded(rate.low)),\(Self.rounded(rate.high))]")
    }
    appendMember(",\"findings\":", group.counts.total)
    appendMember(",\"error\":", group.counts.error)
    appendMember(",\"warning\":", group.counts.warning)
    appendMember(",\"info\":", group.counts.info)
    appendMember(",\"notJudged\":", group.counts.notJudged)
    append("}")
  }

  /// Appends the contents of the records, a member for each of their summaries.
  mutating func appendJSON(_ contents: [ContentSummary], lineBreak: String) {
    append("{")
    for (place, content) in contents.enumerated() {
      append(place > 0 ? ",\(lineBreak)" : lineBreak)
      appendJSON(content.name)
      append(":{\"groups\":")
      appendJSON(content.groups) { group, text in text.appendJSON(group, keys: content.keys) }
      appendMember(",\"others\":{\"count\":", content.otherCount)
      append("}}")
    }
    append("}")
  }

  private mutating func appendJSON(_ group: ContentGroup, keys: [String]) {
    append("{")
    if !keys.isEmpty {
      append("\"by\":{")
      for (place, (key, value)) in zip(keys, group.values).enumerated() {
        if place > 0 { append(",") }
        appendJSON(key)
        append(":")
        if let value { appendJSON(value) } else { append("null") }
      }
      append("},")
    }
    appendMember("\"count\":", group.count)
    if let distribution = group.distribution {
      append(",\"min\":\(Self.number(distribution.least))")
      append(",\"median\":\(Self.number(distribution.median))")
      append(",\"max\":\(Self.number(distribution.greatest))")
      // The sum of finite numbers may be beyond all of them.
      if distribution.sum.isFinite { append(",\"sum\":\(Self.number(distribution.sum))") }
    }
    append("}")
  }

  /// With four digits behind the point.
  private static func rounded(_ part: Double) -> String { number((part * 10_000).rounded() / 10_000) }

  /// Whole numbers without a fraction, all others with as many digits as tell them from their neighbours.
  private static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
    return "\(value)"
  }
}
