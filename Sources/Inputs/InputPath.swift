/// One file, or standard input, that is to be read.
public struct InputPath: Hashable, Sendable {
  /// Where the bytes come from.
  enum Place: Hashable, Sendable {
    case standardInput
    /// The bytes of the path, which on Linux need not be UTF-8.
    case file([UInt8])
  }

  /// How messages call it: the path as it was given, relative ones kept relative.
  public var name: String
  var place: Place

  /// Standard input, called `name`.
  public static func standardInput(named name: String = "<stdin>") -> InputPath {
    InputPath(name: name, place: .standardInput)
  }

  /// The file at `path`, relative to the working folder unless it starts with a slash.
  public init(_ path: String) {
    self.init(bytes: Array(path.utf8))
  }

  /// The file at the path with these bytes.
  init(bytes: [UInt8]) {
    self.init(name: String(decoding: bytes, as: UTF8.self), place: .file(bytes))
  }

  private init(name: String, place: Place) {
    self.name = name
    self.place = place
  }

  /// Whether this is standard input.
  public var isStandardInput: Bool { place == .standardInput }
}
