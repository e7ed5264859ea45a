import JSONReading
import TestSupport
import Testing

/// What may stand beside what: the index finds tokens only, and everything between them is asked of the walk.
@Suite struct TokenOrderTests {
  /// Reads `text` with both readers, and tells whether they accept it.
  private static func isJSON(_ text: String) -> Bool {
    let bytes = PaddedBytes(Array(text.utf8))
    let plain = (try? JSONSyntaxChecker().check(bytes, 0..<bytes.count)) != nil
    for kernel in ScanKernel.all {
      let fast = (try? JSONDocument(Array(text.utf8), kernel: kernel)) != nil
      #expect(fast == plain, "\(text)")
    }
    return plain
  }

  @Test(arguments: [
    "[,1]", "[1,]", "[1,,2]", "[1 2]", "[1:2]", "[:1]", #"["a":1]"#, #"[1,"a":2]"#, #"["a""b"]"#, #"["a",]"#,
    #"["a":]"#, "[[],]", "[[][]]", "[[1,2],,[3,4]]", "[[1,2][3,4]]", "[[1,2]:[3,4]]", "[[,1,2]]", "[[1,2,]]",
    "[[1,,2]]",
    "[[1:2]]", "{,}", #"{"a"}"#, #"{"a",}"#, #"{"a" 1}"#, #"{"a",1}"#, #"{"a"::1}"#, #"{"a":1,}"#, #"{"a":1,,"b":2}"#,
    #"{"a":1 "b":2}"#, #"{"a":1:"b":2}"#, #"{"a":"b":"c"}"#, #"{"a":"b":"c":1}"#, #"{"a":"b""c":1}"#, #"{"a":}"#,
    "{1:2}",
    "{[]:1}", #"{:"a"}"#, #"{,"a":1}"#, #"{"a":{}"b":1}"#, #"{"a":[],}"#, #"{"a":1]"#, #"["a":1}"#, "[1}", "1,", ",1",
    ":1", "1:", "1 2", #""a":1"#, "[1]]", "[[1]", "{}{}", "[1x]", "[-]", "[1.]", "[.5]", "[01]", "[1.5.5]", "[1e]",
    "[truex]",
    "[[1.5,-]]", "[[-,1]]", "[[-.5,1]]", "[[1,2.]]", "[[1.2.3,4]]", "[[1,2.3.4]]", "[[1,-02]]", "[[00,1]]", "[[1,2-]]",
    "[[1-2,3]]", "[[ 1 2,3]]", "[[\n 1,,2\n]]", "[[ 1 ,, 3]]", "[[ 1.,2]]", "[[ 1,01 ]]", "[[ 1,2.3.4]]",
    "[[ -,1 ]]", "[[ 1,-x ]]", "[[1,2e]]", "[[1,2],]", "[[1,2],[3,4],]", "[[1,2]]]", "[[1,2],[3,04]]", "[[1,2}]",
    "[[1,2],[3,4}]",
    "[tru]", #"[1"a"]"#, #"["a"1]"#, "[00,1]", "[1,01]", "[1.,2]",
  ])
  func `what JSON is not`(text: String) {
    #expect(!Self.isJSON(text))
    // Blanks make no difference, and neither do the blocks that a text falls into.
    #expect(!Self.isJSON(Self.spaced(text)))
    #expect(!Self.isJSON("[\"" + String(repeating: "x", count: 59) + "\"," + text + "]"))
  }

  @Test(arguments: [
    "[]", "{}", "[1]", "[1,2]", "[[1,2],[3,4]]", "[[-1.5,2],[0,0.5]]", "[[1,2],3,[-0,-0.0],[]]",
    "[[1e2,3],[4,5E-6],[7,8]]", "[[123456789012345678901234567890.5,1],[2,3]]", #"[{"p":[1,2]},[3,4]]"#, #"["a","b"]"#,
    #"{"a":1}"#,
    #"{"a":"b","c":"d"}"#,
    #"{"a":[1,2],"b":{},"c":[]}"#, #"{"a":"x:y,","b":",:"}"#, "[true,false,null]", "[[true,false]]", "[1e5,2]", #""a""#,
    "1", "-0", #"["",""]"#, #"[":",","]"#,
  ])
  func `what JSON is`(text: String) {
    #expect(Self.isJSON(text))
    #expect(Self.isJSON(Self.spaced(text)))
    #expect(Self.isJSON("[\"" + String(repeating: "x", count: 59) + "\"," + text + "]"))
  }

  /// `text` with a line feed and blanks beside every token that is not in a string.
  private static func spaced(_ text: String) -> String {
    var (spaced, isInString) = ("", false)
    for character in text {
      if character == "\"" { isInString.toggle() }
      let isToken = !isInString && "[]{},:".contains(character)
      spaced += isToken ? "\n         \(character) \t" : String(character)
    }
    return spaced
  }

  @Test(arguments: 0..<200)
  func `both readers agree about soups of tokens`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let tokens = [
      "[", "]", "{", "}", ",", ":", #""a""#, #""b":"#, "1", "-2.5", "true", "[1,2]", ",", " ", "\n        ",
    ]
    for _ in 0..<100 {
      let count = Int.random(in: 1...9, using: &random)
      let soup = (0..<count).map { _ in tokens.randomElement(using: &random) ?? "" }.joined()
      _ = Self.isJSON(soup)
      _ = Self.isJSON("[" + soup + "]")
      _ = Self.isJSON(#"{"k":"# + soup + "}")
    }
  }
}
