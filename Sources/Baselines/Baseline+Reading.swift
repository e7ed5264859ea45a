import JSONReading
public import SourceText

/// What is wrong with the file of a baseline.
public struct BaselineError: Error, Hashable, Sendable {
  /// In one sentence.
  public var message: String
  /// Where it stands.
  public var position: SourcePosition
}

extension Baseline {
  /// Bytes of a file at most: three million findings.
  public static let byteLimit = JSONLimits.largestRecord

  /// Reads the file that `bytes` are. Throws at the first thing that nobody who writes baselines would write: what is not
  /// understood could accept too much.
  public init(reading bytes: [UInt8]) throws(BaselineError) {
    let lines = LineMap(bytes)
    func error(_ message: String, at offset: Int) -> BaselineError {
      BaselineError(message: message, position: lines.position(of: offset))
    }
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(bytes, limits: JSONLimits(recordByteCount: Self.byteLimit))
    } catch let syntax {
      throw error(syntax.message, at: syntax.offset)
    }
    let root = document.root
    if let twice = document.ambiguities.first { throw error("a key that occurs twice", at: twice.span.start) }
    guard root.kind == .object, let version = root.member("assayBaseline") else {
      throw error("no baseline: it would begin with {\"assayBaseline\": \(Self.version)", at: root.span.start)
    }
    guard version.integer == Int64(Self.version) else {
      throw error(
        "a baseline of version \(version.sourceText.prefix(20)); this is for version \(Self.version)",
        at: version.span.start)
    }
    guard let list = root.member("findings"), list.kind == .array else {
      throw error("a baseline has a list of findings", at: root.member("findings")?.span.start ?? root.span.start)
    }
    for (key, _) in root.members where !["assayBaseline", "findings"].contains(key.string ?? "") {
      throw error("unknown key '\(key.string ?? "")'", at: key.span.start)
    }
    var entries: [Entry] = []
    var known: Set<UInt128> = []
    for node in list.elements {
      let entry = try Self.entry(node, error)
      if !known.insert(entry.fingerprint).inserted {
        throw error(
          "this fingerprint is in the baseline twice; of several findings there is a count", at: node.span.start)
      }
      entries.append(entry)
    }
    self.init(entries)
  }

  private static func entry(
    _ node: JSONNode, _ error: (String, Int) -> BaselineError
  ) throws(BaselineError) -> Entry {
    guard node.kind == .object else { throw error("a finding is an object", node.span.start) }
    var entry = Entry(fingerprint: 0, rule: "")
    var hasFingerprint = false
    for (key, value) in node.members {
      switch key.string {
      case "fingerprint":
        guard let text = value.string, let number = UInt128(fingerprint: text) else {
          throw error("a fingerprint has 32 hexadecimal digits", value.span.start)
        }
        entry.fingerprint = number
        hasFingerprint = true
      case "count":
        guard let count = value.integer, count >= 1, count <= Int64(Int32.max) else {
          throw error("count is a whole number from 1 up", value.span.start)
        }
        entry.count = Int(count)
      case "rule": entry.rule = try text(value, "rule", error)
      case "identity": entry.identity = try text(value, "identity", error)
      case "pointer": entry.pointer = try text(value, "pointer", error)
      default: throw error("unknown key '\(key.string ?? "")'", key.span.start)
      }
    }
    guard hasFingerprint else { throw error("a finding without a fingerprint", node.span.start) }
    guard !entry.rule.isEmpty else { throw error("a finding without a rule", node.span.start) }
    return entry
  }

  private static func text(
    _ value: JSONNode, _ key: String, _ error: (String, Int) -> BaselineError
  ) throws(BaselineError) -> String {
    guard let text = value.string else { throw error("\(key) is a text", value.span.start) }
    return text
  }
}
