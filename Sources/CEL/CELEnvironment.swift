/// What expressions may use: variables, and the functions of the language and one's own.
public struct CELEnvironment: Sendable {
  /// The declared variables; their positions are their slots.
  public private(set) var variables: [String] = []
  private(set) var types: [CELType] = []
  /// Variables of which all texts are known that they can be: to compare one with another text is an error.
  private var known: [(slot: Int, texts: [String])] = []
  private var own: [String: [CELFunction]] = [:]
  /// What the qualified names of variables and of one's own functions begin with: `math` for `math.abs`.
  private var qualifiers: Set<String> = []
  /// The namespace that names are looked up in first, such as `com.example`.
  public var container = ""

  /// The standard library, its macros and extensions; no variables.
  public init() {}

  /// The same, and the functions for exports: `url`, `geom.…`, `spans.…`, `text.…` and others.
  public static let assay: CELEnvironment = {
    var environment = CELEnvironment()
    for function in ownFunctions { environment.add(function) }
    return environment
  }()

  /// The functions for exports.
  static let ownFunctions =
    [URLFunction.function] + GeometryFunctions.all + GraphFunctions.all + ListFunctions.all + SpanFunctions.all
    + TextFunctions.all + TimeFunctions.all

  /// Makes a variable known; its name may be qualified. Declared again, it keeps its slot and gets the new type. `texts` are
  /// all that a string can be, where that is known.
  /// - Returns: its slot in an activation.
  @discardableResult
  public mutating func declare(_ variable: String, _ type: CELType = .dyn, texts: [String]? = nil) -> Int {
    let slot = slot(of: variable) ?? variables.count
    if slot == variables.count {
      noteQualifier(of: variable)
      variables.append(variable)
      types.append(type)
    } else {
      types[slot] = type
    }
    if let texts {
      known.removeAll { $0.slot == slot }
      known.append((slot, texts))
    }
    return slot
  }

  /// All texts that the variable of a slot can be, where they are known.
  func texts(of slot: Int) -> [String]? { known.first { $0.slot == slot }?.texts }

  /// Makes a function known, beside the overloads its name has already.
  public mutating func add(_ function: CELFunction) {
    own[function.name, default: []].append(function)
    noteQualifier(of: function.name)
  }

  private static let standardQualifiers = Set(
    (Array(Library.functions.keys) + CELType.named.keys).compactMap(\.qualifier))

  private mutating func noteQualifier(of name: String) {
    if let qualifier = name.qualifier { qualifiers.insert(qualifier) }
  }

  /// Whether a qualified name may begin with `name`: in a container everything may.
  func isQualifier(_ name: String) -> Bool {
    !container.isEmpty || qualifiers.contains(name) || Self.standardQualifiers.contains(name)
  }

  /// Searched one by one: a scope has a dozen variables, and a name is compared with them sooner than it is hashed.
  func slot(of variable: String) -> Int? { variables.firstIndex(of: variable) }

  /// The overloads of a name, one's own first.
  func functions(named name: String) -> [CELFunction] {
    guard let own = own[name] else { return Library.functions[name] ?? OntologyFunctions.named[name] ?? [] }
    guard let standard = Library.functions[name] else { return own }
    return own + standard
  }

  /// Whether all overloads of a name are the language's own.
  func isStandard(_ name: String) -> Bool { own[name] == nil }

  /// The names of all functions.
  var functionNames: [String] { Array(own.keys) + Array(Library.functions.keys) + Array(OntologyFunctions.named.keys) }

  /// Whether every name means itself alone, as nearly everywhere.
  var hasNoContainer: Bool { container.isEmpty }

  /// What `name` may mean in the container, the innermost first. A leading dot skips it.
  func candidates(for name: String, isAbsolute: Bool) -> [String] {
    guard !container.isEmpty, !isAbsolute else { return [name] }
    let parts = container.split(separator: ".")
    return (0...parts.count).reversed().map { (parts.prefix($0) + [Substring(name)]).joined(separator: ".") }
  }
}

extension String {
  /// What is before the first dot; `nil` when there is none.
  var qualifier: String? { utf8.firstIndex(of: UInt8(ascii: ".")).map { String(self[..<$0]) } }
}
