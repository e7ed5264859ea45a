import TestSupport

/// A JSON value by chance that can be written in many ways, all of which mean the same.
indirect enum RandomRecord {
  case scalar([String])
  case array([RandomRecord])
  case object([(key: String, value: RandomRecord)])

  /// A value with up to `depth` arrays and objects within each other.
  init(_ random: inout RandomJSON, depth: Int) {
    switch random.number(in: 0...(depth > 0 ? 4 : 1)) {
    case 0: self = .scalar(random.pick([["1", "1.0", "10e-1"], ["-0.5", "-5E-1"], ["0"], ["1e300", "10e299"]]))
    case 1:
      self = .scalar(random.pick([["\"a\"", "\"\\u0061\""], ["\"é/~\"", "\"\\u00e9\\/~\""], ["true"], ["null"]]))
    case 2: self = .array((0..<random.number(in: 0...3)).map { _ in RandomRecord(&random, depth: depth - 1) })
    default:
      self = .object(
        (0..<random.number(in: 0...4)).map { ("k~/\($0)", RandomRecord(&random, depth: depth - 1)) })
    }
  }

  /// Writes the value with blanks, spellings and an order of members that chance chooses.
  func text(_ random: inout RandomJSON) -> String {
    let blank = random.pick(["", "", " ", "\t", "  "])
    switch self {
    case .scalar(let spellings): return blank + random.pick(spellings) + blank
    case .array(let elements):
      return blank + "[" + elements.map { $0.text(&random) }.joined(separator: ",") + blank + "]"
    case .object(let members):
      let written = members.shuffled(using: &random.generator).map { "\(blank)\"\($0.key)\":" + $0.value.text(&random) }
      return "{" + written.joined(separator: ",") + blank + "}"
    }
  }

  /// Replaces a value somewhere in this one by another, and says where; `nil` where there is only a scalar or nothing.
  mutating func edit(_ random: inout RandomJSON) -> [String]? {
    switch self {
    case .scalar: return nil
    case .array(var elements):
      guard !elements.isEmpty else { return nil }
      let place = random.number(in: 0...elements.count - 1)
      let path = elements[place].edit(&random)
      if path == nil { elements[place] = .scalar(["\"edited\""]) }
      self = .array(elements)
      return [String(place)] + (path ?? [])
    case .object(var members):
      guard !members.isEmpty else { return nil }
      let place = random.number(in: 0...members.count - 1)
      let path = members[place].value.edit(&random)
      if path == nil { members[place].value = .scalar(["\"edited\""]) }
      self = .object(members)
      return [members[place].key] + (path ?? [])
    }
  }
}
