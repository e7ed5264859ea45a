/// A key that a mapping of a rule file may have. The loader knows no others, and `EditorSchema` tells editors the same.
struct FileKey: Sendable {
  let name: String
  let value: FileValue
  /// What the key is for, in a sentence; editors show it.
  let about: String
  let isRequired: Bool

  init(_ name: String, _ value: FileValue, _ about: String, isRequired: Bool = false) {
    self.name = name
    self.value = value
    self.about = about
    self.isRequired = isRequired
  }
}

/// The keys of one mapping.
struct FileKeys: Sendable {
  let keys: [FileKey]
  /// The names, as the loader looks them up.
  let names: [String]
  /// `nil` when any of the keys may stand beside any other.
  let choice: Choice?
  /// Keys of which a mapping has one or more; empty when it needs none of them.
  let atLeastOne: [String]
  /// Keys of which a mapping has exactly one; empty when there are none such.
  let exactlyOne: [String]
  /// Keys of which a mapping has one, or none and then only keys that are in `otherwise`.
  struct Choice: Sendable {
    let variants: [Variant]
    let otherwise: [String]
  }

  /// One of the keys of a choice.
  struct Variant: Sendable {
    let name: String
    /// Keys that belong to it alone, and that it needs.
    let companions: [String]
    /// Keys that belong to it alone, and that it may have.
    let options: [String]
    /// Keys that have no place beside it.
    let excluded: [String]
  }

  init(_ keys: [FileKey], choice: Choice? = nil, atLeastOne: [String] = [], exactlyOne: [String] = []) {
    self.keys = keys
    self.atLeastOne = atLeastOne
    self.exactlyOne = exactlyOne
    self.choice = choice
    names = keys.map(\.name)
  }
}

/// What may stand behind a key.
indirect enum FileValue: Sendable {
  /// A text that is not empty. Numbers and booleans are texts, too, as they are written.
  case text
  /// A text in the Common Expression Language.
  case expression
  /// A text of a form, with an example of it. It may be a number, as it is written.
  case form(pattern: String, example: String, isNumeric: Bool = false)
  /// One of these words.
  case word([String])
  /// Nothing but `true`.
  case yes
  /// A whole number, this or more.
  case integer(atLeast: Int)
  /// A number within bounds.
  case number(FileNumberBounds)
  /// The name of a parameter: `params.NAME`.
  case parameter
  /// Any value.
  case anything
  /// Nothing at all.
  case nothing
  /// A mapping with these keys.
  case mapping(FileKeys)
  /// A mapping with names of one's own; `pattern` is what they look like.
  case names(FileValue, pattern: String? = nil)
  /// A list.
  case list(FileValue)
  /// A list, or a single value in place of a list of one.
  case listOrOne(FileValue)
  /// One of several.
  case either([FileValue])
}

/// Between what a number lies. The upper bound is always excluded, and there may be none.
struct FileNumberBounds: Sendable, CustomStringConvertible {
  let least: Int
  let isLeastExcluded: Bool
  let below: Int?

  func contains(_ number: Double) -> Bool {
    (isLeastExcluded ? number > Double(least) : number >= Double(least))
      && number < (below.map(Double.init) ?? .infinity)
  }

  /// `from 0 to less than 1`.
  var description: String {
    guard let below else { return isLeastExcluded ? "more than \(least)" : "from \(least)" }
    return "\(isLeastExcluded ? "more than" : "from") \(least) \(isLeastExcluded ? "and" : "to") less than \(below)"
  }
}
