#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files to measure with: the same assets in several layouts. Made once and kept in the build folder.
struct BenchmarkInputs {
  /// How the reference gets the documents: it reads no arrays in blocks.
  enum Layout: CaseIterable {
    /// A document a line.
    case lines
    /// One pretty-printed document after the other.
    case indented

    /// What ends a document and stands nowhere within one.
    var separator: String { self == .lines ? "\n" : "\n}\n" }
  }

  let folder: String
  let recordCount: Int
  private let source: String

  var lines: String { "\(folder)/lines.ndjson" }
  var array: String { "\(folder)/array.json" }
  var pretty: String { "\(folder)/pretty.json" }
  var tenAssets: String { "\(folder)/ten.json" }
  /// Every record breaks one of the five checks.
  var dirty: String { "\(folder)/dirty.ndjson" }
  /// `nil` where the system has no such command.
  var gzip: String? { existing("\(lines).gz") }
  var zip: String? { existing("\(lines).zip") }

  func referencePath(_ layout: Layout) -> String { layout == .lines ? lines : "\(folder)/pretty.txt" }

  func referenceByteCount(_ layout: Layout) -> Int { Self.byteCount(of: referencePath(layout)) }

  static func byteCount(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private func existing(_ path: String) -> String? { Self.byteCount(of: path) > 0 ? path : nil }

  var description: String { "\(recordCount) assets in \(Self.byteCount(of: lines) / 1_000_000) MB, \(source)" }

  /// The inputs of `megabytes` MB, written by the program at `generator` if it is there, else by `AssetMaker`.
  init(megabytes: Int, generator: String) throws {
    let hasGenerator = access(generator, R_OK) == 0
    source = hasGenerator ? "by \(generator.split(separator: "/").last ?? "")" : "by the benchmarks' own generator"
    folder = "\(Machine.root)/.build/benchmarks/\(megabytes)MB-\(hasGenerator ? "full" : "simple")"
    let mark = "\(folder)/complete"
    if access(mark, F_OK) != 0 {
      for depth in [".build", ".build/benchmarks"] { mkdir("\(Machine.root)/\(depth)", 0o777) }
      mkdir(folder, 0o777)
      try Self.make(in: folder, megabytes: megabytes, generator: hasGenerator ? generator : nil)
      try OutputFile(mark).close()
    }
    var count = 0
    try InputFile.forEachLine(of: "\(folder)/lines.ndjson") { _ in count += 1 }
    recordCount = count
  }

  private static func make(in folder: String, megabytes: Int, generator: String?) throws {
    let (lines, dirty) = ("\(folder)/lines.ndjson", "\(folder)/dirty.ndjson")
    if let generator {
      let arguments = ["python3", generator, "--format", "ndjson", "--bytes", "\(megabytes)M"]
      try ChildProcess.run(arguments + ["--out", lines], expecting: [0])
      let kinds = "multi-page,video,image-size,external-id,asset-url"
      try ChildProcess.run(arguments + ["--out", dirty, "--defects", "1", "--defect-kinds", kinds], expecting: [0])
    } else {
      try AssetMaker.write(byteCount: megabytes * 1_000_000, to: lines, isDefective: false)
      try AssetMaker.write(byteCount: megabytes * 1_000_000, to: dirty, isDefective: true)
    }
    try JSONLayout.writeArray(of: lines, to: "\(folder)/array.json", isPretty: false)
    try JSONLayout.writeArray(of: lines, to: "\(folder)/pretty.json", isPretty: true)
    try JSONLayout.writeArray(of: lines, to: "\(folder)/ten.json", isPretty: false, limit: 10)
    try JSONLayout.writeIndented(lines, to: "\(folder)/pretty.txt")
    // Where these commands are missing, their workloads are left out.
    _ = try? ChildProcess.run(["gzip", "-c", lines], output: "\(lines).gz", expecting: [0])
    _ = try? ChildProcess.run(["zip", "-q", "-j", "\(lines).zip", lines], expecting: [0])
  }
}
