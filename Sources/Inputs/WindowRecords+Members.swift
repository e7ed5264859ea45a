import JSONReading

/// Where a reader stands in a document that is one object.
enum MemberPlace {
  case between(isFirst: Bool)
  /// Before the value of a member that is no array.
  case value
  case array
  case behind

  init(_ start: Window.MemberStart) {
    switch start {
    case .between(let isFirst): self = .between(isFirst: isFirst)
    case .array: self = .array
    case .behind: self = .behind
    }
  }
}

// The elements of the arrays of one object, and its other members.
extension WindowRecords {
  mutating func nextOfMember() -> Item? {
    if window.runs.isEmpty, case .array(let name) = window.memberStart {
      window.runs.append(Window.MemberRun(name: name, isArray: true, firstRecord: 0, isContinued: true))
    }
    while true {
      switch memberPlace {
      case .between(let isFirst):
        do throws(JSONSyntaxError) {
          if let key = try enterMember(isFirst: isFirst) { return .repeatedMember(key: key) }
        } catch {
          return endOfWindow(error)
        }
      case .value:
        memberPlace = .between(isFirst: false)
        return counted(nextElement())
      case .array:
        skipBlanks()
        guard at < end else { return endOfArrayWindow() }
        if window.text[at] == UInt8(ascii: "]") {
          leave(at + 1, to: .between(isFirst: false))
          continue
        }
        if needsComma {
          guard window.text[at] == UInt8(ascii: ",") else { return notASeparator(at: at) }
          at += 1
          skipBlanks()
        }
        return counted(nextElement())
      case .behind:
        hasEnded = true
        skipBlanks()
        guard at < end else { return nil }
        return .broken(JSONSyntaxError("text behind the end of the object", at: at), start: at, isInRecord: false)
      }
    }
  }

  private mutating func counted(_ item: Item?) -> Item? {
    if case .record = item { recordCount += 1 }
    return item
  }

  /// Goes on to the value of the next member, or behind the object. The key is returned when its name came before.
  private mutating func enterMember(isFirst: Bool) throws(JSONSyntaxError) -> Range<Int>? {
    switch try MemberHead.find(in: window.text, from: at, isFirst: isFirst, checker: checker) {
    case .end(let brace): leave(brace + 1, to: .behind)
    case .member(let key, let value):
      let isArray = window.text[value] == UInt8(ascii: "[")
      leave(isArray ? value + 1 : value, to: isArray ? .array : .value)
      needsComma = false
      let name = MemberHead.name(key, in: window.text) ?? ""
      window.runs.append(
        Window.MemberRun(name: name, isArray: isArray, firstRecord: recordCount, isContinued: false))
      if window.isMemberRepeated { return key }
    }
    return nil
  }

  /// Goes on at `offset`, and to the token there.
  private mutating func leave(_ offset: Int, to place: MemberPlace) {
    at = offset
    memberPlace = place
    guard isIndexed else { return }
    while position < window.index.count, window.index[position] < at { position += 1 }
  }

  /// What an error between members means at the end of the window.
  private mutating func endOfWindow(_ error: JSONSyntaxError) -> Item? {
    hasEnded = true
    // Another window follows, or the document says itself why it could not be read to its end.
    if error.kind == .truncated, !window.isLast || window.failure != nil { return nil }
    return .broken(error, start: at, isInRecord: false)
  }
}
