import ArgumentParser
import Reporters
import RuleSets

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which configuration a command heeds.
struct ConfigurationChoice: Hashable {
  /// A file that is named; `nil`: the one that is found.
  var file: String?
  /// Whether there is to be none.
  var isOff = false

  /// The configuration. Prints what is wrong with it and throws.
  func read() throws -> Configuration? {
    if isOff {
      if file != nil { throw ValidationError("--config and --no-config: which of them?") }
      return nil
    }
    guard let path = try file ?? ConfigurationFile.search() else { return nil }
    try ConfigurationFile.checkKind(of: path, isNamed: file != nil)
    let text: [UInt8]
    do throws(RuleSetReadError) { text = try RuleFiles.read(path) } catch {
      throw ValidationError("the configuration '\(path)' cannot be read: \(error.message)")
    }
    do throws(RuleSetErrors) {
      return try Configuration(text, path: path, reportFormats: ReportFormat.allCases.map(\.rawValue))
    } catch {
      throw RuleSetChoice.failure(error, in: "the configuration")
    }
  }
}

/// The options by which commands choose a configuration.
struct ConfigurationArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration, in place of the \(ConfigurationFile.name) in the working directory or the nearest one above it.",
      valueName: "file"))
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Heed no configuration.")
  var noConfig = false

  /// What they choose.
  var choice: ConfigurationChoice { ConfigurationChoice(file: config, isOff: noConfig) }
}

/// Where configurations lie.
enum ConfigurationFile {
  /// What a configuration is called.
  static let name = "assay.yaml"
  /// What people call it, too, and what would be passed over without a word.
  private static let misspeltName = "assay.yml"
  /// Folders above the working directory at most.
  private static let heightLimit = 256

  /// The path of the configuration in `folder`, which ends with a slash or is empty, or in the nearest folder above it
  /// that has one. The folder of a repository is the last that is looked into.
  static func search(from folder: String = "") throws -> String? {
    var folder = folder
    for _ in 0..<heightLimit {
      if let path = try path(in: folder) { return path }
      let isRepository = status(folder + ".git") != nil
      guard !isRepository, let here = status(folder + "."), let above = status(folder + ".."),
        here.st_ino != above.st_ino || here.st_dev != above.st_dev
      else { return nil }
      folder += "../"
    }
    return nil
  }

  /// A configuration beside the first of `inputs` or above it that is not heeded, because the working directory is
  /// elsewhere: whoever delivers an export must not say how it is judged.
  static func unheeded(beside inputs: [String]) throws -> String? {
    guard var folder = inputs.first, folder != "-" else { return nil }
    if status(folder).map({ $0.st_mode & S_IFMT == S_IFDIR }) == true, !folder.hasSuffix("/") { folder += "/" }
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[...slash])
      if folder.hasSuffix("../") { return nil }
      if let path = try path(in: folder) { return path }
      if status(folder + ".git") != nil { return nil }
      folder.removeLast()
    }
    return nil
  }

  private static func path(in folder: String) throws -> String? {
    if status(folder + name) != nil { return folder + name }
    if status(folder + misspeltName) != nil {
      throw ValidationError("'\(folder + misspeltName)' is not read: a configuration is called \(name)")
    }
    return nil
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Throws when `path` is a folder; and when it is no regular file and was not named: what lies about must not make a
  /// command wait.
  static func checkKind(of path: String, isNamed: Bool) throws {
    guard let status = status(path) else { return }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw ValidationError("the configuration '\(path)' is a folder") }
    if !isNamed, kind != S_IFREG { throw ValidationError("the configuration '\(path)' is no regular file") }
  }

  /// Throws when one of `outputs`, which the configuration at `path` names, leads out of its folder by a link.
  static func checkOutputs(_ outputs: [String], of path: String) throws {
    guard let home = realFolder(of: path) else { return }
    for output in outputs {
      guard let colon = output.firstIndex(of: ":") else { continue }
      let file = String(output[output.index(after: colon)...])
      guard let folder = realFolder(of: file) else { continue }
      guard folder == home || folder.hasPrefix(home.hasSuffix("/") ? home : home + "/") else {
        throw ValidationError(
          "the report '\(file)' of \(path) is outside of its folder; --format on the command line may be")
      }
    }
  }

  /// The folder of `path` without links; `nil` when there is none.
  private static func realFolder(of path: String) -> String? {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard let real = realpath(folder, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
