import Testing

@testable import YAMLReading

@Suite struct SimpleTextReaderTests {
  private func parsed(_ text: [UInt8]) -> YAMLNode? { try? YAMLDocument(text, path: "a.yaml").root }

  private static let rules = """
    # A rule set.
    ruleset: acme/rules   # its name
    extends: [a, 'b c', "d – e", []]

    params:
      most: {default: 2.5, description: "it's so", more: {}}
    rules:
      first-rule:
        title: Names – of tools, none
        on: &places
          - $.task.tools[*]
          - $['it''s']
        where: &given >-
          has(a.b)
          && a.b != ''   #not a comment

        assert: *given
        other: *places
        tests:
          - image: url(a) == 'x'
            more: true
          - 1.5
          - '- quoted'
          - 'it''s'
      last: off
    """

  @Test func `a simple text has the nodes and places that libyaml gives it`() throws {
    let text = Array(Self.rules.utf8)
    let root = try #require(SimpleTextReader.root(of: text))
    #expect(root == parsed(text))
    #expect(root["rules"]?["first-rule"]?["assert"]?.text == "has(a.b) && a.b != ''   #not a comment")
  }

  @Test(arguments: [
    "", "a", "a:", "a: b: c", "a: b\n  c", "a: >\n  b", "a: |\n  b", "a: >-\n  b\n   c", "a: >-\n  b\n\n  c",
    "a: >-\n  b\n\n  # c", "a: >-\nb: c", "a: >-  \n  b", "a: >-\n  b  \nc: d", "a: \"b\\n\"", "a: 'b", "a: 'b' c",
    "a: b\ta", "a: [b,\n  c]", "a: [b, c", "a: [b: c]", "a: {b}", "a: {b:c}", "a: {'b': c}", "a: {b: }", "a: [b,]",
    "a: [b]c", "a: b\na: c", "a: *b", "a: &b\n  - *b", "a: &b *c", "a: &\n  - b", "a: &b{ c", "a: !!str b",
    "a: b\r\nc: d", "---\na: b", "a: b\n...", "%TAG ! a\na: b", "'a': b", "? a\n: b", "a:\n- b", "a:\n  - b\n - c",
    "a:\n   b: c\n  d: e", "a : b", "a: b\n c: d", "\u{FEFF}a: b", "a: b\u{2028}c", "a: b\u{85}c", "a: @b", "a: `b`",
    "a:\n  -  - b\n  c: d",
  ])
  func `all else is for libyaml`(text: String) { #expect(SimpleTextReader.root(of: Array(text.utf8)) == nil) }

  @Test(arguments: Array(0x00..<0x20).filter { $0 != 0x0A } + [0x7F] as [UInt8])
  func `a control is found wherever it stands`(control: UInt8) {
    for place in 3..<40 {
      var text = Array("a: ".utf8) + Array(repeating: UInt8(ascii: "~"), count: 40)
      text[place] = control
      #expect(SimpleTextReader.root(of: text) == nil, "\(place)")
      text[place] = UInt8(ascii: "b")
      #expect(SimpleTextReader.root(of: text) != nil, "\(place)")
    }
  }

  /// Characters that mean something, and some that do not.
  private static let characters = Array(" \n:#-,[]{}&*!|>'\"%@`?ab0~\t\r\\.<=é–".utf8)

  @Test(arguments: 0..<40)
  func `a damaged text is read as libyaml reads it or not at all`(seed: UInt64) {
    var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func below(_ count: Int) -> Int {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      return Int(random % UInt64(count))
    }
    let lines = Self.rules.split(separator: "\n", omittingEmptySubsequences: false)
    for _ in 0..<50 {
      let first = below(lines.count)
      let indent = lines[first].prefix { $0 == " " }.count
      let part = lines[first..<min(lines.count, first + 1 + below(12))].map { $0.dropFirst(indent) }
      var text = Array(part.joined(separator: "\n").utf8)
      for _ in 0..<below(4) where !text.isEmpty {
        let at = below(text.count)
        switch below(3) {
        case 0: text.remove(at: at)
        case 1: text[at] = Self.characters[below(Self.characters.count)]
        default: text.insert(Self.characters[below(Self.characters.count)], at: at)
        }
      }
      guard String(validating: text, as: UTF8.self) != nil, let root = SimpleTextReader.root(of: text) else { continue }
      #expect(root == parsed(text), "\(String(decoding: text, as: UTF8.self))")
    }
  }
}
