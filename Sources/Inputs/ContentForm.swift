/// What a file is, told by its first bytes and never by its name.
enum ContentForm: Equatable {
  case plain, gzip, zip, zstd
  /// A known form that is not read; the text names it.
  case unsupported(String)

  /// The most bytes that are looked at.
  static let signatureLength = 8

  /// The form of the content that starts with `bytes`. None of the signatures can begin a JSON text.
  init(startingWith bytes: some Collection<UInt8>) {
    let found = Self.signatures.first { bytes.starts(with: $0.bytes) }
    if let found {
      self = found.form
    } else if Self.isSkippableFrame(bytes) {
      self = .zstd
    } else {
      self = .plain
    }
  }

  /// Its name in messages.
  var name: String {
    switch self {
    case .plain: "plain text"
    case .gzip: "gzip data"
    case .zip: "a zip archive"
    case .zstd: "zstd data"
    case .unsupported(let name): name
    }
  }

  /// Whether it is one file in a form that takes less room, as exports are sent: no document of another kind is.
  var isCompressedFile: Bool { [.gzip, .zstd, Self.bzip2, Self.xz].contains(self) }

  /// Whether what is in it can be had by unpacking it.
  var isPacked: Bool { ![.plain, Self.utf16, Self.pdf].contains(self) }

  private static let bzip2 = unsupported("bzip2 data")
  private static let xz = unsupported("xz data")
  private static let pdf = unsupported("a PDF document")
  private static let utf16 = unsupported("UTF-16 text")

  private static let signatures: [(bytes: [UInt8], form: ContentForm)] = [
    (Array("PK\u{3}\u{4}".utf8), .zip),
    // An archive without members has only its end record.
    (Array("PK\u{5}\u{6}".utf8), .zip),
    (Array("PK\u{7}\u{8}".utf8), .unsupported("a zip archive in several parts")),
    ([0x1F, 0x8B], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
    (Array("BZh".utf8), bzip2),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], xz),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .unsupported("a 7z archive")),
    (Array("Rar!".utf8), .unsupported("a RAR archive")),
    (Array("%PDF".utf8), pdf), ([0xFF, 0xFE], utf16), ([0xFE, 0xFF], utf16),
  ]

  /// Frames with these sixteen magic numbers carry no content and may stand before others (RFC 8878, 3.1.2).
  private static func isSkippableFrame(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first, first & 0xF0 == 0x50 else { return false }
    return bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
  }
}
