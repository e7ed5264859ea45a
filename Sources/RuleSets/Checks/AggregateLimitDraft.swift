import CEL
import JSONReading
import SourceText
import YAMLReading

/// `limit: {factor: params.far, min_count: 20}`: what a group of an aggregate keeps to, as a rule file writes it.
struct AggregateLimitDraft {
  /// A number of a limit: what it may be, and what an aggregate must measure to have it.
  private struct Number {
    let name: String
    let bounds: Bounds
    /// `nil`: whatever is measured.
    let measure: String?
    /// Made when it is asked for: every run reads the names of the keys, few the limit of an aggregate.
    private let makeSlot: @Sendable () -> Slot
    let about: String

    enum Bounds {
      case integer(atLeast: Int)
      case number(FileNumberBounds)
    }

    enum Slot: Sendable {
      case integer(any WritableKeyPath<Program.AggregateLimit, Int?> & Sendable)
      case number(any WritableKeyPath<Program.AggregateLimit, Double?> & Sendable)
    }

    init(
      name: String, bounds: Bounds, measure: String?, slot: @escaping @Sendable () -> Slot, about: String
    ) {
      self.name = name
      self.bounds = bounds
      self.measure = measure
      makeSlot = slot
      self.about = about
    }

    var slot: Slot { makeSlot() }

    /// Whether groups are compared with it.
    var decides: Bool { measure != nil && !["confidence", "places"].contains(name) }
  }

  /// A number that a parameter says, times `scale`.
  private struct Parameter {
    let number: Number
    let name: String
    let node: YAMLNode
    var scale = 1
    /// As a rule file writes it.
    var text: String { "params.\(name)\(scale == 1 ? "" : " · \(scale)")" }
  }

  private static let part = FileNumberBounds(least: 0, isLeastExcluded: false, below: 1)
  private static let positive = FileNumberBounds(least: 0, isLeastExcluded: true, below: nil)

  private static let numbers = [
    Number(
      name: "ratio", bounds: .number(part), measure: "count_if", slot: { .number(\.ratio) },
      about: "The largest part of a group's subjects that may count."),
    Number(
      name: "count", bounds: .integer(atLeast: 0), measure: "count_if", slot: { .integer(\.count) },
      about: "How many of a group's subjects may count at most."),
    Number(
      name: "most", bounds: .integer(atLeast: 1), measure: "distinct", slot: { .integer(\.most) },
      about: "How many different values a group may have at most."),
    Number(
      name: "least", bounds: .integer(atLeast: 2), measure: "distinct", slot: { .integer(\.least) },
      about: "How many different values a group has at least."),
    Number(
      name: "share", bounds: .number(part), measure: "distinct", slot: { .number(\.share) },
      about: "The smallest part of a group's subjects that may have a value; each value with fewer is a finding."),
    Number(
      name: "iqr", bounds: .number(positive), measure: "value", slot: { .number(\.interquartileRanges) },
      about: "How many interquartile ranges a number may be beyond the quartiles."),
    Number(
      name: "factor", bounds: .number(FileNumberBounds(least: 1, isLeastExcluded: true, below: nil)),
      measure: "value", slot: { .number(\.factor) },
      about: "How many times the median a number may be, and the median how many times the number."),
    Number(
      name: "range", bounds: .number(FileNumberBounds(least: 0, isLeastExcluded: false, below: nil)),
      measure: "value", slot: { .number(\.range) },
      about: "How far the smallest and the largest number of a group may be apart."),
    Number(
      name: "places", bounds: .integer(atLeast: 1), measure: "value", slot: { .integer(\.mostPlaces) },
      about: "How many numbers of a group are told on each side, those farthest away; 5 unless told."),
    Number(
      name: "min_count", bounds: .integer(atLeast: 1), measure: nil, slot: { .integer(\.leastSubjects) },
      about: "A group with fewer subjects is passed; 1 unless told."),
    Number(
      name: "confidence", bounds: .number(FileNumberBounds(least: 0, isLeastExcluded: true, below: 1)),
      measure: "count_if", slot: { .number(\.confidence) },
      about: "The ratio must be beyond the limit with this confidence (lower end of the Wilson score interval)."),
    Number(
      name: "groups", bounds: .integer(atLeast: 1), measure: nil, slot: { .integer(\.mostGroups) },
      about: "With more groups than this the run is incomplete; 10000 unless told."),
  ]
  private static let sides: [(String, Program.AggregateLimit.Side?)] = [
    ("above", .above), ("below", .below), ("both", nil),
  ]
  private static let judged: [(String, Program.AggregateLimit.Judged)] = [("values", .values), ("groups", .groups)]

  static let keys = FileKeys(
    numbers.map { number in
      let literal: FileValue =
        switch number.bounds {
        case .integer(let least): .integer(atLeast: least)
        case .number(let bounds): .number(bounds)
        }
      return FileKey(number.name, .either([literal, .parameter]), number.about)
    } + [
      FileKey("side", .word(sides.map(\.0)), "On which side of the median numbers are too far away; both unless told."),
      FileKey(
        "judge", .word(judged.map(\.0)),
        "What is too far away: values from the median of their group (unless told), or the medians of groups from that "
          + "of all numbers."),
    ], atLeastOne: numbers.filter(\.decides).map(\.name))

  private var literal = Program.AggregateLimit()
  private var parameters: [Parameter] = []
  private let node: YAMLNode
  private let file: RuleFile

  /// The limit at `node`, of an aggregate that measures by the key `measure`.
  init?(_ node: YAMLNode, of measure: String, in file: RuleFile) {
    self.node = node
    self.file = file
    guard let mapping = file.entries(node, of: "limit", Self.keys) else { return nil }
    for entry in mapping.entries {
      switch entry.name {
      case "side":
        if let side = file.word(entry.value, "side", among: Self.sides) { literal.side = side }
      case "judge":
        if let judged = file.word(entry.value, "judge", among: Self.judged) { literal.judged = judged }
      default:
        guard let number = Self.numbers.first(where: { $0.name == entry.name }) else { continue }
        if let name = entry.value.parameterName {
          parameters.append(Parameter(number: number, name: name, node: entry.value))
        } else {
          read(number, entry.value)
        }
      }
      if let wanted = Self.measure(of: entry.name), wanted != measure {
        file.report("'\(entry.name)' belongs to '\(wanted)', not to '\(measure)'", at: entry.key)
      }
    }
    let outliers = ["iqr", "factor"]
    for (part, whole) in [("confidence", ["ratio"]), ("places", outliers), ("judge", outliers), ("side", outliers)] {
      guard let key = mapping.entries.first(where: { $0.name == part })?.key,
        whole.allSatisfy({ mapping[$0] == nil }), Self.measure(of: part) == measure
      else { continue }
      file.report("'\(part)' without '\(whole.joined(separator: "' or '"))' says nothing", at: key)
    }
  }

  /// What an aggregate must measure to have the key called `name` in its limit; `nil` when that does not matter.
  private static func measure(of name: String) -> String? {
    ["side", "judge"].contains(name) ? "value" : numbers.first { $0.name == name }?.measure
  }

  private mutating func read(_ number: Number, _ node: YAMLNode) {
    switch (number.bounds, number.slot) {
    case (.integer(let least), .integer(let slot)):
      if let value = file.integer(node, number.name, atLeast: least) { literal[keyPath: slot] = value }
    case (.number(let bounds), .number(let slot)):
      if let value = file.number(node, number.name, within: bounds) { literal[keyPath: slot] = value }
    default: preconditionFailure("\(number.name) has bounds of another type")
    }
  }

  /// The parameters that say numbers.
  var parameterNames: [String] { parameters.map(\.name) }

  /// The limit with the numbers that `params` say. What is wrong with them is reported, and then there is none.
  func limit(_ params: JSONDocument?) -> Program.AggregateLimit? {
    var limit = literal
    var isComplete = true
    for parameter in parameters {
      guard let value = params?.root.member(JSONKey(parameter.name)) else {
        if params != nil { file.report("unknown parameter '\(parameter.name)'", at: parameter.node) }
        isComplete = false
        continue
      }
      if let reason = Self.assign(value, parameter, to: &limit) {
        file.report(
          "\(parameter.number.name) is params.\(parameter.name), which is \(CELValue(value).text), \(reason)",
          at: parameter.node)
        isComplete = false
      }
    }
    return isComplete ? limit : nil
  }

  /// Why `value` cannot be the number.
  private static func assign(
    _ value: JSONNode, _ parameter: Parameter, to limit: inout Program.AggregateLimit
  ) -> String? {
    switch (parameter.number.bounds, parameter.number.slot) {
    case (.integer(let least), .integer(let slot)):
      guard let number = value.integer.flatMap(Int.init(exactly:)) else { return "not a whole number" }
      guard number >= least else { return "not \(least) or more" }
      limit[keyPath: slot] = number &* parameter.scale
    case (.number(let bounds), .number(let slot)):
      guard let number = value.double else { return "not a number" }
      guard bounds.contains(number) else { return "not \(bounds)" }
      limit[keyPath: slot] = number * Double(parameter.scale)
    default: preconditionFailure("\(parameter.number.name) has bounds of another type")
    }
    return nil
  }

  /// As a rule file writes it.
  var source: String {
    var parts: [String] = []
    for number in Self.numbers {
      if let parameter = parameters.first(where: { $0.number.name == number.name }) {
        parts.append("\(number.name): \(parameter.text)")
        continue
      }
      switch number.slot {
      case .integer(let slot): if let value = literal[keyPath: slot] { parts.append("\(number.name): \(value)") }
      case .number(let slot):
        if let value = literal[keyPath: slot] { parts.append("\(number.name): \(CELValue.double(value).text)") }
      }
    }
    if let side = literal.side { parts.append("side: \(side.rawValue)") }
    if literal.judged != .values { parts.append("judge: \(literal.judged.rawValue)") }
    return "limit {\(parts.joined(separator: ", "))}"
  }

  /// Limits beside this one: with numbers half as large and twice as large, whole ones one more and one less, and
  /// without each part that can be left out.
  var mutations: [Mutation<Self>] {
    var neighbours: [Self] = []
    func add(_ change: (inout Self) -> Void) {
      var other = self
      change(&other)
      if other.source != source { neighbours.append(other) }
    }
    let deciding = Self.numbers.filter { number in number.decides && has(number) }
    for number in Self.numbers where number.name != "groups" {
      switch number.slot {
      case .number(let slot) where number.name != "confidence":
        guard let value = literal[keyPath: slot], case .number(let bounds) = number.bounds else { break }
        for changed in [value / 2, value * 2] where bounds.contains(changed) {
          add { $0.literal[keyPath: slot] = changed }
        }
      case .number: break
      case .integer(let slot):
        // Without a number of its own, a group needs one subject; where values are compared, one is none.
        let isLeast = number.name == "min_count" && !has(number) && isJudgedAlone
        guard let value = isLeast ? 1 : literal[keyPath: slot], case .integer(let least) = number.bounds else { break }
        if value < .max { add { $0.literal[keyPath: slot] = value + 1 } }
        if value > least {
          add { $0.literal[keyPath: slot] = number.name == "min_count" && value == 2 ? nil : value - 1 }
        }
      }
      if let position = parameters.firstIndex(where: { $0.number.name == number.name }) {
        add { $0.parameters[position].scale = 2 }
      }
      let isLast = deciding.count == 1 && deciding[0].name == number.name
      if has(number), !isLast, number.name != "min_count", number.name != "places" { add { $0.remove(number) } }
    }
    if literal.side != nil { add { $0.literal.side = nil } }
    return neighbours.map { Mutation(changed: $0, change: "\(source) → \($0.source)", position: node.start) }
  }

  /// Whether a group of one subject may be beyond the limit.
  private var isJudgedAlone: Bool {
    literal.judged == .groups
      || Self.numbers.contains { ["ratio", "count", "least", "share"].contains($0.name) && has($0) }
  }

  private func has(_ number: Number) -> Bool {
    if parameters.contains(where: { $0.number.name == number.name }) { return true }
    switch number.slot {
    case .integer(let slot): return literal[keyPath: slot] != nil
    case .number(let slot): return literal[keyPath: slot] != nil
    }
  }

  private mutating func remove(_ number: Number) {
    parameters.removeAll { $0.number.name == number.name }
    switch number.slot {
    case .integer(let slot): literal[keyPath: slot] = nil
    case .number(let slot): literal[keyPath: slot] = nil
    }
    // A confidence is one of a ratio.
    if number.name == "ratio" { literal.confidence = nil }
  }
}

extension YAMLNode {
  /// `limit` of `params.limit`.
  fileprivate var parameterName: String? {
    guard let text, text.hasPrefix("params.") else { return nil }
    return String(text.dropFirst("params.".count))
  }
}
