import JSONReading
import JSONSchema
import SourceText

/// Compiles `schema`.
func compile(
  _ schema: String, library: SchemaLibrary = SchemaLibrary(), options: SchemaOptions = SchemaOptions()
) throws -> CompiledSchema {
  try CompiledSchema(JSONDocument(schema), library: library, options: options)
}

/// What `schema` says of `value`.
func verdict(
  _ schema: String, _ value: String, options: SchemaOptions = SchemaOptions()
) throws -> SchemaVerdict {
  var validator = SchemaValidator(try compile(schema, options: options))
  let document = try JSONDocument(value)
  return withExtendedLifetime(document) { validator.verdict(on: document.root) }
}

/// A failure as a line: "/width minimum /properties/width/minimum: width is 0, not a number from 1".
func failures(_ schema: String, _ value: String, options: SchemaOptions = SchemaOptions()) throws -> [String] {
  var validator = SchemaValidator(try compile(schema, options: options))
  let document = try JSONDocument(value)
  return withExtendedLifetime(document) {
    validator.report(on: document.root).failures.map { failure in
      "\(failure.pointer(from: document.root)) \(failure.keyword) "
        + "\(failure.schemaDocument)\(failure.schemaPointer): \(failure.message)"
    }
  }
}

/// The errors of `schema`, as lines: "/minLength: minLength is -1, not a whole number from 0".
func errors(_ schema: String, library: SchemaLibrary = SchemaLibrary()) throws -> [String] {
  do {
    _ = try compile(schema, library: library)
    return []
  } catch let errors as JSONSchemaErrors {
    return errors.errors.map { "\($0.document)\($0.pointer): \($0.message)" }
  }
}
