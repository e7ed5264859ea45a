#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a report or a result goes: a descriptor of the process, or a file that appears under its name only when it is
/// whole.
struct Output {
  private let descriptor: Int32
  /// Where the file is written, and where it belongs.
  private let temporaryPath: String?
  private let path: String?
  /// The file that `path` leads to, through symbolic links.
  private let target: String?
  /// The system's number of the first error; nothing more is written after it.
  private(set) var failure: Int32?

  static let standardOutput = Output(descriptor: 1)
  static let standardError = Output(descriptor: 2)

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    (temporaryPath, path, target) = (nil, nil, nil)
  }

  /// A file at `path`, written beside it. `nil` when it cannot be created; `errno` tells why.
  init?(path: String) {
    if path == "-" || path == "/dev/stdout" {
      self = .standardOutput
      return
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      // A device or a pipe is written to, never replaced.
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      (temporaryPath, target) = (nil, nil)
      self.path = path
      return
    }
    let target = Self.target(of: path)
    let temporaryPath = "\(target).\(getpid()).part"
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    // What takes the place of a file may be read by the same people.
    if status.st_mode & S_IFMT == S_IFREG { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    self.temporaryPath = temporaryPath
    self.path = path
    self.target = target
    UnfinishedFiles.add(temporaryPath)
  }

  /// Where a file at `path` is written: what a symbolic link leads to, if anything; one path for each place, there yet or not.
  private static func target(of path: String) -> String {
    if let resolved = resolved(path) { return resolved }
    let slash = path.lastIndex(of: "/")
    guard let folder = resolved(slash.map { String(path[...$0]) } ?? ".") else { return path }
    return folder + "/" + (slash.map { String(path[path.index(after: $0)...]) } ?? path)
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether files at both paths would be one.
  static func isSamePlace(_ path: String, _ other: String) -> Bool { target(of: path) == target(of: other) }

  /// Says that no file can be made at `path`, for the reason that `errno` tells.
  static func failure(at path: String) -> String {
    let code = errno
    let isTaken = code == EEXIST && UnfinishedFiles.contains("\(target(of: path)).\(getpid()).part")
    return "cannot write \(path): "
      + (isTaken ? "this run writes something else there" : String(cString: strerror(code)))
  }

  /// A file at `path` that is written at its end, as other programs write
  /// there, too. `nil` when it cannot be opened; `errno` tells why.
  init?(appendingTo path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    (temporaryPath, target) = (nil, nil)
    self.path = path
  }

  /// Whether it is a terminal.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether it was named as a file; standard output and standard error are none, `-` included.
  var isFile: Bool { path != nil }

  /// The file that it takes the place of, if one is there when it is whole; `nil` for devices, pipes and standard output.
  var replacedPath: String? { temporaryPath == nil ? nil : path }

  /// Whether it is the standard output of the process, by whatever name.
  var isStandardOutput: Bool { path == nil && descriptor == 1 }

  /// What errors call it.
  var name: String { path ?? (descriptor == 2 ? "standard error" : "standard output") }

  /// Writes all of `bytes`.
  mutating func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, failure == nil {
      let count = rest.withUnsafeBytes { Self.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { failure = errno }
    }
  }

  private static func write(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, start, count)
    #else
      Darwin.write(descriptor, start, count)
    #endif
  }

  /// Puts the file under its name, or removes it when it is not whole.
  mutating func close() {
    guard let temporaryPath, let target else { return }
    if Self.close(descriptor) != 0, failure == nil { failure = errno }
    if failure == nil, rename(temporaryPath, target) != 0 { failure = errno }
    if failure != nil { unlink(temporaryPath) }
    UnfinishedFiles.remove(temporaryPath)
  }

  /// Lets the file be as it was before.
  mutating func discard() {
    guard let temporaryPath else { return }
    _ = Self.close(descriptor)
    unlink(temporaryPath)
    UnfinishedFiles.remove(temporaryPath)
  }

  /// Writes `text` and a line feed to standard output. What keeps it from that is told, and ends the command: nothing that
  /// could not be written may look like a success.
  static func print(_ text: String, terminator: String = "\n") throws(ExitStatus) {
    var output = standardOutput
    output.write(Array((text + terminator).utf8))
    try output.check()
  }

  /// Tells why something could not be written, if so, and ends the command.
  func check() throws(ExitStatus) {
    guard let failure else { return }
    StandardError.write("assay: cannot write \(name): \(String(cString: strerror(failure)))")
    throw .incomplete
  }

  /// Writes a whole file. What keeps it from that is told, and ends the command.
  static func write(_ bytes: [UInt8], to path: String) throws(ExitStatus) {
    guard var output = Output(path: path) else {
      StandardError.write("assay: \(failure(at: path))")
      throw .usage
    }
    output.write(bytes)
    output.close()
    try output.check()
  }

  private static func close(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }
}

/// The files that a signal must not leave behind.
enum UnfinishedFiles {
  // Read by a signal handler, which may do nothing but look at plain memory: a fixed table of C strings, where an entry
  // is set and cleared by one write. Only the main thread writes it.
  private static let capacity = 64
  nonisolated(unsafe) private static let paths: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    paths.initialize(repeating: nil, count: capacity)
    return paths
  }()

  static func add(_ path: String) {
    for place in 0..<capacity where paths[place] == nil {
      paths[place] = strdup(path)
      return
    }
  }

  /// Whether the file at `path` is one of them.
  static func contains(_ path: String) -> Bool {
    (0..<capacity).contains { place in paths[place].map { strcmp($0, path) == 0 } ?? false }
  }

  static func remove(_ path: String) {
    for place in 0..<capacity {
      guard let entry = paths[place], strcmp(entry, path) == 0 else { continue }
      paths[place] = nil
      free(entry)
      return
    }
  }

  /// Removes all of them.
  static func removeAll() {
    for place in 0..<capacity {
      if let path = paths[place] { unlink(path) }
    }
  }

  /// Makes an interruption, a request to end and a reader that has gone away remove unfinished files; the exit status
  /// is 128 and the signal's number, whatever the parent process wanted to be ignored.
  static func removeOnSignals() {
    _ = paths
    // Beyond the limit on the size of files, writing fails instead, and the run can say so.
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] {
      signal(number) { number in
        UnfinishedFiles.removeAll()
        _exit(128 + number)
      }
    }
  }
}
