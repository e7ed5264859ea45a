#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written beside its place and takes it when it is whole: whoever reads the file meanwhile, or finds it
/// after a crash, has the old one or the new one.
public final class FileReplacement {
  /// Where the file belongs.
  public let path: String
  /// Where it is written.
  public let temporaryPath: String
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var isOpen = true
  private static let blockByteCount = 1 << 18

  /// A new file for `path`, with the permissions of the file that is there. Throws when there is something that cannot be
  /// replaced: a symbolic link, whose file would stay what it is, a file with other names, which would, or no file.
  public init(_ path: String) throws(FixError) {
    self.path = path
    temporaryPath = "\(path).\(getpid()).part"
    var status = stat()
    let isThere = unsafe lstat(path, &status) == 0
    if isThere {
      switch status.st_mode & S_IFMT {
      case S_IFREG where status.st_nlink > 1:
        throw FixError(
          "\(path) has \(status.st_nlink) names, and the others would keep the old text; write it with --output",
          isUsage: true)
      case S_IFREG: break
      case S_IFLNK:
        throw FixError("\(path) is a symbolic link; name the file that it leads to", isUsage: true)
      default: throw FixError("\(path) is no regular file", isUsage: true)
      }
    }
    descriptor = unsafe open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FixError(system: "create \(temporaryPath)") }
    // Of somebody else's file the owner changes, unless the system lets it be given away.
    if isThere {
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      _ = fchmod(descriptor, status.st_mode & 0o7777)
    }
  }

  deinit { discard() }

  /// Adds `bytes`.
  public func append(_ bytes: [UInt8]) throws(FixError) {
    pending += bytes
    if pending.count > Self.blockByteCount { try flush() }
  }

  /// Writes what has been added, so that the file at the temporary path can be read.
  public func flush() throws(FixError) {
    try FileWriting.write(pending, to: descriptor, named: temporaryPath)
    pending.removeAll(keepingCapacity: true)
  }

  /// Puts the file in its place, when all of it is on the disk.
  public func commit() throws(FixError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw FixError(system: "write \(temporaryPath)") }
    isOpen = false
    guard close(descriptor) == 0 else { throw FixError(system: "write \(temporaryPath)") }
    guard unsafe rename(temporaryPath, path) == 0 else {
      let error = FixError(system: "replace \(path)")
      _ = unsafe unlink(temporaryPath)
      throw error
    }
    syncFolder()
  }

  /// The new name is on the disk only when its folder is. Some systems cannot do that, and then nobody can.
  private func syncFolder() {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }

  /// Removes the file that is not whole.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    _ = close(descriptor)
    _ = unsafe unlink(temporaryPath)
  }
}
