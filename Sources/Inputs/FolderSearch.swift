#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks for files in folders and below them. Each folder is looked into once in a search, so links that lead back
/// end it.
struct FolderSearch {
  /// A file or folder, and what the system says about it.
  struct Entry {
    var path: [UInt8]
    var status: FileStatus
  }

  /// What could not be looked into.
  private(set) var errors: [InputError] = []
  /// The folders that were searched for files.
  private var searched: Set<FileStatus.Identity> = []

  /// The files below `folder` whose names are wanted, folder by folder in the order of their names' bytes.
  mutating func files(below folder: [UInt8]) -> [Entry] {
    var found: [Entry] = []
    // What is still to be visited, the next one last: folders may lie deeper than calls can be nested.
    guard let root = status(of: folder) else { return [] }
    var waiting = [Entry(path: folder, status: root)]
    while let entry = waiting.popLast() {
      guard entry.status.kind == .folder else {
        found.append(entry)
        continue
      }
      guard searched.insert(entry.status.identity).inserted else { continue }
      // Looked at in order, so that errors come in order too.
      let entries = names(in: entry.path).compactMap { visible($0, at: InputName.join(entry.path, $0)) }
      waiting += entries.reversed()
    }
    return found
  }

  /// The files that `pattern` describes, and what is below the folders it describes, in the order of the names' bytes.
  mutating func matches(of pattern: String) -> [Entry] {
    let isAbsolute = pattern.hasPrefix("/")
    var level: [Entry]
    let start: [UInt8] = isAbsolute ? [UInt8(ascii: "/")] : []
    guard let status = status(of: isAbsolute ? start : [UInt8(ascii: ".")]) else { return [] }
    level = [Entry(path: start, status: status)]
    let components = pattern.split(separator: "/").map(String.init)
    for component in components {
      if component == "**" {
        level = foldersBelow(level)
      } else if GlobPattern.isPattern(component) {
        level = matches(of: GlobPattern(component), in: level)
      } else {
        level = children(named: Array(component.utf8), of: level)
      }
    }
    return level.flatMap { $0.status.kind == .folder ? files(below: $0.path) : [$0] }
  }

  // MARK: One component of a pattern

  private mutating func matches(of pattern: GlobPattern, in level: [Entry]) -> [Entry] {
    var found: [Entry] = []
    for folder in level where folder.status.kind == .folder {
      for name in names(in: folder.path) where pattern.matches(String(decoding: name, as: UTF8.self)) {
        let path = InputName.join(folder.path, name)
        if let status = status(of: path) { found.append(Entry(path: path, status: status)) }
      }
    }
    return withoutRepeatedFolders(found)
  }

  /// Those children that exist. None is asked for by a pattern, so one that is missing is no error.
  private func children(named name: [UInt8], of level: [Entry]) -> [Entry] {
    level.compactMap { folder in
      let path = InputName.join(folder.path, name)
      guard folder.status.kind == .folder, case .success(let status) = FileStatus.of(path: path) else { return nil }
      return Entry(path: path, status: status)
    }
  }

  /// The folders of `level` and all visible ones below them, each before what it holds.
  private mutating func foldersBelow(_ level: [Entry]) -> [Entry] {
    var found: [Entry] = []
    var seen: Set<FileStatus.Identity> = []
    var waiting = Array(level.reversed())
    while let folder = waiting.popLast() {
      guard folder.status.kind == .folder, seen.insert(folder.status.identity).inserted else { continue }
      found.append(folder)
      for name in names(in: folder.path).reversed() where name.first != UInt8(ascii: ".") {
        let path = InputName.join(folder.path, name)
        if case .success(let status) = FileStatus.of(path: path) { waiting.append(Entry(path: path, status: status)) }
      }
    }
    return found
  }

  /// A folder that is reached by two names at one level gives the same matches twice; with links that lead back, their
  /// number would double with every component.
  private func withoutRepeatedFolders(_ entries: [Entry]) -> [Entry] {
    var seen: Set<FileStatus.Identity> = []
    return entries.filter { $0.status.kind != .folder || seen.insert($0.status.identity).inserted }
  }

  // MARK: The system

  /// The entry `name` of a searched folder, or nil when a search passes over it.
  private mutating func visible(_ name: [UInt8], at path: [UInt8]) -> Entry? {
    if name.first == UInt8(ascii: ".") { return nil }
    if InputName.isWanted(name) {
      guard let status = status(of: path) else { return nil }
      if status.kind == .regular || status.kind == .folder { return Entry(path: path, status: status) }
      // A pipe that lies in a folder would make the search wait for a writer.
      errors.append(InputError(.notAFile, in: String(decoding: path, as: UTF8.self)))
      return nil
    }
    guard case .success(let status) = FileStatus.of(path: path), status.kind == .folder else { return nil }
    return Entry(path: path, status: status)
  }

  private mutating func names(in folder: [UInt8]) -> [[UInt8]] {
    switch FolderListing.names(in: folder) {
    case .success(let names):
      return names
    case .failure(let error):
      errors.append(InputError(.system(action: "list", code: error.code), in: String(decoding: folder, as: UTF8.self)))
      return []
    }
  }

  private mutating func status(of path: [UInt8]) -> FileStatus? {
    switch FileStatus.of(path: path) {
    case .success(let status):
      return status
    case .failure(let error):
      errors.append(InputError(.system(action: "open", code: error.code), in: String(decoding: path, as: UTF8.self)))
      return nil
    }
  }
}
