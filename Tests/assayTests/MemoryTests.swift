import Foundation
import TestSupport
import Testing

/// `--memory`: keys that go to files change nothing but the memory.
@Suite struct MemoryTests {
  static let rules = """
    ruleset: keys
    format: zoo.yaml
    rules:
      name-unique: {unique: {key: asset.name}, message: 'as {first}'}
      tag-unique: {unique: {key: asset.tag, within: file}, message: 'tag as {first}'}
    """

  /// 27 000 names, of which every 500th comes again, early and late; nearly as many tags.
  static let records: String = {
    let names = (0..<27_000).map { $0 % 500 == 499 ? ($0 * 7) % 1000 : $0 }
    return names.map { "{\"zoo\":1,\"name\":\"n\($0)\",\"tag\":\($0 % 26_990)}\n" }.joined()
  }()

  static func scene() throws -> Scene {
    let scene = try Scene()
    try scene.folder.write("keys.yaml", rules)
    try scene.folder.write("many.ndjson", records)
    try FileManager.default.createDirectory(atPath: scene.folder.path + "/tmp", withIntermediateDirectories: true)
    return scene
  }

  static let check = "assay check many.ndjson --rules keys.yaml --format concise"

  static func leftovers(_ scene: Scene) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scene.folder.path + "/tmp")
  }

  @Test func `the output does not depend on the memory`() throws {
    let scene = try Self.scene()
    let large = try scene.shell("TMPDIR=nowhere \(Self.check) --memory 1G")
    #expect(large.status == 1)
    // 27 000 keys a rule, 12 000 of which fit into half of this.
    let small = try scene.shell("TMPDIR=tmp \(Self.check) --memory 1MiB --jobs 2")
    #expect(small == large)
    #expect(large.output.split(separator: "\n").count > 80)
    #expect(large.output.hasPrefix("many.ndjson:500:17: error: as many.ndjson:494:17 [name-unique] /name\n"))
    #expect(try Self.leftovers(scene) == [])
  }

  @Test(arguments: [
    ("ulimit -f 200; TMPDIR=tmp", "cannot write the temporary file for keys in tmp: File too large"),
    ("TMPDIR=nowhere", "cannot create the temporary file for keys in nowhere: No such file or directory"),
  ])
  func `a disk that takes no keys makes the run incomplete`(shell: String, message: String) throws {
    let scene = try Self.scene()
    let line = "\(shell); export TMPDIR; \(Self.check) --memory 1MiB --fail-on never"
    let result = try scene.shell(line)
    #expect(result.status == 3)
    let lines = result.output.split(separator: "\n")
    let unjudged = lines.indices.filter { lines[$0].contains(": not judged: ") }
    let places = ["[name-unique] /name", "[tag-unique] /tag"]
    #expect(
      Set(unjudged.map { lines[$0].drop { $0 != " " } })
        == Set(places.map { " error: not judged: keys from here on: \(message) \($0)" }))
    #expect(unjudged.count == places.count)
    let first = try #require(unjudged.last)
    // What was remembered before is still found.
    #expect(lines[(first + 1)...].contains { $0.contains(": error: as many.ndjson:") })
    #expect(try Self.leftovers(scene) == [])
  }

  /// 20 000 records that each refer to one behind them, but for every 500th, which refers to nothing.
  static func referringScene() throws -> Scene {
    let scene = try Scene()
    let links = (0..<20_000).map {
      "{\"zoo\":1,\"name\":\($0),\"next\":\($0 % 500 == 7 ? -1 : ($0 + 9000) % 20_000)}\n"
    }
    try scene.folder.write("links.ndjson", links.joined())
    try scene.folder.write(
      "links.yaml",
      """
      ruleset: links
      format: zoo.yaml
      rules: {r: {references: {keys: '[asset.next]', to: {on: asset, key: asset.name}}}}
      """)
    try FileManager.default.createDirectory(atPath: scene.folder.path + "/tmp", withIntermediateDirectories: true)
    return scene
  }

  static let checkLinks = "assay check links.ndjson --rules links.yaml --format concise --window-bytes 4096"

  @Test func `what references find does not depend on the memory`() throws {
    let scene = try Self.referringScene()
    let large = try scene.shell("TMPDIR=nowhere \(Self.checkLinks) --memory 1G")
    #expect(large.status == 1)
    #expect(large.output.split(separator: "\n").count == 40)
    #expect(large.output.hasPrefix("links.ndjson:8:26: error: no asset in the export has asset.name -1 [r] /next\n"))
    // A few hundred references fit into this.
    #expect(try scene.shell("TMPDIR=tmp \(Self.checkLinks) --memory 1MiB --jobs 2") == large)
    #expect(try Self.leftovers(scene) == [])
  }

  @Test func `references that a disk does not take are not judged`() throws {
    let scene = try Self.referringScene()
    let result = try scene.shell("TMPDIR=nowhere \(Self.checkLinks) --memory 1MiB --fail-on never")
    #expect(result.status == 3)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count { $0.contains(": not judged: references from here on: cannot create the temporary file") } == 1)
    // Those that were kept before are still found.
    #expect(lines.contains("links.ndjson:8:26: error: no asset in the export has asset.name -1 [r] /next"))
    #expect(lines.count { $0.contains(": error: no asset") } < 40)
  }

  @Test func `the ledger counts subjects whose keys a disk does not take once`() throws {
    let scene = try Self.referringScene()
    let rules = try #require(scene.folder.read("links.yaml"))
    try scene.folder.write("links.yaml", rules.replacingOccurrences(of: "[asset.next]", with: "[asset.next, -2, -3]"))
    let result = try scene.shell("TMPDIR=nowhere \(Self.checkLinks) --memory 1MiB --format json:r.json")
    #expect(result.status == 3)
    let json = try JSONSerialization.jsonObject(with: Data(try #require(scene.folder.read("r.json")).utf8))
    let ledger = try #require((json as? [String: Any])?["ledger"] as? [[String: Any]])
    let entry = try #require(ledger.first { $0["rule"] as? String == "r" })
    func count(_ name: String) throws -> Int { try #require(entry[name] as? Int) }
    #expect(try count("seen") == 20_000)
    #expect(try count("passed") + count("failed") + count("errored") == 20_000)
    #expect(try count("passed") >= 0 && count("failed") > 0 && count("errored") > 0)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "no list of open files here"))
  func `a request to end leaves no temporary file behind`() throws {
    let scene = try Self.scene()
    let result = try scene.shell(
      """
      mkfifo pipe; export TMPDIR=tmp
      assay check - --rules keys.yaml --memory 1MiB --format concise <pipe >out & id=$!
      exec 3>pipe; cat many.ndjson many.ndjson >&3
      for try in $(seq 600); do ls -l /proc/$id/fd | grep -q 'tmp/assay.*deleted' && break; sleep 0.1; done
      ls -l /proc/$id/fd | grep -c 'tmp/assay.*deleted' >open; ls tmp; kill -TERM $id; wait $id
      """)
    #expect(result == BuiltTool.Result(status: 143))
    #expect((scene.folder.read("open").flatMap { Int($0.dropLast()) } ?? 0) > 0)
    #expect(try Self.leftovers(scene) == [])
  }

  @Test(arguments: ["1MiB", "1048576", "2mb", "4G", "2048K"])
  func `sizes have units`(size: String) throws {
    #expect(try Scene().check(["clean.json", "--memory", size, "--quiet"]) == BuiltTool.Result(status: 0))
  }

  @Test(arguments: ["1MB", "-1G", "1.5G", "1X", "MiB", "1GB!", "99999999999G"])
  func `what is no size, or too small, is an error of use`(size: String) throws {
    let result = try Scene().check(["clean.json", "--memory=\(size)"])
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains("takes a size from 1MiB to 16TiB, such as 512MiB, 4G or 64MB, not '\(size)'"))
  }
}
