import Foundation

/// A browser without a window.
public struct Browser: Sendable {
  /// What became of a page.
  public struct View {
    /// The document after its scripts have run.
    public var page: String
    /// What the console said.
    public var complaints: [String]
  }

  /// Chromium, under the names that systems give it.
  public static let chromium = Browser(names: ["chromium", "chromium-browser", "google-chrome"])

  private let path: String?

  private init(names: [String]) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    path = names.flatMap { name in folders.map { "\($0)/\(name)" } }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Whether it is here.
  public var isInstalled: Bool { path != nil }

  /// Opens `page` and waits for its scripts. `fragment` stands behind the address.
  public func view(_ page: String, fragment: String = "") throws -> View {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, output, errors) = (
      folder.appending(path: "page.html"), folder.appending(path: "output"), folder.appending(path: "errors")
    )
    for (url, text) in [(file, page), (output, ""), (errors, "")] { try Data(text.utf8).write(to: url) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--user-data-dir=\(folder.path)/profile",
      "--virtual-time-budget=5000", "--enable-logging=stderr", "--dump-dom", "file://\(file.path)\(fragment)",
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    func text(_ url: URL) throws -> String { try String(decoding: Data(contentsOf: url), as: UTF8.self) }
    return View(
      page: try text(output),
      complaints: try text(errors).split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init))
  }
}
