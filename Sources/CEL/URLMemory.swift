import JSONReading

/// What is known of the URLs that were read last: of one address, rules ask for its host, its path and whether its signature
/// is whole, each in a question of its own.
struct URLMemory {
  private struct Known {
    let parts: URLParts
    var times: SignatureTimes?
    var faults: SignatureFaults?
  }

  /// Most records have fewer URLs. One subject after the other, rules go through all of them.
  private var nodes = RecentNodes<Known>(capacity: 16)

  /// To be called before values change: a reader puts its next record where the last one was.
  mutating func forget() { nodes.forget() }

  /// A part of the URL `node`, whose text is `bytes`; `nil` for the times of one that has none.
  mutating func value(of field: URLText.Field, _ node: JSONNode, _ bytes: UnsafeBufferPointer<UInt8>) -> CELValue? {
    let known = known(node, bytes)
    let text = URLText(bytes, parts: nodes[known].parts)
    switch field {
    case .missing, .repeated, .signatureFault:
      let faults = nodes[known].faults ?? SignatureFaults(of: text)
      nodes[known].faults = faults
      return .string(field == .missing ? faults.missing : field == .repeated ? faults.repeated : faults.fault)
    default: return text.value(of: field)
    }
  }

  /// Who signed the URL `node`, whose text is `bytes`, and when the signature holds.
  mutating func times(of node: JSONNode, _ bytes: UnsafeBufferPointer<UInt8>) -> SignatureTimes {
    // Most texts that are asked about are no signed addresses, and need not be remembered.
    guard bytes.first(UInt8(ascii: "?"), from: 0) != nil else { return SignatureTimes() }
    let known = known(node, bytes)
    let times = nodes[known].times ?? SignatureTimes(of: URLText(bytes, parts: nodes[known].parts))
    nodes[known].times = times
    return times
  }

  /// The position of what is known of `node`.
  private mutating func known(_ node: JSONNode, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    nodes.position(of: node) ?? nodes.keep(Known(parts: URLParts(bytes)), of: node)
  }
}
