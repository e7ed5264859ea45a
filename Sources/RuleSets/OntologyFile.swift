public import CEL
import SourceText

extension Ontology {
  /// Reads `text`, the JSON of a category schema, from the file that messages call `file`. What is wrong with it has
  /// its places there.
  public static func read(_ text: [UInt8], file: String) throws(RuleSetErrors) -> Ontology {
    do throws(OntologyErrors) { return try Ontology(text, file: file) } catch {
      let lines = LineMap(text)
      throw RuleSetErrors(
        error.errors.map { error in
          let position = lines.position(of: error.offset)
          return RuleSetError(error.message, path: file, position: position, line: lines.text(ofLine: position.line))
        })
    }
  }
}
