import SourceText

extension Baseline {
  /// The file: JSON with an entry a line, so that a review shows what was accepted. The same for the same entries.
  public var text: [UInt8] {
    var bytes = Array("{\"assayBaseline\": \(Self.version), \"findings\": [".utf8)
    for (place, entry) in entries.enumerated() {
      bytes += (place == 0 ? "\n{\"rule\": " : ",\n{\"rule\": ").utf8
      bytes += JSONText.quoted(entry.rule).utf8
      bytes += ", \"fingerprint\": \"\(entry.fingerprintText)\"".utf8
      if entry.count > 1 { bytes += ", \"count\": \(entry.count)".utf8 }
      if !entry.identity.isEmpty { bytes += ", \"identity\": \(JSONText.quoted(entry.identity))".utf8 }
      if !entry.pointer.isEmpty { bytes += ", \"pointer\": \(JSONText.quoted(entry.pointer))".utf8 }
      bytes += "}".utf8
    }
    bytes += "\n]}\n".utf8
    return bytes
  }
}
