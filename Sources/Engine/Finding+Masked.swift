import Findings
import Secrets
import SourceText

// What reports may show of a finding. `RecordPlace` hides the secrets of excerpts, as it has what is around them.
extension Finding {
  /// The finding without the credentials in its texts.
  var masked: Finding {
    var finding = self
    finding.message = SecretMask.masked(message)
    finding.identity = identity.masked
    finding.attribution = attribution.map { AttributionPart($0.grouping, SecretMask.masked($0.value)) }
    finding.location = location.masked
    finding.related = related.map { place in
      RelatedPlace(message: SecretMask.masked(place.message), location: place.location.masked)
    }
    // A fix with a secret in it could only be shown in part, and then nobody should apply it.
    if let edits = fix?.edits, edits.contains(where: { SecretMask.masked($0.text) != $0.text }) { finding.fix = nil }
    return finding
  }
}

extension [IdentityPart] {
  /// The same without credentials.
  var masked: [IdentityPart] {
    map { IdentityPart(name: $0.name, value: SecretMask.masked($0.value)) }
  }

  /// The same without what looks like `secrets`.
  func hiding(_ secrets: [String]) -> [IdentityPart] {
    secrets.isEmpty
      ? self
      : map { part in
        IdentityPart(
          name: part.name, value: secrets.reduce(part.value) { SecretMask.masked($0, hiding: $1) })
      }
  }
}

extension GroupingSummary {
  /// The same without credentials in the names of groups.
  var masked: GroupingSummary {
    var summary = self
    for place in groups.indices { summary.groups[place].name = SecretMask.masked(groups[place].name) }
    return summary
  }
}

extension ContentSummary {
  /// The same without credentials in what groups are made by.
  var masked: ContentSummary {
    var summary = self
    for place in groups.indices {
      summary.groups[place].values = groups[place].values.map { $0.map { SecretMask.masked($0) } }
    }
    return summary
  }
}

extension Location {
  fileprivate var masked: Location {
    var location = self
    location.pointer = pointer?.masked
    location.documentPointer = documentPointer?.masked
    return location
  }
}

extension JSONPointer {
  /// The same without credentials: names of members may hold some.
  var masked: JSONPointer { JSONPointer(tokens.map { SecretMask.masked($0) }) }
}

extension Fingerprint {
  /// The fingerprint of a finding about something whose identity may hold credentials: it is made of what reports show, so
  /// that nobody finds a secret by trying which one gives the fingerprint. It is the same when secrets are shown.
  static func masked(rule: String, identity: [IdentityPart], pointer: JSONPointer) -> String {
    make(rule: rule, identity: identity.masked, pointer: pointer.masked)
  }
}
