extension [UInt8] {
  /// The number that begins at `offset`, seven bits a byte and the lowest ones first, all bytes but the last with the highest
  /// bit set; `offset` moves behind it. All of its bytes must be there.
  func sevenBitNumber(at offset: inout Int) -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while self[offset] >= 0x80 {
      value |= UInt64(self[offset] & 0x7F) << shift
      shift += 7
      offset += 1
    }
    value |= UInt64(self[offset]) << shift
    offset += 1
    return value
  }
}
