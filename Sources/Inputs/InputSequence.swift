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
      return ByteSource(text: input)
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
    if let document = try document(member, of: current) {
      archive?.hasDocument = true
      return try checked(document, in: .zip)
    }
    archive?.hasDocument = current.hasDocument
    skipped.append(member.name(in: current.name))
    return nil
  }

  /// The content of a member that is or may be JSON, told by its content unless its name says so; else `nil`.
  private mutating func document(_ member: ZipMember, of current: ZipArchive) throws(InputError) -> ByteSource? {
    if member.role == .other {
      // Pictures and films are often stored in ways that are not read here.
      guard let document = try? current.open(member), let start = try? document.peek(Self.peekedCount) else {
        return nil
      }
      return Self.beginsLikeExport(start) || ContentForm(startingWith: start).isCompressedFile ? document : nil
    }
    // Whatever now throws, the archive had something to offer.
    archive?.hasDocument = true
    let document = try current.open(member)
    if member.role == .document { return document }
    return Self.looksLikeJSON(try document.peek(Self.peekedCount)) ? document : nil
  }

  /// How many bytes of a member are looked at.
  private static let peekedCount = 64

  /// Refuses a document that is again compressed: as text, it would only puzzle.
  private func checked(_ document: ByteSource, in form: ContentForm) throws(InputError) -> ByteSource {
    let inner = try ContentForm(startingWith: document.peek(ContentForm.signatureLength))
    if inner == .plain { return document }
    throw InputError(.unsupported("\(inner.name) within \(form.name)"), in: document.name)
  }

  /// Whether a text begins like an array or an object, behind blanks or a byte order mark.
  private static func looksLikeJSON(_ start: [UInt8]) -> Bool {
    let first = marks(in: start).first
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }

  /// Whether a text begins like an object with members, or an array of objects: an ending that is not of JSON would lead one
  /// to think of settings or notes, which may begin with a bracket as well.
  private static func beginsLikeExport(_ start: [UInt8]) -> Bool {
    let marks = marks(in: start).prefix(2)
    return marks.elementsEqual("[{".utf8) || marks.elementsEqual("{\"".utf8)
  }

  /// The bytes of a text behind a byte order mark that are no blanks.
  private static func marks(in start: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = start.starts(with: mark) ? start.dropFirst(mark.count) : start[...]
    return text.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != 0x0D && $0 != 0x09 }
  }
}
