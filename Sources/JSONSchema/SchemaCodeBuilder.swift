import JSONReading
import LinearRegex

/// Lays schemas out as code.
struct SchemaCodeBuilder {
  var sources: SchemaSources
  let judgesFormats: Bool

  var entries: ContiguousArray<SchemaCode.Entry> = []
  var places: ContiguousArray<SchemaCode.EntryPlace> = []
  var numbers: ContiguousArray<SchemaCode.NumberCheck> = []
  var strings: ContiguousArray<SchemaCode.StringCheck> = []
  var arrays: ContiguousArray<SchemaCode.ArrayCode> = []
  var objects: ContiguousArray<SchemaCode.ObjectCode> = []
  var steps: ContiguousArray<SchemaCode.Step> = []
  var lists: ContiguousArray<Int32> = []
  var names: ContiguousArray<NameTable> = []
  var members: ContiguousArray<SchemaCode.MemberCode> = []
  var patternMembers: ContiguousArray<SchemaCode.PatternMember> = []
  var requirements: ContiguousArray<SchemaCode.Requirement> = []
  var literals: ContiguousArray<JSONNode> = []
  var decimals: ContiguousArray<JSONDecimal> = []
  var patterns: ContiguousArray<LinearRegex> = []
  var fixedPatterns = FixedPatterns()
  var tracksEvaluation = false

  private var entryOf: [Key: Int] = [:]
  /// What is still to be laid out: entries have their numbers before.
  private var waiting: [(key: Key, entry: Int)] = []
  private var patternNumbers: [String: Int?] = [:]
  private var fixedNumbers: [Int: Int] = [:]
  private let patternMemory: Int

  /// A schema in a dynamic scope.
  private struct Key: Hashable {
    var place: SchemaPlace
    var scope: DynamicScope
  }

  /// Entries at most: a schema can be reached with very many combinations of dynamic anchors.
  private static let entryLimit = 200_000

  init(_ sources: SchemaSources, judgesFormats: Bool) {
    self.sources = sources
    self.judgesFormats = judgesFormats
    patternMemory = min(max((64 << 20) / max(sources.patternCount, 1), 1 << 20), LinearRegex.defaultMemoryLimit)
  }

  /// Lays out the schema whose root is in the resource `resource`, all that it leads to, and what else is in its document,
  /// so that nothing wrong in it goes unseen. The result is the entry of the root.
  mutating func build(_ resource: Int) -> Int {
    let root = entry(for: sources.resources[resource].root, in: DynamicScope())
    layOutWaiting()
    for place in sources.places where place.document == 0 {
      if sources.isHopeless { break }
      _ = entry(for: place, in: DynamicScope())
      layOutWaiting()
    }
    return root
  }

  private mutating func layOutWaiting() {
    while let (key, entry) = waiting.popLast(), !sources.isHopeless {
      guard let subschema = sources.subschemas[key.place] else { continue }
      guard entries.count <= Self.entryLimit else {
        sources.fail(
          "the schema has too many combinations of dynamic anchors", at: subschema.node, in: key.place.document)
        return waiting.removeAll()
      }
      layOut(subschema, as: entry, in: key.scope)
    }
  }

  /// The number of the entry of the schema at `place`, when it is reached from schemas in `scope`.
  mutating func entry(for place: SchemaPlace, in scope: DynamicScope) -> Int {
    guard let subschema = sources.subschemas[place] else { preconditionFailure("a place without a schema") }
    let scope = scope.entering(subschema.resource, of: sources)
    let key = Key(place: place, scope: scope)
    if let known = entryOf[key] { return known }
    entries.append(SchemaCode.Entry())
    places.append(SchemaCode.EntryPlace(document: place.document, node: subschema.node))
    entryOf[key] = entries.count - 1
    waiting.append((key, entries.count - 1))
    return entries.count - 1
  }

  /// Lays out one schema.
  private mutating func layOut(_ schema: SchemaSources.Subschema, as number: Int, in scope: DynamicScope) {
    var entry = SchemaCode.Entry()
    if let truth = schema.node.boolean {
      entry.kinds = truth ? SchemaCode.anyKind : []
    } else {
      var layout = EntryLayout(schema, scope, vocabularies: sources.resources[schema.resource].vocabularies)
      entry = layout.entry(&self)
    }
    entries[number] = entry
  }

  // MARK: Shared tables

  mutating func add(_ list: [Int]) -> SchemaCode.Part {
    lists += list.map(Int32.init)
    return SchemaCode.Part(first: Int32(lists.count - list.count), count: Int32(list.count))
  }

  mutating func add(_ literal: JSONNode) -> Int {
    literals.append(literal)
    return literals.count - 1
  }

  mutating func add(_ decimal: JSONDecimal) -> Int32 {
    decimals.append(decimal)
    return Int32(decimals.count - 1)
  }

  /// The number of the pattern `text`, which stands at `node`; `nil` when it is none, which is noted once.
  mutating func pattern(_ text: String, at node: JSONNode, in document: Int) -> Int? {
    if let known = patternNumbers[text] { return known }
    do {
      patterns.append(try LinearRegex(ecma262: text, memoryLimit: patternMemory))
      patternNumbers[text] = patterns.count - 1
      fixedNumbers[patterns.count - 1] = fixedPatterns.add(text)
      return patterns.count - 1
    } catch {
      patternNumbers[text] = .some(nil)
      let place = error.offset.map { " (at byte \($0))" } ?? ""
      sources.fail(
        "'\(SchemaText.shortened(text))' is no pattern: \(error.message)\(place)", at: node, in: document)
      return nil
    }
  }

  /// The same pattern among those that are compared byte by byte, if it is one.
  func fixed(_ pattern: Int) -> Int? { fixedNumbers[pattern] }
}

/// Which schemas the dynamic anchors in force lead to (JSON Schema Core, section 8.2.3.2): each to that of the outermost
/// resource that has it.
struct DynamicScope: Hashable {
  private var places: [String: SchemaPlace] = [:]

  /// The place of the anchor called `name`.
  func place(_ name: String) -> SchemaPlace? { places[name] }

  /// The scope within the resource `number`.
  func entering(_ number: Int, of sources: SchemaSources) -> DynamicScope {
    var result = self
    for (name, place) in sources.resources[number].dynamicAnchors
    where sources.dynamicNames.contains(name) && places[name] == nil {
      result.places[name] = place
    }
    return result
  }
}
