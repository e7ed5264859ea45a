internal import CBuiltInRules

/// The rule sets and format definitions that are part of the tool: the files of the folder `Rules`.
public enum BuiltIn {
  /// The names, such as `ango/recommended`, in alphabetical order.
  public static var ruleSetNames: [String] { files.keys.filter { !isFormat($0) && !isSchema($0) }.sorted() }

  /// The names of the format definitions: `ango` for `ango/format`.
  public static var formatNames: [String] {
    files.keys.filter(isFormat).map { String($0.dropLast("/format".count)) }.sorted()
  }

  /// The text of the rule set called `name`.
  static func ruleSet(_ name: String) -> [UInt8]? { isFormat(name) || isSchema(name) ? nil : text(name) }

  /// The text of the format definition called `name`.
  static func format(_ name: String) -> [UInt8]? { text("\(name)/format") }

  /// The text of the schema called `name`: `ango/asset.schema.json`.
  static func schema(_ name: String) -> [UInt8]? { isSchema(name) ? text(name) : nil }

  /// The names of the schemas.
  static var schemaNames: [String] { files.keys.filter(isSchema).sorted() }

  private static func isSchema(_ name: String) -> Bool { name.hasSuffix(".json") }

  /// Whether the file called `name` is a format definition.
  static func isFormat(_ name: String) -> Bool { name.hasSuffix("/format") }

  /// Where each file is, by name.
  private static let files: [String: Int] = {
    var files: [String: Int] = [:]
    for position in 0..<built_in_rules_count() {
      files[unsafe String(cString: built_in_rules_file(position).name)] = Int(position)
    }
    return files
  }()

  /// The text of a file. Copied when it is asked for: a run needs three files of twenty.
  private static func text(_ name: String) -> [UInt8]? {
    files[name].map { position in
      // Names and texts are constants of the program: they are never freed.
      let file = unsafe built_in_rules_file(numericCast(position))
      return unsafe Array(UnsafeBufferPointer(start: file.text, count: file.count))
    }
  }
}
