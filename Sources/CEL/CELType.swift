/// What the checker knows about the values of an expression.
public indirect enum CELType: Hashable, Sendable {
  /// Anything: known only when evaluated.
  case dyn
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  /// A list whose elements are of one type.
  case list(CELType)
  /// A map from keys to values.
  case map(CELType, CELType)
  /// A map whose members are known.
  case object(CELObjectType)
  /// A type as a value, such as `int`.
  case type(CELType)
  /// A value that may be missing.
  case optional(CELType)
  /// A type of one's own, with its arguments.
  case opaque(String, [CELType])
  /// A placeholder in a function's declaration that stands for one type in each call.
  case parameter(String)
}

extension CELType: CustomStringConvertible {
  /// As CEL writes it: `map(string, list(int))`.
  public var description: String {
    switch self {
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .object(let object): object.name
    case .type(let type): type == .dyn ? "type" : "type(\(type))"
    case .optional(let value): "optional_type(\(value))"
    case .opaque(let name, let arguments):
      arguments.isEmpty ? name : "\(name)(\(arguments.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): name
    default: runtimeName
    }
  }

  /// The name that `type()` answers with.
  var runtimeName: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list: "list"
    case .map, .object: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .opaque(let name, _): name
    case .parameter(let name): name
    }
  }

  /// The types that have a name in expressions.
  static let named: [String: CELType] = {
    let types: [CELType] = [
      .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .list(.dyn), .map(.dyn, .dyn),
      .type(.dyn), .optional(.dyn), .dyn,
    ]
    return Dictionary(uniqueKeysWithValues: types.map { ($0.runtimeName, $0) })
  }()
}
