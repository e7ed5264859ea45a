internal import CMetaSchemas
public import JSONReading

/// Documents that schemas may refer to, by their addresses. Nothing is ever fetched: what is not in here is not there. The
/// meta-schemas of draft 2020-12 are in every library.
public struct SchemaLibrary: Sendable {
  private var documents: [String: JSONDocument] = [:]

  /// A library with nothing but the meta-schemas.
  public init() {}

  /// Adds `document` as what is found at `address`, an absolute URI without a fragment. A document that was there before
  /// is replaced.
  public mutating func add(_ document: JSONDocument, at address: String) {
    documents[URIReference(address).withoutFragment.description] = document
  }

  /// The document at `address`.
  func document(at address: String) -> JSONDocument? { documents[address] ?? Self.metaSchemas[address] }

  /// All addresses, for suggestions.
  var addresses: [String] { Array(documents.keys) + Array(Self.metaSchemas.keys) }

  /// By `$id`.
  private static let metaSchemas: [String: JSONDocument] = {
    var documents: [String: JSONDocument] = [:]
    for position in 0..<meta_schemas_count() {
      let schema = meta_schemas_get(position)
      let text = UnsafeBufferPointer(start: schema.text, count: schema.count)
      guard let document = try? JSONDocument(text), let id = document.root.member("$id")?.string else {
        preconditionFailure("an embedded meta-schema cannot be read")
      }
      documents[id] = document
    }
    return documents
  }()
}
