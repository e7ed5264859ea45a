import JSONReading
import JSONSchema
import SourceText
import YAMLReading

/// The JSON Schemas of a run's rules, with the files that they stand in and refer to. Each file is read once, and nothing
/// is fetched from elsewhere.
final class SchemaFiles {
  private let readFile: (String) throws(RuleSetReadError) -> [UInt8]
  /// What has been read, by path; of files whose text is no JSON or YAML nothing.
  private var texts: [String: SchemaText?] = [:]
  /// All files that were read, in the order of their reading.
  private(set) var files: [RuleFile] = []

  /// The end of the names of built-in schemas, which rules leave out.
  private static let builtInEnd = ".schema.json"

  /// Files are read with `readFile`, which gets a path.
  init(readFile: @escaping (String) throws(RuleSetReadError) -> [UInt8]) { self.readFile = readFile }

  /// The schema that a rule brings or names. What is wrong with it is reported where it is written.
  func compiled(_ source: SchemaDraft.Source, judgesFormats: Bool) -> CompiledSchema? {
    switch source {
    case .node(let node, let file):
      guard let text = SchemaText(node, in: file) else { return nil }
      return compiled(text, path: file.path, judgesFormats: judgesFormats)
    case .name(let name):
      let isBuiltIn = BuiltIn.schema(name.value + Self.builtInEnd) != nil
      let path = isBuiltIn ? name.value + Self.builtInEnd : RuleFilePath.resolved(name.value, from: name.file)
      do {
        guard let text = try text(at: path, isBuiltIn: isBuiltIn) else { return nil }
        return compiled(text, path: path, judgesFormats: judgesFormats)
      } catch {
        let known = BuiltIn.schemaNames.map { String($0.dropLast(Self.builtInEnd.count)) }
        let suggestion = Suggestion.clause(for: name.value, among: known) ?? ""
        name.file.report("schema '\(name.value)' cannot be read: \(error.message)\(suggestion)", at: name.node)
        return nil
      }
    }
  }

  private func compiled(_ text: SchemaText, path: String, judgesFormats: Bool) -> CompiledSchema? {
    var found: [String: SchemaText] = [:]
    var folders = [SchemaFolder(text, path: path)].compactMap(\.self)
    func report(_ errors: [JSONSchemaError]) {
      for error in errors { (found[error.document] ?? text).report(error) }
    }
    let options = SchemaOptions(judgesFormats: judgesFormats, address: SchemaAddress.address(ofPath: path))
    do throws(JSONSchemaErrors) {
      let schema = try CompiledSchema(text.content, options: options) { address throws(SchemaSearchError) in
        guard let path = SchemaAddress.path(of: address) ?? folders.lazy.compactMap({ $0.path(of: address) }).first
        else { return nil }
        let other: SchemaText?
        do throws(RuleSetReadError) {
          other = try self.text(at: path)
        } catch {
          throw SchemaSearchError("\(path): \(error.message)")
        }
        guard let other else { throw SchemaSearchError("\(path) cannot be read") }
        found[address] = other
        if let folder = SchemaFolder(other, path: path) { folders.append(folder) }
        return other.content
      }
      // A keyword that is misspelt judges nothing, and nobody would know.
      report(schema.warnings)
      return schema.warnings.isEmpty ? schema : nil
    } catch {
      report(error.errors)
      return nil
    }
  }

  /// The schema in the file at `path`; `nil` when it is neither JSON nor YAML, which is reported there.
  private func text(at path: String, isBuiltIn: Bool = false) throws(RuleSetReadError) -> SchemaText? {
    let identity = isBuiltIn ? path : RuleFilePath.normalized(path)
    if let known = texts[identity] { return known }
    let bytes: [UInt8]
    if isBuiltIn, let builtIn = BuiltIn.schema(path) { bytes = builtIn } else { bytes = try readFile(path) }
    let file = RuleFile(path: path, text: bytes, isBuiltIn: isBuiltIn)
    files.append(file)
    let text = SchemaText(file)
    texts[identity] = .some(text)
    return text
  }
}

/// The folder that the `$id` of a schema claims for it, and the one where it lies: what lies beside it by its `$id` does so
/// as a file.
private struct SchemaFolder {
  let address: Substring
  let path: String

  /// `nil` when the schema has no `$id` of its own.
  init?(_ text: SchemaText, path: String) {
    guard let id = text.content.root.member("$id")?.string, id.contains("://"), let slash = id.lastIndex(of: "/") else {
      return nil
    }
    address = id[...slash]
    self.path = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path of what is found at `address`; `nil` when that is not in the folder.
  func path(of address: String) -> String? {
    guard address.hasPrefix(self.address) else { return nil }
    return SchemaAddress.decoded(address.dropFirst(self.address.count)).map { path + $0 }
  }
}
