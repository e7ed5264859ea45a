import JSONReading

/// What is known of the URLs that were read last: of one address, rules ask for its host, its path and whether its signature
/// is whole, each in a question of its own.
struct URLMemory {
  private struct Entry {
    let node: JSONNode
    let parts: URLParts
    var times: SignatureTimes?
    var faults: SignatureFaults?
  }

  /// Most records have fewer URLs. One subject after the other, rules go through all of them.
  private static let capacity = 16
  private var entries: ContiguousArray<Entry> = []
  private var next = 0

  /// To be called before values change: a reader puts its next record where the last one was.
  mutating func forget() {
    entries.removeAll(keepingCapacity: true)
    next = 0
  }

  /// A part of the URL `node`, whose text is `bytes`; `nil` for the times of one that has none.
  mutating func value(of field: URLText.Field, _ node: JSONNode, _ bytes: UnsafeBufferPointer<UInt8>) -> CELValue? {
    let entry = entry(of: node, bytes)
    let text = URLText(bytes, parts: entries[entry].parts)
    switch field {
    case .missing, .repeated, .signatureFault:
      let faults = entries[entry].faults ?? SignatureFaults(of: text)
      entries[entry].faults = faults
      return .string(field == .missing ? faults.missing : field == .repeated ? faults.repeated : faults.fault)
    default: return text.value(of: field)
    }
  }

  /// Who signed the URL `node`, whose text is `bytes`, and when the signature holds.
  mutating func times(of node: JSONNode, _ bytes: UnsafeBufferPointer<UInt8>) -> SignatureTimes {
    // Most texts that are asked about are no signed addresses, and need not be remembered.
    guard bytes.first(UInt8(ascii: "?"), from: 0) != nil else { return SignatureTimes() }
    let entry = entry(of: node, bytes)
    let times = entries[entry].times ?? SignatureTimes(of: URLText(bytes, parts: entries[entry].parts))
    entries[entry].times = times
    return times
  }

  /// The position of what is known of `node`.
  private mutating func entry(of node: JSONNode, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for position in entries.indices where entries[position].node.isSame(as: node) { return position }
    let entry = Entry(node: node, parts: URLParts(bytes))
    guard entries.count == Self.capacity else {
      entries.append(entry)
      return entries.count - 1
    }
    let position = next
    entries[position] = entry
    next = (next + 1) % Self.capacity
    return position
  }
}
