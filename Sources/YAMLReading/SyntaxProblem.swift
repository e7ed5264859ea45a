import SourceText

/// What libyaml says is wrong with a text.
struct SyntaxProblem {
  /// Such as `did not find expected key`.
  var problem: String
  /// Where, as a number of scalars.
  var index: Int
  /// Such as `while parsing a block mapping`; empty when there is none.
  var context: String
  /// Where that began, as a number of scalars.
  var contextIndex: Int

  /// The same in words and at a place that help to mend it.
  func error(in source: YAMLSource) -> YAMLError {
    let place = source.position(ofScalar: index)
    let began = source.position(ofScalar: contextIndex)
    let offset = source.offset(ofScalar: index)
    let character = offset < source.bytes.count ? source.bytes[offset] : 0
    switch (problem, context) {
    case ("found unexpected end of stream", "while scanning a quoted scalar"):
      return YAMLError("this quote is never closed", at: began)
    case ("found unexpected document indicator", "while scanning a quoted scalar"):
      return YAMLError("this quote is not closed before the document ends", at: began)
    case ("could not find expected ':'", _):
      return YAMLError("a ':' is missing after this key, or this line is indented too little", at: began)
    case ("mapping values are not allowed in this context", _):
      return YAMLError("mapping values are not allowed in this context; quote a text that holds ': '", at: place)
    case ("block sequence entries are not allowed in this context", _):
      return YAMLError("a list's '- ' cannot stand here; put it on a line of its own", at: place)
    case ("found character that cannot start any token", _), ("found a tab character that violates indentation", _),
      ("found a tab character where an indentation space is expected", _):
      return character == UInt8(ascii: "\t") || problem.contains("tab character")
        ? YAMLError("a tab cannot indent; use spaces", at: place)
        : YAMLError(
          "a text cannot start with '\(String(decoding: [character], as: UTF8.self))'; put it in quotes", at: place)
    case ("found unknown escape character", _):
      return YAMLError("unknown escape in double quotes; write '\\\\' for a backslash, or use single quotes", at: place)
    case ("did not find expected key", "while parsing a block mapping"):
      return YAMLError(
        "expected a key of the mapping that begins on line \(began.line); check the indentation", at: place)
    case ("did not find expected '-' indicator", _):
      return YAMLError(
        "expected a '- ' of the list that begins on line \(began.line); check the indentation", at: place)
    case ("did not find expected ',' or ']'", _):
      return YAMLError("expected ',' or ']' of the list that begins on line \(began.line)", at: place)
    case ("did not find expected ',' or '}'", _):
      return YAMLError("expected ',' or '}' of the mapping that begins on line \(began.line)", at: place)
    case ("did not find expected <document start>", _):
      return YAMLError("expected the end of the text: its one value is complete", at: place)
    case ("did not find expected node content", _):
      return YAMLError("expected a value", at: place)
    case ("found undefined tag handle", _):
      return YAMLError("unknown tag", at: place)
    default:
      return YAMLError(context.isEmpty ? problem : "\(problem) \(context)", at: place)
    }
  }
}
