import ArgumentParser
import Findings
import RuleSets

/// The options for what a configuration may settle as well, but for rule sets and reports.
struct SettingArguments: ParsableArguments {
  @Option(help: "From which severity on findings make the run fail: error (default), warning, info or never.")
  var failOn: FailureLevel?

  @Option(help: ArgumentHelp("Errors that pass at most, in place of --fail-on for errors.", valueName: "n"))
  var maxErrors: Int?

  @Option(help: ArgumentHelp("Warnings that pass at most, in place of --fail-on for warnings.", valueName: "n"))
  var maxWarnings: Int?

  @Option(
    help: ArgumentHelp(
      "The part of the records that may have errors: 0.1% or 0.001, in place of --fail-on for errors.",
      valueName: "rate"),
    transform: ErrorRate.parse)
  var maxAssetErrorRate: Double?

  @Option(
    help: ArgumentHelp("Threads; the output does not depend on it (default: the processor's cores).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Memory for the keys of uniqueness rules: 512MiB, 4G, 64MB or bytes (default: 1GiB); more keys go to temporary "
        + "files in TMPDIR.", valueName: "size"), transform: ByteSize.parseKeyMemory)
  var memory: ByteSize?

  @Option(help: ArgumentHelp("The time that rules call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up, not \(jobs)") }
    for (name, most) in [("--max-errors", maxErrors), ("--max-warnings", maxWarnings)] {
      if let most, most < 0 { throw ValidationError("\(name) takes a number from 0 up, not \(most)") }
    }
  }

  /// What they say.
  var settings: RunSettings {
    RunSettings(
      failOn: failOn, maxErrors: maxErrors, maxWarnings: maxWarnings, maxAssetErrorRate: maxAssetErrorRate, jobs: jobs,
      memory: memory, now: now)
  }
}

/// What the command line says about a run, of that which a configuration may say as well; `nil` for what it leaves to it.
struct RunSettings: Hashable {
  var failOn: FailureLevel?
  var maxErrors: Int?
  var maxWarnings: Int?
  var maxAssetErrorRate: Double?
  var jobs: Int?
  var memory: ByteSize?
  var now: String?

  /// What holds when nobody says anything.
  static let standardMemory = ByteSize(byteCount: 1 << 30)

  /// More threads than this are not asked for, whoever wants them: nobody has as many cores.
  static let mostJobs = 4096

  /// What of a configuration does not count. A limit takes the place of a failure level within one policy, so the level of
  /// the command line takes the place of the limits of a configuration.
  var overruled: [Configuration.Key] {
    var keys: [Configuration.Key] = []
    if failOn != nil { keys += [.failOn, .maxErrors, .maxWarnings, .maxAssetErrorRate] }
    if maxErrors != nil { keys.append(.maxErrors) }
    if maxWarnings != nil { keys.append(.maxWarnings) }
    if maxAssetErrorRate != nil { keys.append(.maxAssetErrorRate) }
    if jobs != nil { keys.append(.jobs) }
    if memory != nil { keys.append(.memory) }
    if now != nil { keys.append(.now) }
    return keys
  }

  /// These settings, and what `configuration` says where they say nothing and it is not overruled.
  func completed(by configuration: Configuration?) -> RunSettings {
    RunSettings(
      failOn: failOn ?? configuration?.failOn, maxErrors: maxErrors ?? configuration?.maxErrors,
      maxWarnings: maxWarnings ?? configuration?.maxWarnings,
      maxAssetErrorRate: maxAssetErrorRate ?? configuration?.maxAssetErrorRate, jobs: jobs ?? configuration?.jobs,
      memory: memory ?? configuration?.memory, now: now ?? configuration?.now)
  }

  /// When a run fails.
  var policy: Policy {
    Policy(
      failOn: failOn ?? Policy().failOn, maxErrors: maxErrors, maxWarnings: maxWarnings,
      maxAssetErrorRate: maxAssetErrorRate)
  }
}

extension ErrorRate {
  /// What `--max-asset-error-rate` takes.
  static func parse(_ text: String) throws -> Double {
    guard let rate = rate(text) else {
      throw ValidationError("--max-asset-error-rate takes \(form), not '\(text)'")
    }
    return rate
  }
}

extension ByteSize {
  /// What `--memory` takes.
  static func parseKeyMemory(_ text: String) throws -> ByteSize {
    guard let size = keyMemory(text) else {
      throw ValidationError("--memory takes \(keyMemoryForm), not '\(text)'")
    }
    return size
  }
}
