import JSONReading
import Secrets
import SourceText

// Functions: those that rules ask of nearly every text without a value of their own, the others with one.
extension TrivialEvaluator {
  mutating func ask(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand else { return operand.asFailure }
    guard node.kind == .string else { return .fails }
    stepsLeft -= node.span.count >> 6
    guard stepsLeft >= 0 else { return .unknown }
    let question = TextQuestion.all[Int(step.number)]
    let answer: Bool? =
      switch question {
      case .holdsSessionToken: secrets(of: step.first, node)?.contains(.sessionToken)
      case .holdsAPIKey: secrets(of: step.first, node)?.contains(.apiKey)
      default: node.withStringBytes { question.isTrue(of: $0) }
      }
    return answer.map(TrivialValue.bool) ?? .unknown
  }

  /// The kinds of the credentials in the text `node`, which is the step `step`. Several rules ask for one each.
  private mutating func secrets(of step: Int32, _ node: JSONNode) -> Secret.Kinds? {
    if secrets.time == nodeTime, secrets.step == step { return secrets.kinds }
    guard let kinds = node.withStringBytes({ Secrets.kinds(in: $0, leastCount: TextQuestion.shortestSecret) }) else {
      return nil
    }
    secrets = (nodeTime, code.keeping[Int(step)] == .never ? -1 : step, kinds)
    return kinds
  }

  mutating func urlPart(_ step: TrivialStep, isLasting: Bool) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand else { return operand.asFailure }
    guard node.kind == .string else { return .fails }
    let field = URLText.fields[Int(step.number)]
    switch field {
    case .signed, .signer, .signedAt, .expiresAt:
      guard let signature = signature(of: node) else { return .unknown }
      switch field {
      case .signed: return .bool(signature.signer != nil)
      case .signer: return signature.signer.flatMap { ShortText($0.rawValue) }.map(TrivialValue.text) ?? .text(.empty)
      case .signedAt: return signature.signedAt.map(TrivialValue.timestamp) ?? .fails
      default: return signature.expiresAt.map(TrivialValue.timestamp) ?? .fails
      }
    default: break
    }
    let memory = memory
    let part = node.withStringBytes { memory.urls.value(of: field, node, $0) }
    guard let part else { return .unknown }
    return part.map { keep($0, isLasting: isLasting) } ?? .fails
  }

  /// Nothing but times may be missing.
  mutating func urlPresence(_ step: TrivialStep) -> TrivialValue {
    let operand = value(step.first)
    guard case .node(let node) = operand else { return operand.asFailure }
    guard node.kind == .string else { return .fails }
    switch URLText.fields[Int(step.number)] {
    case .signedAt: return signature(of: node).map { .bool($0.signedAt != nil) } ?? .unknown
    case .expiresAt: return signature(of: node).map { .bool($0.expiresAt != nil) } ?? .unknown
    default: return .bool(true)
    }
  }

  /// Who signed the URL `node`, and when that holds.
  private func signature(of node: JSONNode) -> SignatureTimes? {
    // A closure that needs the evaluator would copy it.
    let memory = memory
    return node.withStringBytes { memory.urls.times(of: node, $0) }
  }

  /// Calls a function with values of its own; what it cannot be called with, the general evaluation words.
  mutating func call(_ step: TrivialStep, isLasting: Bool) -> TrivialValue {
    let call = code.calls[Int(step.first)]
    if call.arguments.count == 1 { return callWithOne(call, isLasting: isLasting) }
    var arguments: [CELValue] = []
    arguments.reserveCapacity(call.arguments.count)
    for argument in call.arguments {
      let argument = value(argument)
      guard let value = general(argument) else { return argument.asFailure }
      arguments.append(value.normalised)
    }
    for overload in call.overloads where overload.function.accepts(arguments) {
      let cost = overload.function.cost.steps(blocks: arguments.lazy.map(\.blockCount))
      guard cost <= stepsLeft else { return .unknown }
      stepsLeft -= cost
      do throws(CELEvaluationError) {
        switch overload.function.body {
        case .two(let work): return keep(try work(arguments[0], arguments[1]), isLasting: isLasting)
        case .many(let work): return keep(try work(arguments), isLasting: isLasting)
        case .measuring(let work): return keep(try work(arguments, &memory.geometries), isLasting: isLasting)
        case .none, .one, .inZone: return .unknown
        }
      } catch {
        return .fails
      }
    }
    return .fails
  }

  /// The same with one argument, which most often needs no list.
  private mutating func callWithOne(_ call: TrivialCode.Call, isLasting: Bool) -> TrivialValue {
    let operand = value(call.arguments[0])
    guard let argument = general(operand)?.normalised else { return operand.asFailure }
    for overload in call.overloads where overload.function.accepts(argument) {
      let cost = overload.function.cost.steps(blocks: CollectionOfOne(argument.blockCount))
      guard cost <= stepsLeft else { return .unknown }
      stepsLeft -= cost
      do throws(CELEvaluationError) {
        switch overload.function.body {
        case .one(let work): return keep(try work(argument), isLasting: isLasting)
        case .many(let work): return keep(try work([argument]), isLasting: isLasting)
        case .measuring(let work): return keep(try work([argument], &memory.geometries), isLasting: isLasting)
        case .none, .two, .inZone: return .unknown
        }
      } catch {
        return .fails
      }
    }
    return .fails
  }

  /// A number as a double, as `double` makes it of numbers.
  mutating func asDouble(_ step: TrivialStep) -> TrivialValue {
    switch value(step.first) {
    case .fails: .fails
    case .int(let value): .double(Double(value))
    case .double(let value): .double(value)
    case .node(let node) where node.kind == .number: node.double.map(TrivialValue.double) ?? .unknown
    default: .unknown
    }
  }
}

extension TextQuestion {
  /// The questions by their position.
  static let all = Array(allCases)
}

extension URLText {
  /// The parts by their position.
  static let fields = Array(Field.allCases)
}
