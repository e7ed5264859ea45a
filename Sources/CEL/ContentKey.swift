import JSONReading

/// A value as a member of a set: equal to those that CEL takes for equal.
struct ContentKey: Hashable {
  let value: CELValue

  init(_ value: CELValue) { self.value = value }

  static func == (left: Self, right: Self) -> Bool { CELValue.areEqual(left.value, right.value) }

  func hash(into hasher: inout Hasher) { Self.hash(value, into: &hasher) }

  // As deep as data may be nested, which is limited; values that an expression makes are no deeper than it is long.
  private static func hash(_ value: CELValue, into hasher: inout Hasher) {
    switch value.normalised {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    // Numbers of all types equal each other.
    case .int(let number): hasher.combine(Double(number))
    case .uint(let number): hasher.combine(Double(number))
    case .double(let number): hasher.combine(number)
    case .bytes(let bytes): hasher.combine(bytes)
    case .timestamp(let time): hasher.combine(time)
    case .duration(let duration): hasher.combine(duration)
    case .type(let type): hasher.combine(type.runtimeName)
    case .optional(let optional): if let inner = optional.value { hash(inner, into: &hasher) }
    case let value:
      if value.withUTF8({ hasher.combine(bytes: UnsafeRawBufferPointer($0)) }) != nil { return }
      if let elements = value.elements {
        hasher.combine(elements.count)
        for element in elements { hash(element, into: &hasher) }
      } else if let entries = value.entries {
        // Whatever the order of the members.
        var sum = 0
        for entry in entries {
          var member = Hasher()
          hash(entry.key, into: &member)
          hash(entry.value, into: &member)
          sum &+= member.finalize()
        }
        hasher.combine(sum)
      }
    }
  }
}
