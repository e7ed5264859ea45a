/// A zip archive whose members are opened one after the other. Each reads on its own, from places of its own in the
/// shared file, so several can be read at once.
struct ZipArchive: Sendable {
  private let file: OpenFile
  private var rest: ArraySlice<ZipMember>
  /// Whether a member was found that is a document or should have been one.
  var hasDocument = false

  /// Reads the directory of the archive `file`, whose size must be known.
  init(_ file: OpenFile) throws(InputError) {
    self.file = file
    guard let size = file.size else { preconditionFailure("an archive is read from both ends") }
    rest = try ZipDirectory.members(of: file, size: size, name: file.name)[...]
  }

  /// How messages call it.
  var name: String { file.name }

  /// Whether `nextMember` has another one.
  var hasMore: Bool { !rest.isEmpty }

  /// The next member in the order of the directory; `nil` behind the last.
  mutating func nextMember() -> ZipMember? { rest.popFirst() }

  /// The content of one of the members.
  func open(_ member: ZipMember) throws(InputError) -> ByteSource {
    try ByteSource(
      member.open(in: file, archive: name), name: member.name(in: name), byteCount: member.size,
      isCompressed: member.method != 0)
  }
}
