public import JSONReading

/// A JSON Schema (draft 2020-12), checked and ready to judge. Shared freely between threads.
///
/// All vocabularies of the standard are known. `format` is judged where `SchemaOptions` or the schema's meta-schema ask for
/// it, `contentEncoding` and its like never, as the standard recommends. Patterns are those of ECMA-262 without look-around
/// and back-references, which cannot be matched in linear time. Nothing is fetched: other documents are in a
/// `SchemaLibrary`, or come from whoever compiles the schema.
public struct CompiledSchema: Sendable {
  let code: SchemaCode

  /// What is allowed but cannot be meant: misspelt keywords, which the standard tells to ignore.
  public let warnings: [JSONSchemaError]

  /// Compiles the schema that `document` is. Throws all that is wrong with it, up to a hundred things, and with the
  /// documents of `library` that it refers to: keywords of the wrong type, bad patterns, references that lead nowhere or
  /// in a circle. `find` is asked for documents that are not in `library`, by their addresses, URIs without fragments;
  /// errors in them speak of these addresses.
  public init(
    _ document: JSONDocument, library: SchemaLibrary = SchemaLibrary(), options: SchemaOptions = SchemaOptions(),
    find: @escaping (String) throws(SchemaSearchError) -> JSONDocument? = { _ throws(SchemaSearchError) in nil }
  ) throws(JSONSchemaErrors) {
    let sources = SchemaSources(document, library: library, find: find, address: options.address)
    guard sources.errors.isEmpty else { throw JSONSchemaErrors(sources.errors) }
    var builder = SchemaCodeBuilder(sources, judgesFormats: options.judgesFormats)
    let root = builder.build(0)
    if builder.sources.errors.isEmpty {
      var search = LoopSearch(builder)
      switch search.find() {
      case nil: break
      case .loop(let entry):
        let place = builder.places[entry]
        builder.sources.fail("the schema refers to itself without end", at: place.node, in: place.document)
      case .tooDeep(let entry):
        let place = builder.places[entry]
        builder.sources.fail(
          "more than \(LoopSearch.depthLimit) schemas apply to one value, each through the one before", at: place.node,
          in: place.document)
      }
    }
    guard builder.sources.errors.isEmpty else { throw JSONSchemaErrors(builder.sources.errors) }
    warnings = builder.sources.warnings
    let start = builder.shortenReferences(root: root)
    builder.markPoints()
    code = SchemaCode(builder, root: start)
  }
}
