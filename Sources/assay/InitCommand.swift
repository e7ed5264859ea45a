import ArgumentParser
import SourceText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a rule set and a configuration to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a commented starter rule set, and a configuration beside it.",
    discussion: """
      Never overwrites: an existing rule set ends the command with exit code 2, and an existing configuration stays as it \
      is.
      """)

  @Argument(help: "The rule set to write.") var file = "assay-rules.yaml"

  func run() throws {
    guard access(file, F_OK) != 0 else {
      StandardError.write("assay: \(file) is already there")
      throw ExitStatus.usage
    }
    let slash = file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex
    let (folder, name) = (file[..<slash], String(file[slash...]))
    let configuration = String(folder) + ConfigurationFile.name
    guard configuration != file else {
      throw ValidationError("\(file) would be the configuration; call the rule set something else")
    }
    try Output.write(Array(Self.ruleSet.utf8), to: file)
    if access(configuration, F_OK) == 0 {
      return try Output.print("wrote \(file); try: assay test \(file), and name it under rules: in \(configuration)")
    }
    try Output.write(Array(Self.configuration(of: name).utf8), to: configuration)
    try Output.print("wrote \(file) and \(configuration); try: assay test \(file) && assay check export.json")
  }

  /// A configuration for the rule set called `name` beside it.
  private static func configuration(of name: String) -> String {
    """
    # What holds for every run of assay in this folder and below it. The command line wins over it, and
    # `assay config show` prints what is in force. Everything here is data: loading it runs nothing.
    rules: [\(JSONText.quoted(name))]          # built-in names, or paths from here

    # params: {min_side: 8}               # values for parameters of the rules
    # skip: [id-unusual-object-id]        # rules to leave out
    # ontology: ontology.json             # the category schema of the project

    policy:
      fail_on: error                      # error, warning, info or never
      # max_warnings: 100                 # more warnings than these fail, too
      # max_asset_error_rate: 0.1%        # errors in no more of the records pass

    # Findings that do not count: by rule, identity, pointer or batch, with a reason.
    # suppressions:
    #   - {rule: id-unusual-object-id, identity: {asset: "pilot/*"}, reason: made by hand, until: 2030-12-31}

    # Reports by where a run is: github, gitlab, jenkins, ci, default.
    # outputs:
    #   github: [github, "sarif:assay.sarif"]
    #   gitlab: [text, "gitlab:gl-code-quality-report.json", "junit:assay.xml"]
    #   default: text

    """
  }

  private static let ruleSet = """
    # What your training store accepts. Everything here is data: loading it runs nothing.
    ruleset: my-team/ingest
    description: What our training store accepts.
    format: ango                       # the platform's export format
    extends: [ango/recommended]        # `assay rules list` shows what is in it

    rules:
      # Change an inherited rule: off, info, warning or error.
      # asset-missing-asset-id: error

      # A rule of your own. `on` says what it is about: asset, task, tool, classification, relation, or a JSONPath.
      asset-has-batch:
        title: Every asset belongs to a batch
        on: asset
        where: has(asset.batches) && type(asset.batches) == list     # the rule applies where this is true
        assert: size(asset.batches) > 0                              # and then this must hold
        severity: warning
        message: "asset without a batch"                             # {…} is an expression
        why: Deliveries are accepted batch by batch.
        examples:                                                    # run by `assay test`
          valid:
            - {asset: "https://example.com/1.jpg", externalId: a, metadata: {}, batches: [Pilot], task: {}}
          invalid:
            - {asset: "https://example.com/1.jpg", externalId: a, metadata: {}, batches: [], task: {}}

    """
}
