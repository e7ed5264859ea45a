/// Names of members that are counted together, of at most 32 bytes each.
public struct JSONKeyList: Sendable {
  fileprivate let keys: ContiguousArray<JSONShortKey>
  /// Tells this list from all others. By chance: of 64 bits none comes twice.
  fileprivate let number = UInt64.random(in: .min ... .max)

  /// How many names there are.
  public var count: Int { keys.count }

  /// The list of `keys`. One that occurs twice counts twice.
  public init(_ keys: some Sequence<JSONShortKey>) { self.keys = ContiguousArray(keys) }
}

extension JSONNode {
  /// How many of the members in `list` an object has, 0 for other kinds. Worked out once for all objects of one shape.
  public func memberCount(_ list: JSONKeyList) -> Int {
    let raw = self.raw
    guard raw.kind == RawNode.object else { return 0 }
    let shape = self.raw(Int(raw.link)).link
    let count = list.keys.count
    guard let places = unsafe tree.pointee.places, shape & RawNode.shapeless == 0, count <= Int(UInt8.max) else {
      return list.keys.reduce(0) { hasMember($1) ? $0 + 1 : $0 }
    }
    // Among the places of members, in the name of a key that is longer than any.
    let entry = unsafe places + MemberPlaces.slot(head: list.number, tail: 0, shape)
    if unsafe entry.pointee.shape == shape, unsafe entry.pointee.head == list.number,
      unsafe entry.pointee.count == MemberPlaces.listCount
    {
      return unsafe Int(entry.pointee.position)
    }
    let found = list.keys.reduce(0) { hasMember($1) ? $0 + 1 : $0 }
    unsafe entry.initialize(
      to: MemberPlaces.Entry(
        head: list.number, tail: 0, shape: shape, count: MemberPlaces.listCount, position: UInt8(found)))
    return found
  }
}
