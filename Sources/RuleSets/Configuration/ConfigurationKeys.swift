import Findings

/// The keys of configurations.
enum ConfigurationKeys {
  /// Of a configuration; reports are of one of `reportFormats`.
  static func all(reportFormats: [String]) -> FileKeys {
    FileKeys([
      FileKey(
        "rules", .listOrOne(.text),
        "Rule sets: built-in names or paths relative to this file."),
      FileKey("schema", .text, "A JSON Schema that records keep to: a path relative to this file or a built-in name."),
      FileKey("assert_formats", .yes, "Judge by format in the schema, too."),
      FileKey("ontology", .text, "The project's category schema: a path relative to this file."),
      FileKey(
        "input_format", .text,
        "The format definition in place of the one that the rule sets name: a built-in name, or a path relative to this file."
      ),
      FileKey("params", .names(.anything), "Values of parameters of the rules, of the types of their defaults."),
      FileKey("only", .listOrOne(.text), "The only rules to judge by."),
      FileKey("skip", .listOrOne(.text), "Rules to leave out."),
      FileKey("now", .text, "The time that rules call now (RFC 3339); the clock's unless told."),
      FileKey("policy", .mapping(policy), "What makes a run fail."),
      FileKey("suppressions", .list(.mapping(suppression)), "Findings that do not count."),
      FileKey(
        "outputs", .either([.listOrOne(output(reportFormats)), .mapping(outputs(reportFormats))]),
        "Reports: NAME to standard output, or NAME:FILE with a path relative to this file and not outside of its folder; "
          + "the same for all runs, or by where they run."),
      FileKey("jobs", .integer(atLeast: 1), "Threads; the processor's cores unless told."),
      FileKey("memory", memory, "Memory for the keys of uniqueness rules; 1GiB unless told."),
    ])
  }

  /// Of what makes a run fail.
  static let policy = FileKeys([
    FileKey(
      "fail_on", .word(FailureLevel.allCases.map(\.rawValue)),
      "From which severity on findings make a run fail; error unless told."),
    FileKey("max_errors", .integer(atLeast: 0), "Errors that pass at most, in place of fail_on for errors."),
    FileKey("max_warnings", .integer(atLeast: 0), "Warnings that pass at most, in place of fail_on for warnings."),
    FileKey(
      "max_asset_error_rate", .form(pattern: "^[0-9.eE-]+%?$", example: "0.1%", isNumeric: true),
      "The part of the records that may have errors, in place of fail_on for these; all is 100%."),
  ])

  /// Of findings that do not count.
  static let suppression = FileKeys(
    [
      FileKey("rule", .text, "The rule; as in all of these, * stands for any run of characters."),
      FileKey(
        "identity", .either([.text, .names(.text)]),
        "What the finding is about: anything of this name, or things by what they are, as in {asset: a.jpg}."),
      FileKey("pointer", .text, "The JSON Pointer of the place within its record."),
      FileKey("batch", .text, "A batch that the record belongs to."),
      FileKey("reason", .text, "Why it may pass.", isRequired: true),
      FileKey(
        "until", .form(pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", example: "2026-03-01"),
        "The last day on which it may, in UTC; for ever unless told."),
    ], atLeastOne: ["rule", "identity", "pointer", "batch"])

  /// Of reports by where a run is.
  static func outputs(_ reportFormats: [String]) -> FileKeys {
    let reports = FileValue.listOrOne(output(reportFormats))
    let systems = CISystem.allCases.map { FileKey($0.rawValue, reports, $0.about) }
    return FileKeys(systems + [FileKey("default", reports, "Everywhere else.")])
  }

  private static func output(_ reportFormats: [String]) -> FileValue {
    .form(pattern: "^(\(reportFormats.joined(separator: "|")))(:.+)?$", example: "junit:report.xml")
  }

  private static let memory = FileValue.form(
    pattern: "^[0-9]+ ?([KMGTkmgt]?[Bb]?|[KMGTkmgt][Ii][Bb])$", example: "512MiB", isNumeric: true)
}
