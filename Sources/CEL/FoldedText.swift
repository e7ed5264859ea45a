/// The form in which names are equal that only differ in how they were typed: in case, in blanks, hyphens and low lines
/// between words, in the plural of English words.
struct FoldedText {
  /// Small letters, words with one blank between them, each without the ending of a plural; UTF-8.
  private var form: [UInt8] = []
  /// Where the last word starts.
  private var wordStart = 0

  /// That form of a text.
  static func form(of text: String) -> String {
    var folded = FoldedText()
    folded.form.reserveCapacity(text.utf8.count)
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      // Nearly all names; scalars take five times as long.
      for byte in text.utf8 {
        switch byte {
        case 0x09...0x0D, 0x20, UInt8(ascii: "-"), UInt8(ascii: "_"): folded.endWord()
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.form.append(byte | 0x20)
        default: folded.form.append(byte)
        }
      }
    } else {
      for scalar in text.lowercased().unicodeScalars {
        if scalar.isBlank || scalar == "-" || scalar == "_" {
          folded.endWord()
        } else {
          folded.form.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
    folded.endWord()
    return String(decoding: folded.form.dropLast(), as: UTF8.self)
  }

  /// Takes the ending of a plural off the last word and puts a blank behind it. Words of three letters are too short to
  /// tell.
  ///
  /// D. Harman, "How effective is suffixing?", Journal of the American Society for Information Science 42 (1991), with
  /// the endings in which an e belongs to the plural.
  private mutating func endWord() {
    let count = form.count - wordStart
    if count == 0 { return }
    if count > 3, form.last == UInt8(ascii: "s") {
      if ends("ies"), count > 4 {
        form.removeLast(3)
        form.append(UInt8(ascii: "y"))
      } else if ends("xes") || ends("ches") || ends("shes") || ends("sses") || ends("zzes") {
        form.removeLast(2)
      } else if !ends("ss"), !ends("us"), !ends("is") {
        form.removeLast()
      }
    }
    form.append(UInt8(ascii: " "))
    wordStart = form.count
  }

  private func ends(_ ending: String) -> Bool {
    form.count - wordStart >= ending.utf8.count && form.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
