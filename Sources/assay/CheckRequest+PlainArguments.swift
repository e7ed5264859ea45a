import Findings

extension CheckRequest {
  /// What `arguments` ask for, when they are nothing but inputs and options that stand for themselves, each with its value
  /// behind it or behind `=`. Else `nil`, and it is for the parser to say what is asked for or wrong.
  ///
  /// The parser looks through every conformance of the program for each option that it knows, whether it is given or not:
  /// that takes as long as all that is done for a small export. It stays the one that decides: a test holds what is read
  /// here against it, for every option that it has.
  init?(plain arguments: [String]) {
    self.init(input: [])
    var given: Set<String> = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard Self.mayBeOption(argument) else {
        input.append(argument)
        continue
      }
      if takeFlag(argument) { continue }
      let equals = argument.firstIndex(of: "=")
      let name = equals.map { String(argument[..<$0]) } ?? argument
      // What looks like an option is no value, and which of two values counts is not known here.
      guard let value = equals.map({ String(argument[$0...].dropFirst()) }) ?? rest.popFirst(),
        !value.isEmpty, value.utf8.first != UInt8(ascii: "-"),
        takeOption(name, value) || given.insert(name).inserted && takeSingleOption(name, value)
      else { return nil }
    }
    if input.isEmpty { return nil }
  }

  /// Whether the parser has something to say about an argument: whether it may be more than the name of an input.
  static func mayBeOption(_ argument: String) -> Bool { argument.utf8.first == UInt8(ascii: "-") && argument != "-" }

  private mutating func takeFlag(_ name: String) -> Bool {
    switch name {
    case "--quiet": quiet = true
    case "--statistics": statistics = true
    case "--no-config": rules.configuration.isOff = true
    case "--show-suppressed": showSuppressed = true
    case "--show-known": showKnown = true
    default: return false
    }
    return true
  }

  /// Options that may be given several times.
  private mutating func takeOption(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--rules": rules.ruleSets.append(value)
    case "--format": formats.append(value)
    case "--param": rules.param.append(value)
    case "--only": rules.only.append(value)
    case "--skip": rules.skip.append(value)
    default: return false
    }
    return true
  }

  private mutating func takeSingleOption(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--now": settings.now = value
    case "--schema": rules.schema = value
    case "--ontology": rules.ontology = value
    case "--input-format": rules.inputFormat = value
    case "--config": rules.configuration.file = value
    case "--baseline": baseline.file = value
    case "--stdin-name": stdinName = value
    case "--fail-on":
      guard let level = FailureLevel(rawValue: value) else { return false }
      settings.failOn = level
    case "--jobs":
      guard let count = Int(value), count > 0 else { return false }
      settings.jobs = count
    case "--color":
      guard let choice = ColorChoice(rawValue: value) else { return false }
      color = choice
    case "--progress":
      guard let choice = ProgressChoice(rawValue: value) else { return false }
      progress = choice
    default: return false
    }
    return true
  }
}
