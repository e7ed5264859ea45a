public import SourceText

/// One thing that is wrong with a schema, and where.
public struct JSONSchemaError: Error, Hashable, Sendable {
  /// One clause in lower case, without a final full stop, that names what was found.
  public var message: String
  /// The address under which the document was added to the library; empty for the schema that was compiled.
  public var document: String
  /// The place in the document: a keyword's value, or a schema.
  public var pointer: JSONPointer
  /// The bytes of that value in the document's text.
  public var span: SourceSpan

  /// An error at `pointer` of a document.
  public init(_ message: String, document: String = "", pointer: JSONPointer, span: SourceSpan) {
    self.message = message
    self.document = document
    self.pointer = pointer
    self.span = span
  }
}

/// Why a document that a schema refers to cannot be had, though it is known where it should be.
public struct SchemaSearchError: Error, Hashable, Sendable {
  /// One clause without a final full stop: `No such file or directory`.
  public var message: String

  /// An error that says `message`.
  public init(_ message: String) { self.message = message }
}

/// All that is wrong with a schema: nothing is judged by it.
public struct JSONSchemaErrors: Error, Hashable, Sendable {
  /// In the order in which they were found, never empty.
  public var errors: [JSONSchemaError]

  /// The errors of one attempt.
  public init(_ errors: [JSONSchemaError]) { self.errors = errors }
}
