import JSONReading

/// Looks for schemas that apply to the very value that they are applied to, which would never end: `{"$ref": "#"}`. What
/// lies between is another schema for the same value each time: a reference, `allOf`, `anyOf`, `not` and so on.
struct LoopSearch {
  private let builder: SchemaCodeBuilder
  /// How deep entries are nested in this way; 0 for those that have not been looked at.
  private var depths: [Int]
  /// Which entries are on the way to the one that is looked at.
  private var isOpen: [Bool]

  /// Schemas that apply to one value at most, each through the one before. It bounds how deep judging goes into the
  /// stack.
  static let depthLimit = 200

  /// What was found: one of the entries.
  enum Result {
    case loop(Int)
    case tooDeep(Int)
  }

  init(_ builder: SchemaCodeBuilder) {
    self.builder = builder
    depths = builder.entries.map { _ in 0 }
    isOpen = builder.entries.map { _ in false }
  }

  /// The first loop, or chain that is too long. Does not go into the stack itself.
  mutating func find() -> Result? {
    for start in builder.entries.indices where depths[start] == 0 {
      // Each entry with those that apply through it and the number of those that have been looked at.
      var way: [(entry: Int, next: [Int], done: Int)] = [(start, applied(by: start), 0)]
      isOpen[start] = true
      while let (entry, next, done) = way.last {
        if done < next.count {
          way[way.count - 1].done += 1
          let inner = next[done]
          if isOpen[inner] { return .loop(entry) }
          if depths[inner] == 0 {
            isOpen[inner] = true
            way.append((inner, applied(by: inner), 0))
          }
        } else {
          depths[entry] = 1 + (next.map { depths[$0] }.max() ?? 0)
          if depths[entry] > Self.depthLimit { return .tooDeep(entry) }
          isOpen[entry] = false
          way.removeLast()
        }
      }
    }
    return nil
  }

  /// The entries that apply to a value because `number` does.
  private func applied(by number: Int) -> [Int] {
    let entry = builder.entries[number]
    var result: [Int] = []
    for step in builder.steps[entry.steps.range] {
      switch step {
      case .constant, .choice, .names: break
      case .apply(let inner, _), .not(let inner): result.append(Int(inner))
      case .any(let branches), .one(let branches): result += builder.lists[branches.range].map(Int.init)
      case .condition(let test, let then, let otherwise):
        result += [test, then, otherwise].filter { $0 >= 0 }.map(Int.init)
      }
    }
    if entry.object >= 0 {
      let code = builder.objects[Int(entry.object)]
      let first = Int(code.firstMember)
      for member in builder.members[first..<first + builder.names[Int(code.names)].count] {
        result += builder.lists[member.dependents.range].map(Int.init)
      }
    }
    return result
  }
}
