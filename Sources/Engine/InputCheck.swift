public import Findings
import JSONReading

/// What the tool itself checks of every input, before any rule: that the bytes can be had and mean one thing only.
/// These checks cannot be switched off.
public enum InputCheck: String, CaseIterable, Sendable {
  case unreadable = "file-unreadable"
  case notJSON = "file-not-json"
  case notUTF8 = "file-not-utf8"
  case byteOrderMark = "file-byte-order-mark"
  case truncated = "file-truncated-ndjson"
  case limit = "file-limit"
  case notANumber = "file-nan-or-infinity"
  case duplicateKey = "file-duplicate-key"
  case loneSurrogate = "file-lone-surrogate"
  case notAnObject = "file-record-not-object"
  case notAnExport = "file-not-an-asset-export"
  case emptyExport = "file-empty-export"
  case memberPassedOver = "file-member-passed-over"

  /// How much a finding of it matters.
  public var severity: Severity {
    switch self {
    case .byteOrderMark, .emptyExport: .warning
    case .memberPassedOver: .info
    default: .error
    }
  }

  /// What reports say about it.
  public var description: RuleDescription {
    RuleDescription(
      id: rawValue, severity: severity, title: texts.title, why: texts.why, tags: ["input"], ruleSet: Self.ruleSet)
  }

  /// The name under which reports list these checks.
  public static let ruleSet = "assay/input"

  private var texts: (title: String, why: String) {
    switch self {
    case .unreadable: ("Every input can be read to its end", "What was not read was not checked.")
    case .notJSON: ("The text is JSON", "Nothing behind the broken place can be read; of NDJSON, nothing of the line.")
    case .notUTF8: ("The text is UTF-8", "Readers guess, and names get garbled.")
    case .byteOrderMark:
      ("No byte order mark stands before the text", "RFC 8259 forbids it, and many readers refuse it.")
    case .truncated: ("The last line is complete", "An interrupted download loses assets without a word.")
    case .limit: ("Records keep within the limits of size and depth", "What is beyond a limit was not checked.")
    case .notANumber:
      ("Numbers are numbers within the range of a double", "Readers refuse them, or silently read infinity.")
    case .duplicateKey: ("No key occurs twice in one object", "Some readers keep the first value, some the last.")
    case .loneSurrogate:
      ("Escapes make whole characters", "Half a surrogate pair is no character: readers drop, replace or refuse it.")
    case .notAnObject: ("Every record is an object", "Only objects can be assets.")
    case .notAnExport: ("The records are of the expected format", "Rules about assets say nothing about other data.")
    case .emptyExport: ("An export holds at least one record", "A wrong stage or batch filter exports nothing.")
    case .memberPassedOver: ("Archives hold nothing but exports", "What is in other members was not checked.")
    }
  }

  /// The check that an unreadable text breaks.
  init(_ error: JSONSyntaxError, isLastLine: Bool) {
    switch error.kind {
    case .grammar: self = .notJSON
    case .encoding: self = .notUTF8
    case .truncated: self = isLastLine ? .truncated : .notJSON
    case .limit: self = .limit
    case .notANumber: self = .notANumber
    }
  }

  /// The check that readable but ambiguous text breaks.
  init(_ ambiguity: JSONAmbiguity.Kind) {
    switch ambiguity {
    case .repeatedKey: self = .duplicateKey
    case .loneSurrogate: self = .loneSurrogate
    case .numberOutOfRange: self = .notANumber
    }
  }

  /// Its place in the ledger: these checks come before the rules.
  var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
