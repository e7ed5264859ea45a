#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The inputs that the arguments of a command name, in order.
///
/// An argument is a file of any name, a folder (searched to its bottom for files that end in `.json`, `.ndjson`,
/// `.jsonl`, `.zip`, `.gz` or `.zst`, in the order of their names' bytes, hidden files and folders left out), `-` for
/// standard input, or, when no file has its name, a pattern: `*`, `?` and `[a-z]` within a component, `**` for any
/// number of folders. A file that is named twice, whatever its names, is listed once, where it was named first.
public struct InputList: Sendable {
  /// What was found.
  public private(set) var inputs: [InputPath] = []
  /// What was not: arguments without a file, and files and folders that cannot be looked into.
  public private(set) var errors: [InputError] = []

  /// Bytes of all inputs, as they are stored; `nil` when one of them is no regular file.
  public private(set) var storedByteCount: Int? = 0

  private var files: Set<FileStatus.Identity> = []

  /// Exactly `inputs`.
  public init(_ inputs: [InputPath]) {
    self.inputs = inputs
    storedByteCount = nil
  }

  /// Finds what `arguments` name. Standard input is called `standardInputName`.
  public init(arguments: [String], standardInputName: String = "<stdin>") {
    var hasStandardInput = false
    for argument in arguments {
      if argument == "-" {
        if !hasStandardInput { inputs.append(.standardInput(named: standardInputName)) }
        storedByteCount = nil
        hasStandardInput = true
      } else {
        add(argument)
      }
    }
  }

  /// Whether the file at `path`, by whatever name, is one of those that were found.
  public func contains(fileAt path: String) -> Bool {
    guard case .success(let status) = FileStatus.of(path: Array(path.utf8)) else { return false }
    return files.contains(status.identity)
  }

  private mutating func add(_ argument: String) {
    let path = ArgumentBytes.of(argument)
    switch FileStatus.of(path: path) {
    case .success(let status) where status.kind == .folder:
      addFolder(path, named: argument)
    case .success(let status):
      add(path, status)
    case .failure(let error) where error.code == ENOENT && GlobPattern.isPattern(argument):
      addMatches(of: argument)
    case .failure(let error):
      errors.append(InputError(.system(action: "open", code: error.code), in: argument))
    }
  }

  private mutating func addFolder(_ path: [UInt8], named name: String) {
    var search = FolderSearch()
    let files = search.files(below: path)
    errors += search.errors
    if files.isEmpty, search.errors.isEmpty { errors.append(InputError(.nothingInFolder, in: name)) }
    for file in files { add(file.path, file.status) }
  }

  private mutating func addMatches(of pattern: String) {
    var search = FolderSearch()
    let matches = search.matches(of: pattern)
    errors += search.errors
    if matches.isEmpty, search.errors.isEmpty { errors.append(InputError(.nothingMatched, in: pattern)) }
    for match in matches {
      // Whoever means a pipe names it: of a pattern, a run would wait for it for ever.
      if match.status.kind == .stream {
        errors.append(InputError(.notAFile, in: InputPath(bytes: match.path).name))
      } else {
        add(match.path, match.status)
      }
    }
  }

  private mutating func add(_ path: [UInt8], _ status: FileStatus) {
    let input = InputPath(bytes: path)
    if status.kind == .socket {
      errors.append(InputError(.notAFile, in: input.name))
    } else if unsafe withPathPointer(path, { unsafe access($0, R_OK) }) != 0 {
      errors.append(InputError(.system(action: "open", code: errno), in: input.name))
    } else if status.kind != .regular || files.insert(status.identity).inserted {
      inputs.append(input)
      storedByteCount = status.kind == .regular ? storedByteCount.map { $0 + status.size } : nil
    }
  }
}
