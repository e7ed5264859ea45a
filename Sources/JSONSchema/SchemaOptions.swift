/// What a schema is compiled for.
public struct SchemaOptions: Hashable, Sendable {
  /// Whether `format` is judged. Without it only schemas judge formats whose meta-schema has the vocabulary
  /// "format-assertion" (JSON Schema Validation, section 7.2).
  public var judgesFormats: Bool
  /// The address of the schema itself, an absolute URI without a fragment, against which its references are resolved;
  /// empty when it has none but its `$id`.
  public var address: String

  /// Options as given.
  public init(judgesFormats: Bool = false, address: String = "") {
    self.judgesFormats = judgesFormats
    self.address = address
  }
}
