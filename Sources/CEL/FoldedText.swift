/// The form in which names are equal that only differ in how they were typed: in case, in blanks, hyphens and low lines
/// between words, in the plural of English words.
struct FoldedText {
  /// Small letters, words with one blank between them, each without the ending of a plural; UTF-8.
  private let form: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  /// Where the last word starts.
  private var wordStart = 0

  private init(in form: UnsafeMutableBufferPointer<UInt8>) { self.form = form }

  /// That form of a text.
  static func form(of text: String) -> String {
    let text = text.lowercased()
    return make(atMost: text.utf8.count) { folded in
      for scalar in text.unicodeScalars {
        if scalar.isBlank || scalar == "-" || scalar == "_" {
          folded.endWord()
        } else {
          for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { folded.append(byte) }
        }
      }
    }
  }

  /// The same for nearly all names, as scalars take five times as long; `nil` for a text that is not all ASCII.
  static func form(ofASCII text: UnsafeBufferPointer<UInt8>) -> String? {
    guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
    return make(atMost: text.count) { folded in
      for byte in text {
        switch byte {
        case 0x09...0x0D, 0x20, UInt8(ascii: "-"), UInt8(ascii: "_"): folded.endWord()
        default: folded.append(byte.isUpperASCII ? byte | 0x20 : byte)
        }
      }
    }
  }

  /// What `fill` makes of a text of `count` bytes. With each word it takes one byte more than that has, for the blank
  /// behind it: the last one is in excess.
  private static func make(atMost count: Int, _ fill: (inout FoldedText) -> Void) -> String {
    String(unsafeUninitializedCapacity: count + 1) { form in
      var folded = FoldedText(in: form)
      fill(&folded)
      folded.endWord()
      return max(0, folded.count - 1)
    }
  }

  private mutating func append(_ byte: UInt8) {
    form[count] = byte
    count += 1
  }

  /// Takes the ending of a plural off the last word and puts a blank behind it. Words of three letters are too short to
  /// tell.
  ///
  /// D. Harman, "How effective is suffixing?", Journal of the American Society for Information Science 42 (1991), with
  /// the endings in which an e belongs to the plural.
  private mutating func endWord() {
    let length = count - wordStart
    if length == 0 { return }
    if length > 3, form[count - 1] == UInt8(ascii: "s"), letterCount > 3 {
      if ends("ies"), letterCount > 4 {
        count -= 3
        append(UInt8(ascii: "y"))
      } else if ends("xes") || ends("ches") || ends("shes") || ends("sses") || ends("zzes") {
        count -= 2
      } else if !ends("ss"), !ends("us"), !ends("is") {
        count -= 1
      }
    }
    append(UInt8(ascii: " "))
    wordStart = count
  }

  /// The letters of the last word, each counted once, however many bytes it has.
  private var letterCount: Int { (wordStart..<count).count { form[$0] & 0xC0 != 0x80 } }

  private func ends(_ ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard count - wordStart >= length else { return false }
    for place in 0..<length where form[count - length + place] != ending.utf8Start[place] { return false }
    return true
  }
}
