import CEL
import JSONPath
import SourceText
import YAMLReading

// The languages inside of rule files.
extension RuleDraft.Sited<String> {
  /// The text as an expression; `offset` is where it starts in the text of the node. What is wrong is reported.
  func expression(in environment: CELEnvironment, wanted: CELType? = nil, offset: Int = 0) -> CELExpression? {
    do {
      let expression = try CELExpression(value, in: environment)
      if let wanted, expression.type != wanted, expression.type != .dyn {
        file.report("the expression's type is \(expression.type), not \(wanted)", at: node)
        return nil
      }
      if let excess = expression.excess { report(excess, offset: offset) }
      return expression
    } catch {
      for problem in error.errors { report(problem, offset: offset) }
      return nil
    }
  }

  private func report(_ problem: CELError, offset: Int) {
    let message = problem.message + Suggestion.clause(problem.suggestion)
    file.report(message, at: node.position(ofTextOffset: offset + problem.span.start))
  }

  /// The text as a JSONPath into a document with `arrays` of records; into a record, when there are none. What does not
  /// lead into the records of one array is reported: no rule ever sees two of them, nor what is around them.
  func query(within arrays: [Program.Format.RecordArray]) -> JSONPathQuery? {
    guard let query = query() else { return nil }
    if arrays.isEmpty || arrays.contains(where: { RecordView($0).query(query) != nil }) { return query }
    if arrays.contains(where: { $0.path.isPrefix(of: query) }) {
      file.report("a condition that starts at the root: of the document, only one record is there", at: node)
    } else {
      file.report(
        "the path leads into no record: it starts with \(arrays.map(\.path.text).joined(separator: ", "))", at: node)
    }
    return nil
  }

  /// Reports a member on the way of a JSONPath that no record has: the rule would judge nothing for ever.
  func checkMembers(against shape: RecordShape) {
    guard value.hasPrefix("$"), let query = try? JSONPathQuery(value), let unknown = shape.unknownMember(of: query)
    else {
      return
    }
    file.report(unknown.message, at: node.position(ofTextOffset: unknown.offset))
  }

  /// The text as a JSONPath. What is wrong is reported, and so is a pattern that matches nothing whatever the data: a rule
  /// about what it selects would judge nothing for ever.
  func query() -> JSONPathQuery? {
    do {
      let query = try JSONPathQuery(value)
      for warning in query.warnings { file.report(warning.message, at: node.position(ofTextOffset: warning.offset)) }
      return query
    } catch {
      file.report(error.message, at: node.position(ofTextOffset: error.offset))
      return nil
    }
  }
}

extension CELExpression {
  /// An expression that the tool itself brings.
  convenience init(builtIn source: String, in environment: CELEnvironment) {
    do {
      try self.init(source, in: environment)
    } catch {
      preconditionFailure("built-in expression '\(source)': \(error.errors)")
    }
  }
}
