@testable import CEL
import Foundation
import JSONReading
import TestSupport

/// One case of the public conformance suite.
struct ConformanceCase: Sendable, CustomStringConvertible {
  let id: String
  let source: String
  let value: CELValue?
  let deducedType: String?
  let bindings: [(String, CELValue)]
  let declarations: [(String, CELType)]
  let functions: [CELFunction]
  let container: String
  let isChecked: Bool
  let isEvaluated: Bool

  var description: String { "\(id): \(source)" }

  /// All cases, empty where the suite is not there.
  static let all: [ConformanceCase] = {
    guard let url = SharedFolder.suites?.appending(path: "cel/conformance.json"), let data = try? Data(contentsOf: url),
      let cases = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
    else { return [] }
    return cases.compactMap(ConformanceCase.init)
  }()

  private init?(_ entry: [String: Any]) {
    guard let file = entry["file"] as? String, let section = entry["section"] as? String,
      let name = entry["name"] as? String, let source = entry["expr"] as? String
    else { return nil }
    id = "\(file)/\(section)/\(name)"
    self.source = source
    value = (entry["value"] as? [String: Any]).flatMap(Self.value)
    deducedType = entry["deduced_type"].map { Self.type($0).description }
    bindings = (entry["bindings"] as? [String: [String: Any]] ?? [:]).compactMap { name, tagged in
      Self.value(tagged).map { (name, $0) }
    }
    var declarations: [(String, CELType)] = []
    var functions: [CELFunction] = []
    for item in entry["type_env"] as? [[String: Any]] ?? [] {
      guard let name = item["name"] as? String else { continue }
      if let ident = item["ident"] as? [String: Any], let type = ident["type"] {
        declarations.append((name, Self.type(type)))
      }
      for overload in (item["function"] as? [String: Any])?["overloads"] as? [[String: Any]] ?? [] {
        functions.append(
          CELFunction(
            name, parameters: (overload["params"] as? [Any] ?? []).map(Self.type),
            result: overload["resultType"].map(Self.type) ?? .dyn
          ) { _ throws(CELEvaluationError) in .null })
      }
    }
    self.declarations = declarations
    self.functions = functions
    container = entry["container"] as? String ?? ""
    isChecked = entry["disable_check"] as? Bool != true
    isEvaluated = entry["check_only"] as? Bool != true
  }

  private static func value(_ tagged: [String: Any]) -> CELValue? {
    guard let (tag, content) = tagged.first else { return nil }
    let text = content as? String ?? ""
    switch tag {
    case "null": return .null
    case "bool": return (content as? Bool).map(CELValue.bool)
    case "int": return Int64(text).map(CELValue.int)
    case "uint": return UInt64(text).map(CELValue.uint)
    case "double": return Double(text).map(CELValue.double)
    case "string": return .string(text)
    case "bytes_hex":
      let digits = Array(text.utf8)
      return .bytes(
        stride(from: 0, to: digits.count, by: 2).compactMap {
          UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        })
    case "list": return .list((content as? [[String: Any]] ?? []).compactMap(value))
    case "map":
      var map = CELMap()
      for pair in content as? [[[String: Any]]] ?? [] {
        guard pair.count == 2, let key = value(pair[0]), let value = value(pair[1]) else { return nil }
        guard map.insert(value, for: key) else { return nil }
      }
      return .map(map)
    case "timestamp": return CELTimestamp(text).map(CELValue.timestamp)
    case "duration": return CELDuration(text).map(CELValue.duration)
    case "type": return .type(.opaque(text, []))
    default: return nil
    }
  }

  private static func type(_ written: Any) -> CELType {
    guard let (tag, content) = (written as? [String: Any])?.first else { return .dyn }
    let parts = content as? [String: Any] ?? [:]
    func part(_ name: String) -> CELType { parts[name].map(type) ?? .dyn }
    switch tag {
    case "primitive":
      let names: [String: CELType] = [
        "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string, "BYTES": .bytes,
      ]
      return names[content as? String ?? ""] ?? .dyn
    case "null": return .null
    case "listType": return .list(part("elemType"))
    case "mapType": return .map(part("keyType"), part("valueType"))
    case "typeParam": return .parameter(content as? String ?? "")
    case "messageType": return content as? String == "google.protobuf.Duration" ? .duration : .timestamp
    case "abstractType":
      let name = parts["name"] as? String ?? ""
      let arguments = (parts["parameterTypes"] as? [Any] ?? []).map(type)
      return name == "optional_type" ? .optional(arguments.first ?? .dyn) : .opaque(name, arguments)
    default: return .dyn
    }
  }

  /// What is wrong with our answer, `nil` when it is right.
  func failure() -> String? {
    var environment = CELEnvironment()
    environment.container = container
    for (name, type) in declarations { environment.declare(name, type) }
    for function in functions { environment.add(function) }
    for (name, _) in bindings where !environment.variables.contains(name) { environment.declare(name) }
    let expression: CELExpression
    do throws(CELErrors) {
      expression = try CELExpression(source, in: environment, isChecked: isChecked)
    } catch {
      return expectsError && isEvaluated ? nil : "does not compile: \(error.errors.map(\.message))"
    }
    if let deducedType, expression.type.description != deducedType {
      return "is of type \(expression.type), not \(deducedType)"
    }
    guard isEvaluated else { return nil }
    var activation = CELActivation(environment: environment)
    for (name, value) in bindings {
      guard let slot = environment.variables.firstIndex(of: name) else { continue }
      activation[slot] = value
    }
    do throws(CELEvaluationError) {
      let found = try expression.evaluate(&activation)
      guard let value else { return "is \(found.json()), should fail" }
      return Self.isSame(found, value) ? nil : "is \(found), not \(value)"
    } catch {
      return expectsError ? nil : "fails: \(error.message)"
    }
  }

  private var expectsError: Bool { value == nil }

  /// The same type and content, where NaN is NaN.
  private static func isSame(_ left: CELValue, _ right: CELValue) -> Bool {
    switch (left, right) {
    case (.double(let left), .double(let right)): left == right && left.sign == right.sign || left.isNaN && right.isNaN
    case (.int, .int), (.uint, .uint), (.bool, .bool), (.null, .null), (.string, .string), (.bytes, .bytes),
      (.timestamp, .timestamp), (.duration, .duration), (.type, .type):
      CELValue.areEqual(left, right)
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
    case (.map(let left), .map(let right)):
      left.entries.count == right.entries.count
        && left.entries.allSatisfy { entry in right.value(for: entry.key).map { isSame(entry.value, $0) } ?? false }
    default: false
    }
  }
}
