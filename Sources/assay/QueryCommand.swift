import ArgumentParser
import Inputs
import JSONPath
import JSONReading
import SourceText

/// Prints the nodes that a JSONPath query selects.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Print the nodes that a JSONPath (RFC 9535) selects, one JSON value a line.",
    discussion: """
      Example:
        assay query '$[*].task.tools[?@.page > 9].objectId' export.json
      """)

  @Argument(help: "The query.") var query: String
  @Argument(help: "A JSON document, or - for standard input.") var input: String
  @Flag(help: "Print normalised paths instead of values.") var paths = false

  func run() throws {
    let query: JSONPathQuery
    do {
      query = try JSONPathQuery(self.query)
    } catch {
      let scalars = String(decoding: Array(self.query.utf8.prefix(error.offset)), as: UTF8.self).unicodeScalars.count
      StandardError.write(
        CaretText.caret(error.message, source: self.query, position: SourcePosition(line: 1, column: scalars + 1)))
      throw ExitStatus.usage
    }
    let document = try JSONInput.document(input)
    var output = Output.standardOutput
    var text: [UInt8] = []
    func add(_ line: String) {
      text += line.utf8
      text.append(UInt8(ascii: "\n"))
      guard text.count > 64 << 10 else { return }
      output.write(text)
      text.removeAll(keepingCapacity: true)
    }
    if paths {
      query.select(from: document.root, withPaths: { _, path in add(path.description) })
    } else {
      query.select(from: document.root) { add($0.compactText) }
    }
    output.write(text)
    try output.check()
  }
}

/// Reading one JSON document as a whole.
enum JSONInput {
  /// The document that `argument` names. Prints what is wrong with it and throws.
  static func document(_ argument: String) throws -> JSONDocument {
    let list = InputList(arguments: [argument])
    let name: String
    let bytes: [UInt8]
    do throws(InputError) {
      if let error = list.errors.first { throw error }
      var documents = InputSequence(list.inputs)
      guard let source = try documents.next() else { throw InputError(.nothingMatched, in: argument) }
      name = source.name
      bytes = try source.bytes(limit: JSONLimits.largestRecord)
    } catch {
      StandardError.write("assay: \(error.description)")
      throw ExitStatus.incomplete
    }
    return try document(bytes, named: name)
  }

  /// The document that `bytes` are.
  static func document(_ bytes: [UInt8], named name: String) throws(ExitStatus) -> JSONDocument {
    // As in exports, a byte order mark is none of the text.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    do throws(JSONSyntaxError) {
      return try JSONDocument(bytes)
    } catch {
      let lines = LineMap(bytes)
      StandardError.write("\(name):\(lines.position(of: error.offset)): error: \(error.message)")
      throw .incomplete
    }
  }
}

/// Errors in texts of the command line.
enum CaretText {
  /// `error: message`, the text, and a caret below the place.
  static func caret(_ message: String, source: String, position: SourcePosition) -> String {
    "error: \(message)\n  \(source)\n  \(String(repeating: " ", count: position.column - 1))^"
  }
}
