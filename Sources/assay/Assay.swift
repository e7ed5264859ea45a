import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The command line: what can be asked of the tool.
struct Assay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay", abstract: "Checks exports of annotated data before anyone ingests them.",
    discussion: """
      Examples:
        assay export.zip                                   judge by ango/recommended
        assay check delivery/ --rules team.yaml            every export below a folder
        assay check export.json --format text --format junit:report.xml
        cat x.json | assay check - --stdin-name x.json --format concise
        assay diff before.json after.json                  what was added, removed and changed
        assay fix export.json --diff                       what could be put right, value by value
        assay rules explain id-duplicate-external-id
        assay query '$[*].externalId' export.json

      Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or rule-set error (nothing was judged), \
      3 incomplete: something could not be judged.
      """,
    version: Version.current,
    subcommands: [
      CheckCommand.self, DiffCommand.self, FixCommand.self, RulesCommand.self, TestCommand.self, QueryCommand.self,
      EvalCommand.self, ConfigCommand.self,
      InitCommand.self,
    ], defaultSubcommand: CheckCommand.self)
}

extension Assay {
  /// The check that `arguments` ask for, when their first word already tells that it is one and nothing is wrong with
  /// the others. Else `nil`, and it is for the whole command line to say what is asked for or wrong: to look through all
  /// commands takes as long as all that the parser does for this one.
  static func check(_ arguments: [String]) -> CheckRequest? {
    guard let first = arguments.first, !CheckRequest.mayBeOption(first) else { return nil }
    let isNamed = first == CheckCommand.configuration.commandName
    guard isNamed || !commandNames.contains(first) else { return nil }
    let arguments = isNamed ? Array(arguments.dropFirst()) : arguments
    if let request = CheckRequest(plain: arguments) { return request }
    // Help that is asked for comes as a command of its own.
    return ((try? CheckCommand.parseAsRoot(arguments)) as? CheckCommand)?.request
  }

  /// The words that are no input when they come first.
  static var commandNames: [String] {
    ["help"] + configuration.subcommands.flatMap { [$0.configuration.commandName ?? ""] + $0.configuration.aliases }
  }
}

/// The version of the tool, as `--version` and reports give it.
enum Version {
  static let current = "0.1.0"
}

@main
enum Main {
  static func main() {
    do {
      if let check = Assay.check(Array(CommandLine.arguments.dropFirst())) { return try check.run() }
      var command = try Assay.parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch {
      let message = Assay.fullMessage(for: error)
      // Asked-for help is an answer, everything else the parser says is an error of use.
      if Assay.exitCode(for: error) == .success {
        print(message)
        exit(0)
      }
      StandardError.write(message)
      exit(ExitStatus.usage.rawValue)
    }
  }
}

/// How a command ends when it does not end well.
struct ExitStatus: Error, RawRepresentable {
  let rawValue: Int32

  /// Findings, failed examples, or an expression that errs.
  static let failed = ExitStatus(rawValue: 1)
  /// The command line, a rule set or an expression is wrong: nothing was judged.
  static let usage = ExitStatus(rawValue: 2)
  /// Something could not be judged or read.
  static let incomplete = ExitStatus(rawValue: 3)

  /// Ends the process.
  func end() -> Never { exit(rawValue) }
}

/// The stream for messages that are not results.
enum StandardError {
  /// Writes `text` and a line feed.
  static func write(_ text: String) {
    var output = Output.standardError
    output.write(Array((text + "\n").utf8))
  }
}
