import JSONReading
import JSONSchema
import SourceText
import YAMLReading

/// A schema as JSON, with the way from places in it to those of the file in which it is written.
struct SchemaText {
  /// The schema.
  let content: JSONDocument
  private let file: RuleFile
  /// What was made JSON; `nil` when the file is JSON itself.
  private let node: YAMLNode?

  private init(_ content: JSONDocument, in file: RuleFile, from node: YAMLNode? = nil) {
    self.content = content
    self.file = file
    self.node = node
  }

  /// The schema that `file` is, JSON or, by its name, YAML; `nil` when it is neither, which is reported there.
  init?(_ file: RuleFile) {
    if file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml") {
      guard let root = file.root() else { return nil }
      self.init(root, in: file)
      return
    }
    do throws(JSONSyntaxError) {
      self.init(try JSONDocument(file.text), in: file)
    } catch {
      file.report(error.message, atOffset: error.offset)
      return nil
    }
  }

  /// The schema that `node` of `file` is; `nil` when JSON cannot say the same, which is reported.
  init?(_ node: YAMLNode, in file: RuleFile) {
    do throws(YAMLError) {
      let text = try node.json()
      guard let content = try? JSONDocument(text) else {
        file.report("the schema is too large", at: node)
        return nil
      }
      self.init(content, in: file, from: node)
    } catch {
      file.report(error.message, at: error.position)
      return nil
    }
  }

  /// Reports what is wrong with the schema at the place in the file.
  func report(_ error: JSONSchemaError) {
    guard let node else { return file.report(error.message, atOffset: error.span.start) }
    file.report(error.message, at: place(of: error, in: node))
  }

  private func place(of error: JSONSchemaError, in root: YAMLNode) -> YAMLNode {
    let place = root.node(at: error.pointer) ?? root
    // The key of a member has the pointer of its value.
    let isKey = content.root.value(at: error.pointer)?.span != error.span
    guard isKey, let name = error.pointer.tokens.last,
      let entries = root.node(at: JSONPointer(error.pointer.tokens.dropLast()))?.entries
    else { return place }
    return entries.first { $0.name == name }?.key ?? place
  }
}
