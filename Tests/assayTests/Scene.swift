import Foundation
import TestSupport

/// A folder with exports and rule sets, in which the tool is run.
struct Scene {
  let folder: ScratchFolder

  static let rules = """
    ruleset: test
    format: zoo.yaml
    rules:
      name-present: {require: [name], severity: error, message: 'no {missing}'}
      size-small: {where: has(asset.size), assert: asset.size < 10, severity: warning, message: 'size {value}'}
      note-short: {where: has(asset.note), assert: size(asset.note) < 3, severity: info, message: 'note {value}'}
    """

  static let format = """
    format: zoo
    title: Zoo list
    detect: has(record.zoo)
    subjects: {asset: $}
    identity: {asset: asset.name}
    """

  /// Exports by what is wrong with them.
  static let exports = [
    "clean": #"[{"zoo":1,"name":"a"}]"#, "info": #"[{"zoo":1,"name":"a","note":"long"}]"#,
    "warning": #"[{"zoo":1,"name":"a","size":11,"note":"long"}]"#, "error": #"[{"zoo":1,"size":11,"note":"long"}]"#,
    "incomplete": #"[{"zoo":1,"size":11},{"zoo":1,"name":"#, "errored": #"[{"zoo":1,"name":"a","size":"x"}]"#,
    "foreign": #"[{"title":1}]"#, "empty": "",
    "hostile":
      #"[{"zoo":1,"size":99,"name":"<![CDATA[\u0000\u001b[31m]]>&\ud800\uffff\"'\u202e","note":"]]>&<x>\u0008"}]"#,
  ]

  init() throws {
    folder = try ScratchFolder()
    try folder.write("rules.yaml", Self.rules)
    try folder.write("zoo.yaml", Self.format)
    for (name, text) in Self.exports { try folder.write("\(name).json", text) }
  }

  /// Runs the tool in the folder.
  func run(_ arguments: [String], input: String = "") throws -> BuiltTool.Result {
    try BuiltTool.run(arguments, in: folder.path, input: Data(input.utf8))
  }

  /// Judges by the rules of the folder.
  func check(_ arguments: [String], input: String = "") throws -> BuiltTool.Result {
    try run(["check", "--rules", "rules.yaml"] + arguments, input: input)
  }

  /// Runs a line of shell in the folder.
  func shell(_ line: String) throws -> BuiltTool.Result {
    try BuiltTool.shell(line, in: folder.path)
  }
}
