/// The documents in a list of inputs, opened one after the other.
///
/// A file is one document, alone or compressed with gzip or zstd, or an archive with any number of them; which it is
/// is told by its first bytes. After an error the sequence goes on: with the next member of the archive if the error
/// is one member's, else with the next input.
///
///     var documents = InputSequence(list.inputs)
///     while let document = try documents.next() { … }
public struct InputSequence: Sendable {
  private var inputs: ArraySlice<InputPath>
  private var archive: ZipArchive?
  /// The first document, or why there is none, when its beginning has been looked at.
  private var ahead: Result<ByteSource, InputError>?

  /// The members of archives that were passed over because they are no JSON, by name; those of the macOS Finder, which
  /// are never content, are not listed. Grows as archives are opened.
  public private(set) var skipped: [String] = []

  /// Opens nothing yet.
  public init(_ inputs: [InputPath]) {
    self.inputs = inputs[...]
  }

  /// Whether there may be another document.
  public var hasMore: Bool { ahead != nil || archive?.hasMore == true || !inputs.isEmpty }

  /// Opens the next document; `nil` behind the last. Documents opened before may still be being read, by other threads
  /// too. Throws if an input cannot be opened, is of a kind that is not read, or is an archive without JSON.
  public mutating func next() throws(InputError) -> ByteSource? {
    if let first = ahead {
      ahead = nil
      return try first.get()
    }
    while true {
      if let document = try nextMember() { return document }
      guard let input = inputs.popFirst() else { return nil }
      let file = try OpenFile(input)
      if let document = try open(file) { return document }
    }
  }

  /// The first bytes of the next document, `count` of them or all. Empty when there is none or it cannot be read, which `next`
  /// says.
  public mutating func peek(_ count: Int) -> [UInt8] {
    do throws(InputError) {
      guard let source = try next() else { return [] }
      ahead = .success(source)
      return (try? source.peek(count)) ?? []
    } catch {
      ahead = .failure(error)
      return []
    }
  }

  /// Opens a file that is one document, or makes an archive the current one.
  private mutating func open(_ file: OpenFile) throws(InputError) -> ByteSource? {
    let input = InputBuffer(file)
    _ = try input.ensure(ContentForm.signatureLength)
    let start = input.bytes(at: 0, count: min(input.count, ContentForm.signatureLength))
    let form = ContentForm(startingWith: start)
    switch form {
    case .plain:
      return ByteSource(input, name: file.name, byteCount: file.size)
    case .gzip:
      return try checked(ByteSource(GzipStream(input), name: file.name, isCompressed: true), in: form)
    case .zstd:
      return try checked(ByteSource(ZstdStream(input), name: file.name, isCompressed: true), in: form)
    case .zip:
      archive = try ZipArchive(file.size == nil ? TemporaryFile.copy(of: input) : file)
      return nil
    case .unsupported(let kind):
      throw InputError(.unsupported(kind), in: file.name, at: 0)
    }
  }

  /// The next document of the current archive; `nil`, and no archive, behind its last.
  private mutating func nextMember() throws(InputError) -> ByteSource? {
    while let member = archive?.nextMember() {
      if let document = try open(member) {
        archive?.hasDocument = true
        return document
      }
    }
    let finished = archive
    archive = nil
    if let finished, !finished.hasDocument { throw InputError(.noDocument, in: finished.name) }
    return nil
  }

  /// Opens a member, unless it is no document.
  private mutating func open(_ member: ZipMember) throws(InputError) -> ByteSource? {
    guard let current = archive, member.role != .bookkeeping else { return nil }
    if member.role != .other {
      // Whatever now throws, the archive had something to offer.
      archive?.hasDocument = true
      let document = try current.open(member)
      var isJSON = member.role == .document
      if !isJSON { isJSON = Self.looksLikeJSON(try document.peek(64)) }
      if isJSON { return try checked(document, in: .zip) }
      archive?.hasDocument = current.hasDocument
    }
    skipped.append(member.name(in: current.name))
    return nil
  }

  /// Refuses a document that is again compressed: as text, it would only puzzle.
  private func checked(_ document: ByteSource, in form: ContentForm) throws(InputError) -> ByteSource {
    let inner = try ContentForm(startingWith: document.peek(ContentForm.signatureLength))
    if inner == .plain { return document }
    throw InputError(.unsupported("\(inner.name) within \(form.name)"), in: document.name)
  }

  /// Whether a text begins like an array or an object, behind blanks or a byte order mark.
  private static func looksLikeJSON(_ start: [UInt8]) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = start.starts(with: mark) ? start.dropFirst(mark.count) : start[...]
    let first = text.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != 0x0D && $0 != 0x09 }
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }
}
