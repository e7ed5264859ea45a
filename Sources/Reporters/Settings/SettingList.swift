public import SourceText

/// The formats in which settings can be listed; the raw value is the name on the command line.
public enum SettingListFormat: String, Hashable, Sendable, CaseIterable {
  /// For people: a setting a line.
  case text
  /// For programs: one object.
  case json
}

/// Something that is settled for a run, and by whom.
public struct ListedSetting: Hashable, Sendable {
  /// A value.
  public enum Value: Hashable, Sendable {
    case nothing
    case text(String)
    case texts([String])
    /// JSON text.
    case json(String)
  }

  /// Who settled it.
  public enum Origin: Hashable, Sendable {
    /// Nobody did.
    case standard
    case commandLine
    /// The configuration, and where.
    case configuration(String, SourcePosition)
  }

  /// The key as in a configuration: `policy.fail_on`.
  public var name: String
  /// What is in force.
  public var value: Value
  /// Who says so.
  public var origin: Origin

  /// A setting.
  public init(name: String, value: Value, origin: Origin) {
    self.name = name
    self.value = value
    self.origin = origin
  }
}

/// Lists settings.
public enum SettingList {
  /// Appends `settings` in `format`; `configuration` is the file that was read.
  public static func append(
    _ settings: [ListedSetting], configuration: String?, as format: SettingListFormat, to output: inout ReportText
  ) {
    switch format {
    case .text: appendText(settings, configuration: configuration, to: &output)
    case .json: appendJSON(settings, configuration: configuration, to: &output)
    }
  }

  private static func appendText(
    _ settings: [ListedSetting], configuration: String?, to output: inout ReportText
  ) {
    let head = ("configuration", configuration ?? "none")
    let rows = [head] + settings.map { ($0.name, "\($0.value.description)  # \($0.origin.description)") }
    let width = rows.reduce(0) { max($0, $1.0.cellCount) }
    for (name, text) in rows {
      output.appendPrintable(name.padded(to: width))
      output.append("  ")
      output.appendPrintable(text)
      output.append("\n")
    }
  }

  private static func appendJSON(
    _ settings: [ListedSetting], configuration: String?, to output: inout ReportText
  ) {
    output.append("{\"configuration\":")
    if let configuration { output.appendJSON(configuration) } else { output.append("null") }
    output.append(",\"settings\":[")
    for (place, setting) in settings.enumerated() {
      output.append(place == 0 ? "\n{\"name\":" : ",\n{\"name\":")
      output.appendJSON(setting.name)
      output.append(",\"value\":")
      output.appendJSON(setting.value)
      output.append(",\"origin\":")
      switch setting.origin {
      case .standard: output.append("\"default\"}")
      case .commandLine: output.append("\"commandLine\"}")
      case .configuration(_, let position):
        output.append("\"configuration\",\"line\":\(position.line),\"column\":\(position.column)}")
      }
    }
    output.append(settings.isEmpty ? "]}\n" : "\n]}\n")
  }
}

extension ListedSetting.Value {
  /// On one line: lists in brackets.
  fileprivate var description: String {
    switch self {
    case .nothing: "none"
    case .text(let text): text
    case .texts(let texts): "[\(texts.joined(separator: ", "))]"
    case .json(let text): text
    }
  }
}

extension ListedSetting.Origin {
  /// `assay.yaml:3:12`.
  fileprivate var description: String {
    switch self {
    case .standard: "default"
    case .commandLine: "command line"
    case .configuration(let path, let position): "\(path):\(position)"
    }
  }
}

extension ReportText {
  fileprivate mutating func appendJSON(_ value: ListedSetting.Value) {
    switch value {
    case .nothing: append("null")
    case .text(let text): appendJSON(text)
    case .texts(let texts): appendJSON(texts) { text, output in output.appendJSON(text) }
    case .json(let text): append(text)
    }
  }
}
