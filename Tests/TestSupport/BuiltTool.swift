public import Foundation

/// The built binary, run as a user runs it.
public struct BuiltTool {
  /// What a run gave.
  public struct Result: Hashable {
    /// Exit status, or 128 and the number of the signal that ended it, as a shell says it.
    public var status: Int32
    /// Standard output and standard error.
    public var output, errors: String

    /// What a run is expected to give.
    public init(status: Int32, output: String = "", errors: String = "") {
      self.status = status
      self.output = output
      self.errors = errors
    }
  }

  /// The binary lies beside the bundle of the tests.
  public static let path: String = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      let folder = bundle?.deletingLastPathComponent() ?? URL(fileURLWithPath: CommandLine.arguments[0])
    #else
      let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    #endif
    return folder.appending(path: "assay").path
  }()

  /// Runs the tool with `arguments` in `folder`, the project's root unless told, and waits for its end.
  public static func run(
    _ arguments: [String], in folder: String = SharedFolder.root.path, input: Data = Data()
  ) throws -> Result {
    try run(executable: path, arguments, in: folder, input: input)
  }

  /// Runs a line of shell in which `assay` is the built tool.
  public static func shell(_ line: String, in folder: String = SharedFolder.root.path) throws -> Result {
    let tools = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return try run(executable: "/bin/sh", ["-c", "PATH='\(tools)':$PATH; \(line)"], in: folder, input: Data())
  }

  private static func run(
    executable: String, _ arguments: [String], in folder: String, input: Data
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let scratch = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    // Files instead of pipes: nobody has to read while the tool writes.
    let names = ["input", "output", "errors"].map { scratch.appending(path: $0) }
    for (name, content) in zip(names, [input, Data(), Data()]) { try content.write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    let status = process.terminationStatus
    return Result(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
  }
}
