import Secrets
import Testing

@Suite struct SecretMaskTests {
  @Test(arguments: [
    ("nothing here, é 日本", "nothing here, é 日本"),
    ("?sig=abc&x=1", "?sig=***&x=1"),
    ("?sig=é日🦊&x", "?sig=***&x"), ("日?sig=日&é?token=é", "日?sig=*&é?token=*"),
    ("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20250305", "X-Amz-Credential=********************%2F20250305"),
    ("a https://u:p@h/?token=b c", "a https://***@h/?token=* c"),
    (#"a\u0026sig=\u0061b\u0022"#, #"a\u0026sig=*******\u0022"#),
  ])
  func `hides credentials, scalar by scalar`(text: String, expected: String) {
    #expect(SecretMask.masked(text) == expected)
    #expect(SecretMask.masked(text).unicodeScalars.count == text.unicodeScalars.count)
  }

  @Test(arguments: [
    ("'jo@example.com' worked", "jo@example.com", "'**************' worked"),
    ("the host is example.com", "jo@example.com", "the host is ***********"),
    ("starts with jo@exam", "jo@example.com", "starts with jo@exam"),
    ("=1+2 and =1+2", "=1+2", "**** and ****"),
    ("é", "é", "*"), ("a", "", "a"), ("", "a", ""),
  ])
  func `hides a value and its pieces`(text: String, value: String, expected: String) {
    #expect(SecretMask.masked(text, hiding: value) == expected)
  }

  @Test func `a long value is hidden in a long text in linear time`() {
    let value = String(repeating: "ab", count: 500_000)
    let masked = SecretMask.masked(value + "c" + value, hiding: value)
    #expect(masked.utf8.count { $0 == UInt8(ascii: "*") } == 2_000_000)
  }
}
