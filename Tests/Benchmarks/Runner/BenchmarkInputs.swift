#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files to measure with: the same assets in several layouts. Made once and kept in the build folder.
struct BenchmarkInputs {
  let folder: String
  let recordCount: Int
  private let source: String
  /// NDJSON in which one kind of content prevails: what it is, and the assets.
  private(set) var mixes: [(name: String, corpus: Corpus)] = []

  /// What the reference reads of the same assets.
  var corpus: Corpus { Corpus(title: "DOM", path: lines, separator: "\n", recordCount: recordCount) }
  var prettyCorpus: Corpus {
    Corpus(title: "DOM, pretty", path: "\(folder)/pretty.txt", separator: "\n}\n", recordCount: recordCount)
  }

  var lines: String { "\(folder)/lines.ndjson" }
  var array: String { "\(folder)/array.json" }
  var pretty: String { "\(folder)/pretty.json" }
  var tenAssets: String { "\(folder)/ten.json" }
  /// Every record breaks one of the five checks.
  var dirty: String { "\(folder)/dirty.ndjson" }
  /// `nil` where the system has no such command.
  var gzip: String? { existing("\(lines).gz") }
  var zip: String? { existing("\(lines).zip") }

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
    recordCount = try Self.lineCount(of: "\(folder)/lines.ndjson")
    guard hasGenerator else { return }
    for mix in Self.mixes {
      let path = Self.path(of: mix.name, in: folder)
      mixes.append(
        (mix.name, Corpus(title: "DOM", path: path, separator: "\n", recordCount: try Self.lineCount(of: path))))
    }
  }

  /// What the generator is told for each mix.
  private static let mixes: [(name: String, arguments: [String])] = [
    ("images", ["--mix", "image=1"]), ("videos", ["--mix", "video=1"]),
    ("segmentations", ["--mix", "image=0.5,multi-page=0.5", "--annotations", "60", "--history", "0"]),
  ]

  private static func path(of mix: String, in folder: String) -> String { "\(folder)/\(mix).ndjson" }

  private static func lineCount(of path: String) throws -> Int {
    var count = 0
    try InputFile.forEachLine(of: path) { _ in count += 1 }
    return count
  }

  private static func make(in folder: String, megabytes: Int, generator: String?) throws {
    let (lines, dirty) = ("\(folder)/lines.ndjson", "\(folder)/dirty.ndjson")
    if let generator {
      let arguments = ["python3", generator, "--format", "ndjson", "--bytes", "\(megabytes)M"]
      try ChildProcess.run(arguments + ["--out", lines], expecting: [0])
      let kinds = "multi-page,video,image-size,external-id,asset-url"
      try ChildProcess.run(arguments + ["--out", dirty, "--defects", "1", "--defect-kinds", kinds], expecting: [0])
      for mix in mixes {
        let size = ["--bytes", "\(max(1, megabytes / 4))M", "--out", path(of: mix.name, in: folder)]
        try ChildProcess.run(["python3", generator, "--format", "ndjson"] + mix.arguments + size, expecting: [0])
      }
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
