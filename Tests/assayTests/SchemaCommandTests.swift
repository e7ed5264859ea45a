import Foundation
import TestSupport
import Testing

/// Judging by a schema without a rule set.
@Suite struct SchemaCommandTests {
  @Test(
    arguments: [
      (#"{"type": "integer"}"#, "5", Int32(0), ""),
      (
        #"{"type": "integer"}"#, #"[1, "2", {"a": 1}]"#, 1,
        [
          "<stdin>:1:5: error: the value is '2', not a whole number [schema]\n",
          "<stdin>:1:10: error: the value is an object of 1 member, not a whole number [schema]\n",
        ].joined()
      ),
      (#"{"type": "string"}"#, "\"a\"\nnull\n", 1, "<stdin>:2:1: error: the value is null, not a text [schema]\n"),
      ("false", "{}", 1, "<stdin>:1:1: error: the object is not allowed [schema]\n"),
      (#"{"format": "email"}"#, #"["x"]"#, 0, ""),
    ] as [(String, String, Int32, String)])
  func `any JSON value is a record`(schema: String, input: String, status: Int32, output: String) throws {
    let folder = try ScratchFolder()
    try folder.write("s.json", schema)
    let result = try BuiltTool.run(
      ["check", "-", "--schema", "s.json", "--format", "concise"], in: folder.path, input: Data(input.utf8))
    #expect(result == BuiltTool.Result(status: status, output: output))
  }

  @Test func `format is judged when that is asked for`() throws {
    let folder = try ScratchFolder()
    try folder.write("s.yaml", "format: email")
    let result = try BuiltTool.run(
      ["check", "-", "--schema", "s.yaml", "--assert-formats", "--format", "concise"], in: folder.path,
      input: Data(#"["x"]"#.utf8))
    #expect(
      result
        == BuiltTool.Result(
          status: 1, output: "<stdin>:1:2: error: the value is 'x', not an e-mail address [schema]\n"))
  }

  @Test func `errors of the schema have their place, and those of the command line none`() throws {
    let folder = try ScratchFolder()
    try folder.write("s.json", "{\n  \"minimum\": \"3\"\n}")
    #expect(
      try BuiltTool.run(["check", "-", "--schema", "s.json"], in: folder.path)
        == BuiltTool.Result(
          status: 2,
          errors: """
            s.json:2:14: error: minimum is '3', not a number
               |
             2 |   "minimum": "3"
               |              ^
            assay: 1 error in rule sets; nothing was judged

            """))
    #expect(
      try BuiltTool.run(["check", "-", "--schema", "ango/aset"], in: folder.path)
        == BuiltTool.Result(
          status: 2,
          errors: """
            error: schema 'ango/aset' cannot be read: cannot open: No such file or directory, did you mean 'ango/asset'?
            assay: 1 error in rule sets; nothing was judged

            """))
  }

  @Test func `threads do not change the output`() throws {
    let arguments = ["check", "Fixtures/golden/every-rule/input.json", "--schema", "ango/asset", "--format", "json"]
    let one = try BuiltTool.run(arguments + ["--jobs", "1", "--window-bytes", "4096"])
    #expect(one.status == 1)
    #expect(one.output.contains("\"rule\":\"schema\""))
    #expect(try BuiltTool.run(arguments + ["--jobs", "8", "--window-bytes", "4096"]) == one)
  }
}
