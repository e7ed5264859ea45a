import CEL
import SourceText
import YAMLReading

// What findings say.
extension ProgramCompiler {
  /// What a rule says, or the check when the rule brings no message.
  func message(_ draft: RuleDraft, _ scope: SubjectScope) -> Deferred<[Program.MessagePart]> {
    let environment = draft.check.messageEnvironment(in: scope)
    guard let own = draft.message, !(own.file.isBuiltIn && defersMessages) else {
      let text = draft.message?.value ?? draft.check.standardMessage
      return Deferred {
        do throws(MessageTemplate.Failure) {
          return try Self.parts(of: text) { source, _ in CELExpression(builtIn: source, in: environment) }
        } catch {
          preconditionFailure("built-in message '\(text)': \(error.message)")
        }
      }
    }
    do {
      let parts = try Self.parts(of: own.value) { source, offset in
        let sited = RuleDraft.Sited(value: source, node: own.node, file: own.file)
        let expression = sited.expression(in: environment, offset: offset)
        if let name = expression?.paths.map(\.variable).first(where: { scope.isUnset($0, in: draft.check) }) {
          own.file.report(
            "'\(name)' has no value in messages of this check", at: own.node.position(ofTextOffset: offset))
        }
        return expression
      }
      return Deferred(made: parts)
    } catch {
      own.file.report(error.message, at: own.node.position(ofTextOffset: error.offset))
      return Deferred(made: [])
    }
  }

  /// The parts of a message, as far as `compile` can make something of their expressions. It gets where they start, too.
  private static func parts(
    of text: String, compile: (String, Int) -> CELExpression?
  ) throws(MessageTemplate.Failure) -> [Program.MessagePart] {
    try MessageTemplate(text).parts.compactMap { part in
      switch part {
      case .text(let text): .text(text)
      case .expression(let source, let offset): compile(source, offset).map(Program.MessagePart.expression)
      }
    }
  }
}
