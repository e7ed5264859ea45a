#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file cannot be put right.
public struct FixError: Error, Hashable, Sendable {
  /// A clause in lower case, with the file's name.
  public var message: String
  /// Whether another command line would do; else the file or the system is at fault.
  public var isUsage: Bool

  /// An error of use or of the system.
  public init(_ message: String, isUsage: Bool = false) {
    self.message = message
    self.isUsage = isUsage
  }

  /// A call to the system that failed: `errno` tells why.
  init(system action: String) {
    self.init("cannot \(action): \(unsafe String(cString: strerror(errno)))")
  }
}
