import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a rule set to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a commented starter rule set.",
    discussion: "Never overwrites: an existing file ends the command with exit code 2.")

  @Argument(help: "The file to write.") var file = "assay-rules.yaml"

  func run() throws {
    guard access(file, F_OK) != 0 else {
      StandardError.write("assay: \(file) is already there")
      throw ExitStatus.usage
    }
    try Output.write(Array(Self.starter.utf8), to: file)
    print("wrote \(file); try: assay test \(file) && assay check export.json --rules \(file)")
  }

  private static let starter = """
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
