import Foundation

/// A program that knows a format better than our own tests do.
public struct OutsideJudge: Sendable {
  /// What a program said and with which status it ended.
  public struct Answer: Equatable {
    /// The status.
    public var status: Int32
    /// Standard output and standard error.
    public var output: String

    /// What a program is expected to say.
    public init(status: Int32, output: String) {
      self.status = status
      self.output = output
    }
  }

  private let program: String
  private let arguments: [String]
  /// What it is asked to see whether it is there.
  private let question: [String]

  private init(program: String, arguments: [String], question: [String] = ["--version"]) {
    self.program = program
    self.arguments = arguments
    self.question = question
  }

  /// `xmllint`, of libxml2.
  public static let xmllint = OutsideJudge(program: "xmllint", arguments: [])

  /// `tidy`, which knows HTML.
  public static let tidy = OutsideJudge(program: "tidy", arguments: [])

  /// Python with its package `jsonschema`. The first argument is the `$id` of a schema in `folder`, the input has a JSON
  /// text on each line; what is wrong with one is printed behind the line's number, from 0.
  public static func jsonSchema(in folder: String) -> OutsideJudge {
    OutsideJudge(
      program: "python3",
      arguments: [
        "-W", "ignore", "-c",
        """
        import json, pathlib, sys
        from jsonschema import Draft202012Validator as Validator
        from referencing import Registry, Resource
        schemas = [json.loads(file.read_text()) for file in pathlib.Path(sys.argv[1]).glob("*.schema.json")]
        registry = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas)
        for schema in schemas: Validator.check_schema(schema)
        schema = next(schema for schema in schemas if schema["$id"] == sys.argv[2])
        validator = Validator(schema, registry=registry)
        for number, line in enumerate(sys.stdin.buffer.read().split(b"\\n")):
          if not line: continue
          for error in validator.iter_errors(json.loads(line)): print(number, error.json_path, error.message)
        """,
        folder,
      ], question: ["-c", "import jsonschema, referencing"])
  }

  /// Python with its package `jsonschema`, which judges the input, one JSON text, by the schema in `file`, of whatever
  /// draft it says, and prints what is wrong.
  public static func jsonSchema(file: String) -> OutsideJudge {
    OutsideJudge(
      program: "python3",
      arguments: [
        "-W", "ignore", "-c",
        """
        import json, sys
        from jsonschema.validators import validator_for
        schema = json.load(open(sys.argv[1]))
        for error in validator_for(schema)(schema).iter_errors(json.load(sys.stdin)):
          print(list(error.absolute_path), error.message[:300])
        """,
        file,
      ], question: ["-c", "import jsonschema"])
  }

  /// Whether the program can be asked here.
  public var isInstalled: Bool { (try? run(question, input: ""))?.status == 0 }

  /// What the program says about `input`.
  public func judge(_ input: String, _ more: [String]) throws -> Answer { try run(arguments + more, input: input) }

  private func run(_ arguments: [String], input: String) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, because two pipes could wait for each other.
    let (inputFile, outputFile) = (folder.appending(path: "input"), folder.appending(path: "output"))
    try Data(input.utf8).write(to: inputFile)
    try Data().write(to: outputFile)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    let output = try FileHandle(forWritingTo: outputFile)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    try output.close()
    return Answer(
      status: process.terminationStatus, output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self))
  }
}
