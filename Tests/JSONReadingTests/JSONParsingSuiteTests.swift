import Foundation
import JSONReading
import TestSupport
import Testing

/// JSONTestSuite, `test_parsing`: what RFC 8259 accepts and refuses, and what it leaves open.
@Suite(.enabled(if: SharedFolder.suites != nil, "the conformance suites are not here"))
struct JSONParsingSuiteTests {
  static let files: [URL] = {
    guard let folder = SharedFolder.suites?.appending(path: "json-parsing") else { return [] }
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }()

  /// What is accepted of the texts that the standard leaves open. The documentation has the same table with reasons.
  static let accepted: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json", "i_number_neg_int_huge_exp.json",
    "i_number_pos_double_huge_exp.json", "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json", "i_object_key_lone_2nd_surrogate.json",
    "i_string_1st_surrogate_but_2nd_missing.json", "i_string_1st_valid_surrogate_2nd_invalid.json",
    "i_string_incomplete_surrogate_and_escape_valid.json", "i_string_incomplete_surrogate_pair.json",
    "i_string_incomplete_surrogates_escape_valid.json", "i_string_invalid_lonely_surrogate.json",
    "i_string_invalid_surrogate.json", "i_string_inverted_surrogates_U+1D11E.json",
    "i_string_lone_second_surrogate.json", "i_structure_500_nested_arrays.json",
  ]

  @Test func `has files`() { #expect(Self.files.count >= 261) }

  @Test(arguments: files)
  func `reads what the standard accepts and nothing else`(file: URL) throws {
    let text = [UInt8](try Data(contentsOf: file))
    let name = file.lastPathComponent
    let isAccepted = name.hasPrefix("y_") || Self.accepted.contains(name)
    let padded = PaddedBytes(text)
    let plain = Result { () throws(JSONSyntaxError) in try JSONSyntaxChecker().check(padded, 0..<text.count) }
    for kernel in ScanKernel.all {
      let document = Result { () throws(JSONSyntaxError) in try JSONDocument(text, kernel: kernel) }
      switch (document, plain) {
      case (.success, .success): #expect(isAccepted)
      case (.failure(let error), .failure(let plainError)):
        #expect(!isAccepted)
        #expect(error == plainError)
        #expect(error.offset >= 0 && error.offset <= text.count)
        #expect(!error.message.contains("two readers disagree"))
      default: Issue.record("the fast reader and the plain one disagree: \(document), \(plain)")
      }
    }
  }
}
