/// The formats of JSON Schema Validation, section 7.3.
enum Format: String, CaseIterable {
  case dateTime = "date-time"
  case date, time, duration
  case email
  case idnEmail = "idn-email"
  case hostname
  case idnHostname = "idn-hostname"
  case ipv4, ipv6
  case uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uuid
  case uriTemplate = "uri-template"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  /// Whether `text`, UTF-8, has the format.
  func accepts(_ text: Span<UInt8>) -> Bool {
    switch self {
    case .dateTime: TimeSyntax.isDateTime(text)
    case .date: TimeSyntax.isDate(text)
    case .time: TimeSyntax.isTime(text)
    case .duration: DurationSyntax.isDuration(text)
    case .email: MailSyntax.isAddress(text, international: false)
    case .idnEmail: MailSyntax.isAddress(text, international: true)
    case .hostname: HostSyntax.isHost(text, international: false)
    case .idnHostname: HostSyntax.isHost(text, international: true)
    case .ipv4: AddressSyntax.isIPv4(text)
    case .ipv6: AddressSyntax.isIPv6(text)
    case .uri: URISyntax.accepts(text, needsScheme: true, international: false)
    case .uriReference: URISyntax.accepts(text, needsScheme: false, international: false)
    case .iri: URISyntax.accepts(text, needsScheme: true, international: true)
    case .iriReference: URISyntax.accepts(text, needsScheme: false, international: true)
    case .uuid: UUIDSyntax.isUUID(text)
    case .uriTemplate: TemplateSyntax.isTemplate(text)
    case .jsonPointer: PointerSyntax.isPointer(text, from: 0)
    case .relativeJSONPointer: PointerSyntax.isRelative(text)
    case .regex: PatternSyntax.isPattern(text)
    }
  }

  /// What it asks for, in words, with an example where that helps.
  var expectation: String {
    switch self {
    case .dateTime: "a date and time such as 2025-03-04T10:41:00.730Z"
    case .date: "a date such as 2025-03-04"
    case .time: "a time with its offset such as 10:41:00Z"
    case .duration: "a duration such as P3DT12H"
    case .email, .idnEmail: "an e-mail address"
    case .hostname, .idnHostname: "a host name"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address"
    case .uri: "a URI"
    case .uriReference: "a URI or a relative reference"
    case .iri: "an IRI"
    case .iriReference: "an IRI or a relative reference"
    case .uuid: "a UUID"
    case .uriTemplate: "a URI template"
    case .jsonPointer: "a JSON Pointer"
    case .relativeJSONPointer: "a relative JSON Pointer"
    case .regex: "a regular expression"
    }
  }
}

/// UUIDs (RFC 4122, section 3).
enum UUIDSyntax {
  static func isUUID(_ text: Span<UInt8>) -> Bool {
    guard text.count == 36 else { return false }
    for place in text.indices {
      let isDash = place == 8 || place == 13 || place == 18 || place == 23
      guard isDash ? text[place] == UInt8(ascii: "-") : ASCII.isHexadecimal(text[place]) else { return false }
    }
    return true
  }
}

/// JSON Pointers (RFC 6901) and relative ones (draft-bhutton-relative-json-pointer-00).
enum PointerSyntax {
  static func isPointer(_ text: Span<UInt8>, from start: Int) -> Bool {
    guard start < text.count else { return true }
    guard text[start] == UInt8(ascii: "/") else { return false }
    for place in start..<text.count where text[place] == UInt8(ascii: "~") {
      guard place + 1 < text.count, text[place + 1] == UInt8(ascii: "0") || text[place + 1] == UInt8(ascii: "1") else {
        return false
      }
    }
    return true
  }

  static func isRelative(_ text: Span<UInt8>) -> Bool {
    var at = 0
    guard let digits = number(text, &at) else { return false }
    guard digits == 1 || text[0] != UInt8(ascii: "0") else { return false }
    if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") {
      at += 1
      let start = at
      guard number(text, &at) != nil, text[start] != UInt8(ascii: "0") else { return false }
    }
    if at + 1 == text.count, text[at] == UInt8(ascii: "#") { return true }
    return isPointer(text, from: at)
  }

  /// How many digits there are at `at`, which moves behind them.
  private static func number(_ text: Span<UInt8>, _ at: inout Int) -> Int? {
    let start = at
    while at < text.count, ASCII.isDigit(text[at]) { at += 1 }
    return at > start ? at - start : nil
  }
}
