import Findings
import SourceText

/// Writes the results of a SARIF run.
struct SARIFResults {
  private let rules: SARIFRules
  private var fingerprints = UniqueFingerprints()
  private var isFirst = true

  init(rules: SARIFRules) { self.rules = rules }

  /// Appends one result.
  mutating func append(_ finding: Finding, to output: inout ReportText) {
    let isJudged = finding.outcome == .failed
    output.append(isFirst ? "\n" : ",\n")
    isFirst = false
    output.append("{\"ruleId\":")
    output.appendJSON(finding.rule)
    if let position = rules.position(of: finding.rule) { output.append(",\"ruleIndex\":\(position)") }
    output.append(",\"level\":\"\(isJudged ? finding.severity.sarifLevel : "error")\",\"message\":{\"text\":")
    let message = finding.message.isEmpty ? finding.rule : finding.message
    output.appendJSON(isJudged ? message : "not judged: \(message)")
    output.append("},\"locations\":[")
    append(finding.location, to: &output)
    output.append("]")
    if !finding.related.isEmpty {
      output.append(",\"relatedLocations\":[")
      for (number, place) in finding.related.enumerated() {
        if number > 0 { output.append(",") }
        append(place.location, id: number, message: place.message, to: &output)
      }
      output.append("]")
    }
    let fingerprint = fingerprints.next(of: finding)
    output.append(",\"partialFingerprints\":{\"primaryLocationLineHash\":")
    output.appendJSON(fingerprint)
    output.append("},\"fingerprints\":{\"assay/v1\":")
    output.appendJSON(finding.fingerprint)
    output.append("}")
    if case .suppressed(let reason, _) = finding.disposition {
      output.append(",\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\",\"justification\":")
      output.appendJSON(reason)
      output.append("}]")
    }
    if !finding.identity.isEmpty {
      output.append(",\"properties\":{\"identity\":")
      output.appendJSON(finding.identity)
      output.append("}")
    }
    output.append("}")
  }

  private func append(
    _ location: Location, id: Int? = nil, message: String? = nil, to output: inout ReportText
  ) {
    output.append("{")
    if let id { output.append("\"id\":\(id),") }
    output.append("\"physicalLocation\":{\"artifactLocation\":{\"uri\":")
    output.appendJSON(Self.reference(to: location.repositoryPath))
    output.append("},\"region\":{\"startLine\":\(location.start.line),\"startColumn\":\(location.start.column)")
    output.append(",\"endLine\":\(location.end.line),\"endColumn\":\(location.end.column)")
    output.append(",\"byteOffset\":\(location.span.start),\"byteLength\":\(location.span.count)}}")
    if let pointer = location.documentPointer ?? location.pointer {
      output.append(",\"logicalLocations\":[{\"fullyQualifiedName\":")
      output.appendJSON(pointer)
      output.append("}]")
    }
    if let message {
      output.append(",\"message\":{\"text\":")
      output.appendJSON(message)
      output.append("}")
    }
    output.append("}")
  }

  /// A path as a URI reference (RFC 3986): all bytes but unreserved ones and slashes are percent-encoded, and a colon in
  /// the first segment cannot be taken for the end of a scheme.
  private static func reference(to path: String) -> String {
    var reference = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "!"):
        reference.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        reference += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return reference
  }
}
