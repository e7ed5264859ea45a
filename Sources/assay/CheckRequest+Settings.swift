import Findings
import Reporters
import RuleSets

extension CheckRequest {
  /// All that is settled for the run, and who says so. `configuration` is without what the command line says otherwise.
  func listedSettings(_ configuration: Configuration?) throws -> [ListedSetting] {
    let inForce = settings.completed(by: configuration)
    return try Configuration.Key.allCases.flatMap { key -> [ListedSetting] in
      func listed(_ value: ListedSetting.Value, isSaidHere: Bool) -> [ListedSetting] {
        let place = configuration.flatMap { found in found.position(of: key).map { (found.path, $0) } }
        let origin = place.map { ListedSetting.Origin.configuration($0, $1) }
        return [
          ListedSetting(name: key.rawValue, value: value, origin: isSaidHere ? .commandLine : origin ?? .standard)
        ]
      }
      func number(_ number: (some CustomStringConvertible)?) -> ListedSetting.Value {
        number.map { .json($0.description) } ?? .nothing
      }
      func texts(_ own: [String], otherwise standard: [String] = []) -> [ListedSetting] {
        let configured = configuration?.texts(of: key) ?? []
        return listed(
          .texts(own.isEmpty ? configured.isEmpty ? standard : configured : own), isSaidHere: !own.isEmpty)
      }
      func text(_ own: String?) -> [ListedSetting] {
        let text = own ?? configuration?.text(of: key)
        return listed(text.map { .text($0) } ?? .nothing, isSaidHere: own != nil)
      }
      switch key {
      case .rules: return texts(rules.ruleSets, otherwise: try rules.standardRuleSets(configuration))
      case .schema: return text(rules.schema)
      case .assertFormats:
        let isOn = rules.assertsFormats || configuration?.assertsFormats == true
        return listed(.json("\(isOn)"), isSaidHere: rules.assertsFormats)
      case .ontology: return text(rules.ontology)
      case .inputFormat: return text(rules.inputFormat)
      case .params: return try listedParams(configuration)
      case .only: return texts(rules.only)
      case .skip: return texts(rules.skip)
      case .now: return text(settings.now)
      case .failOn: return listed(.text(inForce.policy.failOn.rawValue), isSaidHere: settings.failOn != nil)
      case .maxErrors: return listed(number(inForce.maxErrors), isSaidHere: settings.maxErrors != nil)
      case .maxWarnings: return listed(number(inForce.maxWarnings), isSaidHere: settings.maxWarnings != nil)
      case .maxAssetErrorRate:
        return listed(number(inForce.maxAssetErrorRate), isSaidHere: settings.maxAssetErrorRate != nil)
      case .suppressions:
        let suppressions = configuration?.suppressions ?? []
        return suppressions.isEmpty
          ? listed(.texts([]), isSaidHere: false) : suppressions.enumerated().map(Self.listed)
      case .outputs:
        let outputs = try reports(configuration)
        return listed(.texts(outputs.isEmpty ? [ReportFormat.text.rawValue] : outputs), isSaidHere: !formats.isEmpty)
      case .jobs: return listed(number(inForce.jobs ?? Clock.coreCount), isSaidHere: settings.jobs != nil)
      case .memory:
        let memory = inForce.memory ?? RunSettings.standardMemory
        return listed(.json("\(memory.byteCount)"), isSaidHere: settings.memory != nil)
      }
    }
  }

  private static func listed(_ number: Int, _ suppression: Suppression) -> ListedSetting {
    let until = suppression.until.map { ", until \($0.text)" } ?? ""
    return ListedSetting(
      name: "suppressions[\(number)]", value: .text("\(suppression.scope)\(until): \(suppression.reason)"),
      origin: .configuration(suppression.location.file, suppression.location.start))
  }

  /// The parameters that the command line or the configuration sets, by name.
  private func listedParams(_ configuration: Configuration?) throws -> [ListedSetting] {
    var listed: [String: ListedSetting] = [:]
    for param in configuration?.paramTexts ?? [] {
      listed[param.name] = ListedSetting(
        name: "params.\(param.name)", value: .json(param.json),
        origin: .configuration(configuration?.path ?? "", param.position))
    }
    for (name, text) in try rules.params() {
      listed[name] = ListedSetting(name: "params.\(name)", value: .text(text), origin: .commandLine)
    }
    return listed.sorted { $0.key < $1.key }.map(\.value)
  }
}
