/// Bytes in order, out of a file or out of a layer around them. One thread at a time.
protocol ByteStream: AnyObject {
  /// Writes the next bytes to the front of `buffer`, which is not empty, and says how many; at least one until the
  /// end, then 0.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int

  /// How many bytes of the file, as it is stored, were used for the bytes given out so far; about, where they are
  /// decompressed.
  var storedByteCount: Int { get }
}
