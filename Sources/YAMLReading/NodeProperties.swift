import SourceText

/// The anchor and the tag before a node: libyaml's events begin with them, our nodes do not.
struct NodeProperties {
  /// Where the node itself begins.
  let contentPlace: SourcePlace
  /// Where the tag begins, or the node when it has none.
  let tagPosition: SourcePosition

  /// Passes over the properties of `event`, if it has any, and over the blanks, line breaks and comments behind them.
  init(of event: YAMLEvent, in source: YAMLSource) {
    guard event.anchor != nil || event.tag != nil else {
      contentPlace = SourcePlace(scalar: event.start, in: source)
      tagPosition = contentPlace.position
      return
    }
    let bytes = source.bytes
    let start = source.offset(ofScalar: event.start)
    var at = start
    var tag: Int?
    // A value left out stands where its last property ends.
    var lastEnd = start
    scan: while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        let isTag = bytes[at] == UInt8(ascii: "!")
        if isTag { tag = at }
        let isVerbatim = isTag && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "<")
        while at < bytes.count, !Self.isBlank(bytes[at]), isVerbatim || !Self.isFlowIndicator(bytes[at]) { at += 1 }
        lastEnd = at
      case UInt8(ascii: "#"):
        while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
      case let byte where Self.isBlank(byte): at += 1
      default: break scan
      }
    }
    let end = Self.isLeftOut(event) ? lastEnd : at
    contentPlace = SourcePlace(scalar: event.start + Self.scalars(in: bytes[start..<end]), in: source)
    tagPosition = source.position(ofScalar: event.start + Self.scalars(in: bytes[start..<(tag ?? end)]))
  }

  private static func scalars(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

  private static func isLeftOut(_ event: YAMLEvent) -> Bool {
    event.kind == .scalar && event.style == .plain && event.text.isEmpty
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func isFlowIndicator(_ byte: UInt8) -> Bool { ",[]{}".utf8.contains(byte) }
}
