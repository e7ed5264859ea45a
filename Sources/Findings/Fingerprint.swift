public import SourceText

/// A name for a finding that survives re-export, re-ordering and pretty-printing: made of the rule and of
/// identities, never of lines, bytes or the record's number.
public enum Fingerprint {
  /// The fingerprint of a finding of `rule` about `identity`, at `pointer` counted from the innermost thing that
  /// has an identity (from the record when none has). 32 lower-case hexadecimal digits: 128-bit FNV-1a
  /// (draft-eastlake-fnv) over the parts, each followed by a byte that UTF-8 never holds.
  public static func make(rule: String, identity: [IdentityPart], pointer: JSONPointer) -> String {
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt128(byte)) &* fnvPrime }
      hash = (hash ^ 0xFF) &* fnvPrime
    }
    add(rule)
    for part in identity {
      add(part.name)
      add(part.value)
    }
    add(pointer.description)
    return hexadecimal(hash)
  }

  private static let fnvPrime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

  private static func hexadecimal(_ value: UInt128) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 32) { buffer in
      for place in 0..<32 { buffer[place] = digits[Int(truncatingIfNeeded: value >> UInt128(124 - 4 * place)) & 15] }
      return 32
    }
  }
}
