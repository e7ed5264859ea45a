/// The time zone files that an evaluator has read: an expression asks for the same few again and again.
struct ZoneCache: Sendable {
  /// The content of a zone's file; `nil` for names that the system does not know.
  private var files: [String: [UInt8]?] = [:]

  /// Files have a few kilobytes, 64 at most. When more zones are asked for, all are forgotten: names may come from data.
  static let limit = 16

  /// The content of the file of the zone called `name`, which `read` reads.
  mutating func file(of name: String, _ read: (String) -> [UInt8]?) -> [UInt8]? {
    if let known = files[name] { return known }
    if files.count == Self.limit { files.removeAll(keepingCapacity: true) }
    let file = read(name)
    files[name] = .some(file)
    return file
  }
}
