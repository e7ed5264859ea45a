/// A regular file that is read more than once, and whose bytes are its text: neither compressed nor an archive.
public struct PlainFile: Sendable {
  private let input: InputPath
  private let status: FileStatus
  private let modified: [Int]

  /// As findings name it.
  public var name: String { input.name }
  /// In bytes.
  public var byteCount: Int { status.size }

  /// What a file is that is not read as it is: `gzip data`.
  public struct Unsuited: Error, Hashable, Sendable {
    /// The kind of its content, or what else it is.
    public var kind: String
    /// Whether it is an archive or compressed.
    public var isPacked = false
  }

  /// The file at `path`. Throws an `InputError` when it cannot be opened and `Unsuited` when it is no plain file.
  public init(_ path: String) throws {
    input = InputPath(path)
    let file = try OpenFile(input)
    status = try Self.status(of: input)
    modified = FileStatus.modified(path: Array(path.utf8))
    guard status.kind == .regular else { throw Unsuited(kind: "a pipe, a device or a folder") }
    let start = InputBuffer(file)
    _ = try start.ensure(ContentForm.signatureLength)
    let form = ContentForm(startingWith: start.bytes(at: 0, count: min(start.count, ContentForm.signatureLength)))
    guard form == .plain else { throw Unsuited(kind: form.name, isPacked: form.isPacked) }
  }

  /// Its bytes from the beginning.
  public func source() throws(InputError) -> ByteSource {
    let file = try OpenFile(input)
    return ByteSource(text: InputBuffer(file))
  }

  /// Whether the file at the path is still the one that it was, with the size and the time of its last change.
  public func isUnchanged() -> Bool {
    guard let now = try? Self.status(of: input), case .file(let path) = input.place else { return false }
    return now.identity == status.identity && now.size == status.size && FileStatus.modified(path: path) == modified
  }

  /// Whether `path` names the same file.
  public func isSame(as path: String) -> Bool {
    if case .success(let other) = FileStatus.of(path: Array(path.utf8)) {
      other.identity == status.identity
    } else {
      false
    }
  }

  private static func status(of input: InputPath) throws(InputError) -> FileStatus {
    guard case .file(let path) = input.place else { throw InputError(.notAFile, in: input.name) }
    switch FileStatus.of(path: path) {
    case .success(let status): return status
    case .failure(let error): throw InputError(.system(action: "open", code: error.code), in: input.name)
    }
  }
}
