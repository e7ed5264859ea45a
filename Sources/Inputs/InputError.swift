#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An input that could not be found, opened or read to its end.
public struct InputError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Reason: Hashable, Sendable {
    /// A call to the system failed; `code` is its `errno`, `action` what was tried: `open`.
    case system(action: String, code: Int32)
    /// A pattern that describes no file.
    case nothingMatched
    /// A folder without a file whose name is wanted.
    case nothingInFolder
    /// A file of a kind that holds no bytes to read, such as a socket.
    case notAFile
    /// An archive without any document.
    case noDocument
    /// The input ends in the middle of what is named.
    case truncated(String)
    /// The input breaks its own format; the text is a clause that says how.
    case damaged(String)
    /// The input is sound, but of a kind that is not read; the text names the kind.
    case unsupported(String)
    /// There was no memory for what is named.
    case outOfMemory(String)
  }

  /// What went wrong.
  public var reason: Reason
  /// The input as findings name it: `export.json`, `export.zip!/part-1.json`, or the argument as it was given.
  public var name: String
  /// The place in the file as it is stored (compressed bytes count), from 0; `nil` when there is none.
  public var offset: Int?

  /// An error at `offset` of the input called `name`.
  public init(_ reason: Reason, in name: String, at offset: Int? = nil) {
    self.reason = reason
    self.name = name
    self.offset = offset
  }

  /// What went wrong, in one clause in lower case without a final full stop, the offset included.
  public var message: String {
    offset.map { "\(reason.clause) (at byte \($0))" } ?? reason.clause
  }
}

extension InputError: CustomStringConvertible {
  /// The input's name and what went wrong: `export.gz: unexpected end of the gzip data (at byte 512)`.
  public var description: String { "\(name): \(message)" }
}

extension InputError.Reason {
  fileprivate var clause: String {
    switch self {
    case .system(let action, let code): "cannot \(action): \(unsafe String(cString: strerror(code)))"
    case .nothingMatched: "no file matches"
    case .nothingInFolder: "no file in this folder ends in \(InputName.endingsInWords)"
    case .notAFile: "not a file that can be read"
    case .noDocument: "the archive holds no JSON"
    case .truncated(let part): "unexpected end of \(part)"
    case .damaged(let clause): clause
    case .unsupported(let kind): "cannot read \(kind)"
    case .outOfMemory(let purpose): "no memory for \(purpose)"
    }
  }
}
