#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The names in one folder.
enum FolderListing {
  /// The names in the folder at `path` (empty: the working folder), sorted by their bytes, without `.` and `..`; or
  /// the `errno` of opening or reading it.
  static func names(in path: [UInt8]) -> Result<[[UInt8]], SystemError> {
    let opened = unsafe withPathPointer(path.isEmpty ? [UInt8(ascii: ".")] : path) { unsafe opendir($0) }
    guard let folder = unsafe opened else { return .failure(SystemError(code: errno)) }
    defer { unsafe closedir(folder) }
    var names: [[UInt8]] = []
    while true {
      // The end and a failure both give nil; only a failure sets errno.
      errno = 0
      guard let entry = unsafe readdir(folder) else { break }
      let name = unsafe bytes(of: entry)
      if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] { names.append(name) }
    }
    if errno != 0 { return .failure(SystemError(code: errno)) }
    return .success(names.sorted { $0.lexicographicallyPrecedes($1) })
  }

  private static func bytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    // The name ends in a zero byte within the record that readdir owns until its next call; the record may be shorter
    // than the type, so it is read where it lies and never copied whole.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
  }
}
