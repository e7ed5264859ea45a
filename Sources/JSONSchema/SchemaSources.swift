import JSONReading
import SourceText

/// A value of one of the documents: which document, and where its text starts.
struct SchemaPlace: Hashable {
  var document: Int
  var offset: Int
}

/// All documents that a schema is made of, with what can be referred to in them.
///
/// Collected first, before anything is compiled: a reference may lead to a document that has not been seen so far, and
/// which anchors are dynamic is known only when all are.
struct SchemaSources {
  /// One document, read.
  struct Document {
    let address: String
    let content: JSONDocument
  }

  /// A schema that has an address of its own (JSON Schema Core, section 4.3.5).
  struct Resource {
    let base: URIReference
    let root: SchemaPlace
    let vocabularies: Vocabularies
    var anchors: [String: SchemaPlace] = [:]
    var dynamicAnchors: [String: SchemaPlace] = [:]
  }

  /// A schema within a resource.
  struct Subschema {
    let node: JSONNode
    let document: Int
    let resource: Int
  }

  let library: SchemaLibrary
  /// Asked for what the library lacks.
  let find: (String) throws(SchemaSearchError) -> JSONDocument?
  var documents: [Document] = []
  var resources: [Resource] = []
  var resourceAt: [String: Int] = [:]
  var subschemas: [SchemaPlace: Subschema] = [:]
  /// In the order in which they were found.
  var places: [SchemaPlace] = []
  /// References that were found, with the schemas they stand in.
  var references: [(value: JSONNode, from: SchemaPlace)] = []
  /// Where references lead, by the places of their values.
  var targets: [SchemaPlace: SchemaPlace] = [:]
  /// The names of anchors that dynamic references ask for.
  var dynamicNames: Set<String> = []
  /// Members of objects that references lead through, by name: schemas have thousands of definitions.
  private var membersOf: [SchemaPlace: [JSONKey: JSONNode]] = [:]
  /// Unknown keywords that were compared with all known ones.
  private var unknownCount = 0
  private(set) var errors: [JSONSchemaError] = []
  private(set) var warnings: [JSONSchemaError] = []

  /// Schemas within each other at most.
  static let depthLimit = 256
  /// Errors that are worked out at most; a schema with more is read to its end by nobody.
  static let errorLimit = 100

  /// Collects the schema in `document` and all that it refers to.
  init(
    _ document: JSONDocument, library: SchemaLibrary,
    find: @escaping (String) throws(SchemaSearchError) -> JSONDocument?, address: String
  ) {
    self.library = library
    self.find = find
    add(document, at: address, addressText: "")
    resolveReferences()
  }

  /// How many patterns there are; one that occurs twice counts twice.
  var patternCount: Int {
    places.reduce(0) { count, place in
      guard let node = subschemas[place]?.node else { return count }
      return count + (node.member("pattern") == nil ? 0 : 1) + (node.member("patternProperties")?.count ?? 0)
    }
  }

  // MARK: Errors

  /// Whether so many errors were found that more would not help.
  var isHopeless: Bool { errors.count >= Self.errorLimit }

  /// Notes what is wrong with `node`.
  mutating func fail(_ message: String, at node: JSONNode, in document: Int) {
    guard !isHopeless else { return }
    errors.append(error(message, at: node, in: document))
  }

  /// Notes what is allowed at `node` but cannot be meant.
  mutating func warn(_ message: String, at node: JSONNode, in document: Int) {
    guard warnings.count < Self.errorLimit else { return }
    warnings.append(error(message, at: node, in: document))
  }

  /// Notes an unknown keyword that is nearly a known one. Of more than a thousand unknown ones no more are looked at.
  mutating func warn(unknownKeyword key: JSONNode, _ name: String, in document: Int) {
    unknownCount += 1
    guard unknownCount <= 1000, name.count > 2, let near = Suggestion.nearest(to: name, among: Keyword.all.keys) else {
      return
    }
    warn("'\(SchemaText.shortened(name))' is no keyword\(SchemaText.didYouMean(near))", at: key, in: document)
  }

  /// The value to which `token`, a part of a JSON Pointer, leads from `node`.
  mutating func child(_ token: String, of node: JSONNode, in document: Int) -> JSONNode? {
    guard node.kind == .object, node.count > 8 else { return node.value(at: JSONPointer([token])) }
    let place = SchemaPlace(document: document, offset: node.span.start)
    if membersOf[place] == nil {
      // The first one of a name counts; that there are two is an error anyway.
      membersOf[place] = Dictionary(node.members.map { (JSONKey($0.key.string ?? ""), $0.value) }) { first, _ in first }
    }
    return membersOf[place]?[JSONKey(token)]
  }

  private func error(_ message: String, at node: JSONNode, in document: Int) -> JSONSchemaError {
    let root = documents[document].content.root
    return JSONSchemaError(
      message, document: documents[document].address, pointer: node.pointer(from: root), span: node.span)
  }

  // MARK: Documents

  /// Adds a document that was found at `address`; the result is the resource of its root, `nil` when it is no schema.
  /// Errors in it speak of `addressText`.
  @discardableResult
  mutating func add(_ document: JSONDocument, at address: String, addressText: String) -> Int? {
    documents.append(Document(address: addressText, content: document))
    let number = documents.count - 1
    for ambiguity in document.ambiguities where ambiguity.kind == .repeatedKey {
      let key = document.root.descendant(at: ambiguity.span.start)
      fail("the name \(SchemaText.value(key)) occurs twice in one object", at: key, in: number)
    }
    let root = document.root
    guard root.kind == .object || root.boolean != nil else {
      fail("\(SchemaText.value(root)) is no schema: it must be an object, true or false", at: root, in: number)
      return nil
    }
    let base = URIReference(address).withoutFragment
    let resource = addResource(root, in: number, base: base)
    // The address it was found at and the one it gives itself both lead to it.
    if resourceAt[base.description] == nil { resourceAt[base.description] = resource }
    collect(root, in: number, resource: resource, depth: 1)
    return resource
  }

  /// Adds the resource whose root is `node`, in a place where `base` is the base of references.
  mutating func addResource(_ node: JSONNode, in document: Int, base: URIReference) -> Int {
    var base = base
    if let id = node.member("$id"), let text = id.string {
      let reference = URIReference(text)
      if reference.fragment?.isEmpty == false {
        fail("$id is '\(text)', an address with a fragment; $anchor names a place", at: id, in: document)
      }
      base = reference.resolved(against: base).withoutFragment
    }
    let resource = Resource(
      base: base, root: SchemaPlace(document: document, offset: node.span.start),
      vocabularies: vocabularies(of: node, in: document))
    resources.append(resource)
    let number = resources.count - 1
    if let known = resourceAt[base.description], let id = node.member("$id"), resources[known].root != resource.root {
      fail("the address '\(base)' is given to two schemas", at: id, in: document)
    }
    resourceAt[base.description] = number
    return number
  }

  // MARK: Dialects

  /// The vocabularies that the `$schema` of `node` asks for.
  private mutating func vocabularies(of node: JSONNode, in document: Int) -> Vocabularies {
    guard let schema = node.member("$schema"), let text = schema.string else { return .standard }
    let address = URIReference(text).withoutFragment.description
    if address == "https://json-schema.org/draft/2020-12/schema" { return .standard }
    if Self.isOtherDraft(address) {
      fail(
        "the draft '\(text)' is not supported; schemas are written for https://json-schema.org/draft/2020-12/schema",
        at: schema, in: document)
      return .standard
    }
    guard let metaSchema = self.document(at: address, text, for: schema, in: document) else { return .standard }
    guard let wanted = metaSchema.root.member("$vocabulary") else { return .standard }
    var vocabularies: Vocabularies = .core
    for (key, value) in wanted.members {
      guard let name = key.string else { continue }
      if let known = Vocabularies(address: name) {
        vocabularies.insert(known)
      } else if value.boolean == true {
        fail("the meta-schema '\(text)' requires an unknown vocabulary, '\(name)'", at: schema, in: document)
      }
    }
    return vocabularies
  }

  private static func isOtherDraft(_ address: String) -> Bool {
    for folder in ["http://json-schema.org/", "https://json-schema.org/draft/20", "https://json-schema.org/draft-"]
    where address.hasPrefix(folder) {
      return !address.hasPrefix("https://json-schema.org/draft/2020-12/")
    }
    return false
  }

  /// The document at `address`; when there is none, that is an error at `node`, where it was written as `text`.
  mutating func document(at address: String, _ text: String, for node: JSONNode, in document: Int) -> JSONDocument? {
    if let known = library.document(at: address) { return known }
    do {
      if let found = try find(address) { return found }
      fail(unknownDocument(text, address), at: node, in: document)
    } catch {
      fail("there is no schema at '\(text)': \(error.message)", at: node, in: document)
    }
    return nil
  }

  /// Says that there is no document at `address`, which was written as `text`.
  private func unknownDocument(_ text: String, _ address: String) -> String {
    let near = Suggestion.nearest(to: address, among: library.addresses + resources.map(\.base.description))
    return "there is no schema at '\(text)', and none is fetched" + SchemaText.didYouMean(near)
  }
}
