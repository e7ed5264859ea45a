#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the benchmarks know of the place they run at.
enum Machine {
  /// The folder of this file, and the package's.
  static let folder = parent(of: #filePath)
  static let root = parent(of: parent(of: parent(of: folder)))

  /// The tool built beside this program; `nil` when it was not.
  static var tool: String? { program("assay") }

  /// The program that does nothing, built beside this one; `nil` when it was not.
  static var emptyProgram: String? { program("emptyprogram") }

  private static func program(_ name: String) -> String? {
    let path = "\(parent(of: CommandLine.arguments[0]))/\(name)"
    return access(path, X_OK) == 0 ? path : nil
  }

  static var description: String {
    "simdjson with \(Reference.kernel), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores"
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}
