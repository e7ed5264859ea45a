// The parameters of a URL's query: `name=value` with `&` between them.
extension URLText {
  /// The decoded values of each decoded name, in their order.
  var parameters: CELMap {
    var values: [(name: String, values: [CELValue])] = []
    var positions: [ByteString: Int] = [:]
    guard let query else { return CELMap() }
    for part in bytes[query].split(separator: UInt8(ascii: "&")) {
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let name = String(decoding: Self.decoded(part[..<equals]), as: UTF8.self)
      let value = CELValue.string(String(decoding: Self.decoded(part[equals...].dropFirst()), as: UTF8.self))
      if let position = positions[ByteString(name)] {
        values[position].values.append(value)
      } else {
        positions[ByteString(name)] = values.count
        values.append((name, [value]))
      }
    }
    var map = CELMap()
    for (name, values) in values { map[name] = .list(values) }
    return map
  }
}
