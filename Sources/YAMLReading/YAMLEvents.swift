internal import CYAML
import SourceText

/// One step of libyaml through a text.
struct YAMLEvent {
  // Without values, which would be copied wherever one looks at the kind.
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd, alias, scalar
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  /// How a scalar is written.
  enum Style { case plain, singleQuoted, doubleQuoted, literal, folded }

  var kind: Kind
  /// The text of a scalar, or the name of an alias; else empty.
  var text = ""
  /// Of a scalar.
  var style = Style.plain
  /// Whether a sequence or mapping that starts stands in brackets.
  var isFlow = false
  /// Without the `&`.
  var anchor: String?
  /// In full: `tag:yaml.org,2002:str` for `!!str`.
  var tag: String?
  /// Numbers of scalars from the start of the text, behind the byte order mark. `end` is behind the last one.
  var start, end: Int
}

/// The events of one text, in order. Owns libyaml's parser and the bytes it reads.
@safe struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let source: YAMLSource

  /// Starts at the beginning of `source`.
  init(_ source: YAMLSource) throws(YAMLError) {
    self.source = source
    // libyaml reads while events are asked for, so the bytes need a place that stays.
    unsafe input = .allocate(capacity: source.bytes.count - source.contentStart)
    _ = unsafe input.initialize(fromContentsOf: source.bytes[source.contentStart...])
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    guard unsafe yaml_parser_initialize(parser) != 0 else {
      throw YAMLError("no memory left to read the text", at: .start)
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    // Harmless on a parser that was zeroed by a failed initialisation.
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event. Throws when the text is not YAML; then, and behind the end of the stream, it must not be called
  /// again.
  mutating func next() throws(YAMLError) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) != 0 else { throw failure() }
    // The event's strings are its own: they are copied, then freed.
    defer { unsafe yaml_event_delete(&event) }
    return unsafe YAMLEvent(event)
  }

  private func failure() -> YAMLError {
    let parser = unsafe self.parser.pointee
    let problem = SyntaxProblem(
      problem: unsafe parser.problem.map { unsafe String(cString: $0) } ?? "",
      index: Int(clamping: unsafe parser.problem_mark.index),
      context: unsafe parser.context.map { unsafe String(cString: $0) } ?? "",
      contextIndex: Int(clamping: unsafe parser.context_mark.index))
    switch unsafe parser.error {
    case YAML_MEMORY_ERROR: return YAMLError("no memory left to read the text", at: .start)
    case YAML_READER_ERROR:
      // The reader looks ahead, has no mark and counts bytes; `YAMLSource` lets it see few things to object to.
      let step = TextStep(over: source.bytes.dropFirst(source.contentStart).prefix(unsafe parser.problem_offset))
      return YAMLError(problem.problem, at: SourcePosition.start.advanced(by: step))
    default: return problem.error(in: source)
    }
  }
}

extension YAMLEvent {
  /// Copies what libyaml's `event` says.
  fileprivate init(_ event: yaml_event_t) {
    unsafe (start, end) = (Int(clamping: event.start_mark.index), Int(clamping: event.end_mark.index))
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT:
      kind = .alias
      text = unsafe Self.text(event.data.alias.anchor) ?? ""
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = .scalar
      unsafe (text, style) = (String(decoding: bytes, as: UTF8.self), Style(scalar.style))
      unsafe (anchor, tag) = (Self.text(scalar.anchor), Self.text(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.data.sequence_start
      kind = .sequenceStart
      isFlow = unsafe sequence.style == YAML_FLOW_SEQUENCE_STYLE
      unsafe (anchor, tag) = (Self.text(sequence.anchor), Self.text(sequence.tag))
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.data.mapping_start
      kind = .mappingStart
      isFlow = unsafe mapping.style == YAML_FLOW_MAPPING_STYLE
      unsafe (anchor, tag) = (Self.text(mapping.anchor), Self.text(mapping.tag))
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_STREAM_START_EVENT: kind = .streamStart
    default: kind = .streamEnd
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
  }
}

extension YAMLEvent.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
