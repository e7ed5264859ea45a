import JSONReading
import LinearRegex

/// A schema as it judges: flat arrays of small values that refer to each other by position. Reading them counts no
/// references and copies nothing, so that judging a valid value allocates nothing.
///
/// A schema that is reached with different dynamic anchors in force has an entry for each of them, so that dynamic
/// references cost nothing: each leads to one entry.
final class SchemaCode: Sendable {
  let entries: ContiguousArray<Entry>
  /// The entry of the schema itself.
  let root: Int
  let numbers: ContiguousArray<NumberCheck>
  let strings: ContiguousArray<StringCheck>
  let arrays: ContiguousArray<ArrayCode>
  let objects: ContiguousArray<ObjectCode>
  let steps: ContiguousArray<Step>
  /// Entries and literals that the others refer to by range.
  let lists: ContiguousArray<Int32>
  /// The names that the objects' code knows.
  let names: ContiguousArray<NameTable>
  let members: ContiguousArray<MemberCode>
  let patternMembers: ContiguousArray<PatternMember>
  let requirements: ContiguousArray<Requirement>
  let literals: ContiguousArray<JSONNode>
  let decimals: ContiguousArray<JSONDecimal>
  let patterns: ContiguousArray<LinearRegex>
  let fixedPatterns: FixedPatterns
  /// Where the entries come from; for messages only.
  let places: ContiguousArray<EntryPlace>
  /// Keeps the texts that literals lie in.
  let documents: [SchemaSources.Document]
  /// Whether any entry looks at what others have evaluated.
  let tracksEvaluation: Bool

  /// Some of the elements of one of the arrays.
  struct Part {
    var first: Int32 = 0
    var count: Int32 = 0

    @inline(__always) var range: Range<Int> { Int(first)..<Int(first) &+ Int(count) }
    @inline(__always) var isEmpty: Bool { count == 0 }
  }

  /// One schema. The number of an array's or object's code is -1 where there is none.
  struct Entry {
    var kinds: JSONKindSet = SchemaCode.anyKind
    /// Whether `kinds` says all there is to say.
    var isPlain = true
    /// Whether numbers must be whole ones.
    var wantsIntegers = false
    var numbers = Part()
    /// Numbers that lie between these keep to all that `numbers` asks for.
    var least = -Double.infinity
    var most = Double.infinity
    /// Numbers of at most so many digits in front of the dot, and without exponent, are taken; see `markPoints`.
    var digits = 0
    /// Points of such numbers are taken.
    var pointDigits = 0
    var strings = Part()
    var array: Int32 = -1
    var object: Int32 = -1
    /// What applies to values of all kinds.
    var steps = Part()

    /// Whether it takes nothing but numbers and looks at nothing but their values.
    var isNumeric: Bool { kinds == .number && steps.isEmpty }
    var acceptsAll: Bool { isPlain && kinds == SchemaCode.anyKind }
    var acceptsNothing: Bool { kinds.isEmpty }
  }

  /// All kinds of values.
  static let anyKind: JSONKindSet = [.null, .false, .true, .number, .string, .array, .object]

  /// The schema of an entry in its document.
  struct EntryPlace {
    var document: Int
    var node: JSONNode
  }

  /// A bound, or a divisor.
  struct NumberCheck {
    var keyword: NumberKeyword
    /// How numbers may stand to the bound.
    var orders: JSONOrder
    /// The bound as a double, and whether digits in front of the point may be compared with it.
    var bound: Double
    var boundIsExact: Bool
    /// The bound, or the divisor, if it is a small integer.
    var integer: Int64?
    /// Exactly.
    var decimal: Int32
  }

  enum NumberKeyword: String {
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  }

  enum StringCheck {
    case shortest(Int)
    case longest(Int)
    /// A pattern that bytes are compared with.
    case fixed(Int, pattern: Int)
    case pattern(Int)
    case format(Format)
  }

  struct ArrayCode {
    var least = 0
    var most = Int.max
    var isUnique = false
    /// Entries of the lists, for the first elements.
    var prefix = Part()
    /// For the others.
    var items: Int32 = -1
    var contains: Int32 = -1
    var leastContained = 1
    var mostContained = Int.max
    var unevaluated: Int32 = -1
  }

  struct ObjectCode {
    var least = 0
    var most = Int.max
    /// Its names, of which each has a `MemberCode` behind the first one.
    var names: Int32 = -1
    var firstMember: Int32 = 0
    var requiredCount: Int32 = 0
    var patterns = Part()
    /// For members with neither a name of `properties` nor one of the patterns.
    var additional: Int32 = -1
    var propertyNames: Int32 = -1
    var unevaluated: Int32 = -1
  }

  /// What an object's code knows of one name.
  struct MemberCode {
    /// The entry of `properties`.
    var property: Int32 = -1
    /// The entries, among the lists, of `dependentSchemas` and `dependencies`.
    var dependents = Part()
    var isRequired = false
    /// What `dependentRequired` asks for.
    var requirements = Part()
  }

  /// An entry of `patternProperties`.
  struct PatternMember {
    var pattern: Int32
    var entry: Int32
  }

  /// A name that must be there, by its number in the names of the object's code.
  struct Requirement {
    var name: Int32
  }

  /// What is judged for values of any kind.
  enum Step {
    case constant(Int32)
    case choice(Part)
    /// A choice of texts only, by their table.
    case names(Int32, Part)
    case apply(Int32, Keyword)
    case any(Part)
    case one(Part)
    case not(Int32)
    case condition(Int32, then: Int32, otherwise: Int32)

    /// By which keyword another schema applies.
    enum Keyword { case reference, dynamicReference, all }
  }

  init(_ builder: SchemaCodeBuilder, root: Int) {
    entries = builder.entries
    self.root = root
    numbers = builder.numbers
    strings = builder.strings
    arrays = builder.arrays
    objects = builder.objects
    steps = builder.steps
    lists = builder.lists
    names = builder.names
    members = builder.members
    patternMembers = builder.patternMembers
    requirements = builder.requirements
    literals = builder.literals
    decimals = builder.decimals
    patterns = builder.patterns
    fixedPatterns = builder.fixedPatterns
    places = builder.places
    documents = builder.sources.documents
    tracksEvaluation = builder.tracksEvaluation
  }
}
