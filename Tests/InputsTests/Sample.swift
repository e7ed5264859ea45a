import Foundation

/// One text of sixty lines, and what other programs made of it.
enum Sample {
  static let text: [UInt8] = (0..<60).flatMap { index in
    Array("{\"id\":\(index),\"name\":\"asset-\(index)\",\"box\":[\(index * 7 % 101),\(index * 13 % 97)]}\n".utf8)
  }

  /// The text as raw deflate, with the codes in the stream, made by zlib at level 9.
  static let deflated = bytes(
    """
    ZdY7jlQxFIThnGXcuJDuefnRW0EEg5iAAAiGAGnE3jEELqs6r2Dm/2zffr++fb0eN64fL99fr8f18vb2+uvjfeH68vP39fh04/78
    58P7/5XJyvaqw2LPXGa+Z5bwtnchu9g7N8Tcu5RdcjdQvnclu9q7KLTauya7tnfp6GPvuuw6dxPT9m7IbuxdNfQ9mzKbe9YCflRW
    DKNGvxEMbU8gh0hHMrWpiRFlJIqxTVWMLNPQmdvUxQgzBwaDm8oYaRIMaSpjpFn/qyWXamPEsQFndVMdI48X8uiuQEahcNRxwFXI
    KRQTjd1dhZxCuQ4Hu/vTraFQBSa7uwo5hdoNnl9XICdQ63CGdwVyAvVEMLwrkZNoGJLhXYmcRGOgMbwrkZNoFvoRXomcRIZxPC0q
    FBRax4M79Qn6rFNrPMOhPkGfZefMHk/v2vGwTSSzhwIFgaKhmD0UKI4bFGjMHgoUBKp1Opg9FCgIVB2T2UOBgkAtwUMc6hP06QZn
    +FSgPB65gWD4VKIk0VgXmOFTiZJE09EYPpUoj0duojN8Pn18SFQY7J4qlBRary9jpgLl8chNGA9xKlASaN1DP76QCpQEWscxj+4q
    lBRaJsXupUJFofWXNXYvFSoKVWKwe6lQUagZJruXCtXxyA0Yj3GpUFGoF5zl6+kHAonGImL5UqM6Xrl1hVm+1KhoNBva8etEjer4
    EKEf4ZWoSDQx/nX/Cw==
    """)

  /// The text as one frame with a checksum, made by zstd at level 19.
  static let zstd = bytes(
    """
    KLUv/WS1CD0MANbhSBmAuVBsdFU5YJwobkmmoF7ZvWmnFD50VsB0TQA7AD0AdbEnld7w5rp0VrWtCKOi0TCF7oo0Zj3eq6zoEw1x
    ZMZD83/CWoTM15ayWoMFCMEIcDAkOCBg4BAAECgsLCQMB4NCgQQDA+NgGEBgUBA9n6U4ZzYH0axcrrNGJl/4Go9rFt23MUgs9lHG
    tq9Ir2sinoTDMrRcr3GOrdYyrdXqy5ZKLT+djtHuffMyzv+/eCeXl+jzfTvH+n6EVvG4zdbJyfFkYiLHmpKSMMaQkBRRPjLyIcnl
    0vMsImKmbbFMOa1UTAsJIWMGCxDMeDc3U7SNjYl0NTV3ntHQkNA2MyPm1OcTpZGMzI8lj6fGT6djxHpMzAzj97tPEbv9THK9TuWV
    The684CxqBFwpEK+/xnQnQMQFCGbe2tymrHNZmybmdlW5jC7PpbTjG22WbbNbDMz28ocbnAnsExndtvYGGyy25xtNmOZw51pxjab
    Iy3NYuUaQIN4wYd4wYfoAhYfy5Qcay0nkKolMkpU
    """)

  /// The text as one frame without checksum and content size.
  static let zstdWithoutChecksum = bytes(
    """
    KLUv/QBoPQwA1uFIGYC5UGx0VTlgnChuSaagXtm9aacUPnRWwHRNADsAPQB1sSeV3vDmunRWta0Io6LRMIXuijRmPd6rrOgTDXFk
    xkPzf8JahMzXlrJagwUIwQhwMCQ4IGDgEAAQKCwsJAwHg0KBBAMD42AYQGBQED2fpThnNgfRrFyus0YmX/gaj2sW3bcxSCz2Uca2
    r0ivayKehMMytFyvcY6t1jKt1erLlkotP52O0e598zLO/794J5eX6PN9O8f6foRW8bjN1snJ8WRiIseakpIwxpCQFFE+MvIhyeXS
    8ywiYqZtsUw5rVRMCwkhYwYLEMx4NzdTtI2NiXQ1NXee0dCQ0DYzI+bU5xOlkYzMjyWPp8ZPp2PEekzMDOP3u08Ru/1Mcr1O5ZVO
    F7rzgLGoEXCkQr7/GdCdAxAUIZt7a3Kasc1mbJuZ2VbmMLs+ltOMbbZZts1sMzPbyhxucCewTGd229gYbLLbnG02Y5nDnWnGNpsj
    Lc1i5RpAg3jBh3jBh+gCFh/LlBxrLSeQqg==
    """)

  /// A skippable frame of three bytes.
  static let skippableFrame: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]

  /// The text as a gzip member with the header fields that `flags` asks for.
  static func gzip(flags: UInt8 = 0) -> [UInt8] {
    var header: [UInt8] = [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3]
    if flags & 4 != 0 { header += [5, 0, 9, 9, 1, 0, 0x1F] }
    if flags & 8 != 0 { header += Array("export.json".utf8) + [0] }
    if flags & 16 != 0 { header += Array("a comment".utf8) + [0] }
    if flags & 2 != 0 { header += UInt16(truncatingIfNeeded: crc32(header)).littleEndianBytes }
    return header + deflated + crc32(text).littleEndianBytes + UInt32(text.count).littleEndianBytes
  }

  /// `content` as a gzip member of stored blocks.
  static func storedGzip(_ content: [UInt8]) -> [UInt8] {
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    return header + storedDeflate(content) + crc32(content).littleEndianBytes
      + UInt32(truncatingIfNeeded: content.count).littleEndianBytes
  }

  /// `content` as raw deflate of stored blocks.
  static func storedDeflate(_ content: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = content[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(65_535)
      let count = UInt16(block.count)
      result.append(rest.isEmpty ? 1 : 0)
      result += count.littleEndianBytes + (~count).littleEndianBytes + block
    } while !rest.isEmpty
    return result
  }

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())
  }
}

/// The CRC-32 of gzip and zip, bit by bit.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var sum = ~UInt32(0)
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}

extension FixedWidthInteger {
  var littleEndianBytes: [UInt8] {
    withUnsafeBytes(of: littleEndian) { Array($0) }
  }
}
