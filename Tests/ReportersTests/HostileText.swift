/// Texts that formats, terminals and parsers have trouble with.
enum HostileText: CaseIterable {
  case empty, markup, endOfCDATA, controls, lineEnds, notCharacters, replacementCharacter, directions, escapes, megabyte

  var text: String {
    switch self {
    case .empty: ""
    case .markup: "&amp;<!--\"'"
    case .endOfCDATA: "]]>"
    case .controls: "\u{0}\u{1B}[31m\u{7F}\u{85}"
    case .lineEnds: "\r\n\t\u{2028}"
    case .notCharacters: "\u{FFFE}\u{FFFF}\u{10FFFF}"
    case .replacementCharacter: "a\u{FFFD}"
    case .directions: "\u{202E}\u{2066}"
    case .escapes: #"\"/~0~1\u001b"#
    case .megabyte: String(repeating: "é\n<", count: 250_000)
    }
  }
}
