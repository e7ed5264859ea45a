public import Foundation

/// The folder with reference material beside the project: conformance suites, schemas, examples. Tests that need it
/// are skipped without it.
public enum SharedFolder {
  /// The conformance suites: `ASSAY_SUITES` when set, else `../shared/suites` from the project's root.
  public static let suites: URL? = existing(
    ProcessInfo.processInfo.environment["ASSAY_SUITES"].map { URL(fileURLWithPath: $0) }
      ?? root.appending(path: "../shared/suites"))

  /// Schemas of other people's formats.
  public static let schemas: URL? = existing(root.appending(path: "../shared/schemas"))

  /// The twelve example assets.
  public static let examples: URL? = existing(root.appending(path: "../shared/reference/examples"))

  /// Programs that make test data.
  public static let tools: URL? = existing(root.appending(path: "../shared/tools"))

  /// The project's root.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func existing(_ url: URL) -> URL? {
    let url = url.standardizedFileURL
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }
}
