/// How the first values of keys read, for messages. Keys are without number: it is remembered of some.
struct FirstValues {
  /// How many keys of a run, or of an input, have their values kept.
  static let limit = 10_000
  /// What stands for the values of the others.
  static let unknown = "…"

  private var ofRun: [KeyHash: String] = [:]
  private var ofInput: [KeyHash: String] = [:]

  /// Forgets the values of keys that are compared within one input.
  mutating func beginInput() { ofInput = [:] }

  /// Keeps `text` for a key, unless there are enough.
  mutating func keep(_ text: String, of key: KeyHash, isPerInput: Bool) {
    if isPerInput {
      if ofInput.count < Self.limit { ofInput[key] = text }
    } else if ofRun.count < Self.limit {
      ofRun[key] = text
    }
  }

  /// How the first value of a key reads.
  func text(of key: KeyHash, isPerInput: Bool) -> String { (isPerInput ? ofInput : ofRun)[key] ?? Self.unknown }
}
