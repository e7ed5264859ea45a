// The string extension.
extension Library {
  static let strings: [CELFunction] =
    [
      two("charAt", isMember: true, .string, .int, .string) { text, place throws(CELEvaluationError) in
        let scalars = try Scalars(text)
        let index = try scalars.index(place, upTo: scalars.all.count)
        return .string(scalars.text(index..<min(index + 1, scalars.all.count)))
      },
      two("indexOf", isMember: true, .string, .string, .int) { text, part throws(CELEvaluationError) in
        let text = try Scalars(text)
        return .int(text.first(try Scalars(part), from: 0))
      },
      many("indexOf", [.string, .string, .int], .int) { arguments throws(CELEvaluationError) in
        let text = try Scalars(arguments[0])
        return .int(text.first(try Scalars(arguments[1]), from: try text.index(arguments[2], upTo: text.all.count)))
      },
      two("lastIndexOf", isMember: true, .string, .string, .int) { text, part throws(CELEvaluationError) in
        let text = try Scalars(text)
        return .int(text.last(try Scalars(part), from: text.all.count))
      },
      many("lastIndexOf", [.string, .string, .int], .int) { arguments throws(CELEvaluationError) in
        let text = try Scalars(arguments[0])
        return .int(text.last(try Scalars(arguments[1]), from: try text.index(arguments[2], upTo: text.all.count)))
      },
      two("substring", isMember: true, .string, .int, .string) { text, start throws(CELEvaluationError) in
        let text = try Scalars(text)
        return .string(text.text(try text.index(start, upTo: text.all.count)..<text.all.count))
      },
      many("substring", [.string, .int, .int], .string) { arguments throws(CELEvaluationError) in
        let text = try Scalars(arguments[0])
        let start = try text.index(arguments[1], upTo: text.all.count)
        let end = try text.index(arguments[2], upTo: text.all.count)
        guard start <= end else { throw CELEvaluationError("invalid substring range: \(start) to \(end)") }
        return .string(text.text(start..<end))
      },
      mapped("lowerAscii") { $0.isUpperASCII ? $0 | 0x20 : $0 },
      mapped("upperAscii") { $0.isLowerASCII ? $0 & ~0x20 : $0 },
      CELFunction(
        "trim", isMember: true, [.string], .string,
        body: .one { text throws(CELEvaluationError) in
          let scalars = try Scalars(text).all
          let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
          let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? scalars.count
          return .string(Scalars(all: scalars).text(start..<max(start, end)))
        }),
      CELFunction(
        "reverse", isMember: true, [.string], .string,
        body: .one { text throws(CELEvaluationError) in
          .string(Scalars(all: try Scalars(text).all.reversed()).text(0..<(try Scalars(text).all.count)))
        }),
      many("replace", [.string, .string, .string], .string) { arguments throws(CELEvaluationError) in
        try replace(arguments[0], arguments[1], arguments[2], limit: -1)
      },
      many("replace", [.string, .string, .string, .int], .string) { arguments throws(CELEvaluationError) in
        guard case .int(let limit) = arguments[3] else { throw .noOverload("replace", arguments) }
        return try replace(arguments[0], arguments[1], arguments[2], limit: limit)
      },
      two("split", isMember: true, .string, .string, .list(.string)) { text, mark throws(CELEvaluationError) in
        .list(try pieces(text, mark, limit: -1).map(CELValue.string))
      },
      many("split", [.string, .string, .int], .list(.string)) { arguments throws(CELEvaluationError) in
        guard case .int(let limit) = arguments[2] else { throw .noOverload("split", arguments) }
        return .list(try pieces(arguments[0], arguments[1], limit: limit).map(CELValue.string))
      },
      CELFunction(
        "join", isMember: true, [.list(.string)], .string,
        body: .one { list throws(CELEvaluationError) in try join(list, .string("")) }),
      two("join", isMember: true, .list(.string), .string, .string, join),
      CELFunction(
        "strings.quote", [.string], .string,
        body: .one { text throws(CELEvaluationError) in .string(quote(try Scalars(text).all)) }),
      two("format", isMember: true, .string, .list(.dyn), .string) { text, values throws(CELEvaluationError) in
        guard let pattern = text.stringValue, let values = values.elements else {
          throw .noOverload("format", text, values)
        }
        return .string(try Format.apply(pattern, to: values))
      },
    ]

  private static func many(
    _ name: String, _ parameters: [CELType], _ result: CELType,
    _ work: @escaping @Sendable ([CELValue]) throws(CELEvaluationError) -> CELValue
  ) -> CELFunction {
    CELFunction(name, isMember: true, parameters, result, body: .many(work))
  }

  private static func mapped(_ name: String, _ change: @escaping @Sendable (UInt8) -> UInt8) -> CELFunction {
    CELFunction(
      name, isMember: true, [.string], .string,
      body: .one { text throws(CELEvaluationError) in
        let changed = text.withUTF8 { bytes in
          String(unsafeUninitializedCapacity: bytes.count) { changed in
            for place in bytes.indices { changed[place] = change(bytes[place]) }
            return bytes.count
          }
        }
        guard let changed else { throw .noOverload(name, text) }
        return .string(changed)
      })
  }

  /// At most this many bytes come of one replacement or join.
  private static let sizeLimit = 1 << 24

  private static func checkSize(_ size: Int) throws(CELEvaluationError) {
    guard size <= sizeLimit else { throw CELEvaluationError("string longer than \(sizeLimit) bytes") }
  }

  /// The parts of `text` between marks, at most `limit` unless that is negative.
  private static func pieces(
    _ text: CELValue, _ mark: CELValue, limit: Int64
  ) throws(CELEvaluationError) -> [String] {
    let text = try Scalars(text)
    let mark = try Scalars(mark)
    let search = PartSearch(mark.all)
    if limit == 0 { return [] }
    var pieces: [String] = []
    var start = 0
    while limit < 0 || Int64(pieces.count) < limit - 1 {
      if mark.all.isEmpty {
        guard start + 1 < text.all.count else { break }
        pieces.append(text.text(start..<(start + 1)))
        start += 1
      } else {
        let found = Int(text.first(search, from: start))
        guard found >= 0 else { break }
        pieces.append(text.text(start..<found))
        start = found + mark.all.count
      }
    }
    if !mark.all.isEmpty || start < text.all.count { pieces.append(text.text(start..<text.all.count)) }
    return pieces
  }

  private static func replace(
    _ text: CELValue, _ old: CELValue, _ new: CELValue, limit: Int64
  ) throws(CELEvaluationError) -> CELValue {
    guard limit != 0 else { return text }
    let source = try Scalars(text)
    guard let new = new.stringValue else { throw .noOverload("replace", text, old, new) }
    var output: String
    if try Scalars(old).all.isEmpty {
      // Between all characters, and at both ends.
      let count = limit < 0 ? source.all.count + 1 : Int(min(limit, Int64(source.all.count) + 1))
      try checkSize(count.multipliedReportingOverflow(by: max(1, new.utf8.count)).partialValue)
      output = ""
      for (position, scalar) in source.all.enumerated() {
        if position < count { output += new }
        output.unicodeScalars.append(scalar)
      }
      if source.all.count < count { output += new }
    } else {
      let parts = try pieces(text, old, limit: limit < 0 ? -1 : (limit == .max ? -1 : limit + 1))
      try checkSize(parts.count.multipliedReportingOverflow(by: max(1, new.utf8.count)).partialValue)
      output = parts.joined(separator: new)
    }
    return .string(output)
  }

  @Sendable private static func join(_ list: CELValue, _ mark: CELValue) throws(CELEvaluationError) -> CELValue {
    guard let elements = list.elements, let mark = mark.stringValue else { throw .noOverload("join", list, mark) }
    var texts: [String] = []
    var size = 0
    for element in elements {
      guard let text = element.stringValue else { throw .noOverload("join", list) }
      size += text.utf8.count + mark.utf8.count
      try checkSize(size)
      texts.append(text)
    }
    return .string(texts.joined(separator: mark))
  }

  private static func quote(_ scalars: [Unicode.Scalar]) -> String {
    var output = "\""
    for scalar in scalars {
      switch scalar {
      case "\u{07}": output += "\\a"
      case "\u{08}": output += "\\b"
      case "\u{0C}": output += "\\f"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{0B}": output += "\\v"
      case "\\": output += "\\\\"
      case "\"": output += "\\\""
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}

extension UInt8 {
  var isUpperASCII: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  var isLowerASCII: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
}
