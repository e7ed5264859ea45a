/// A YAML text of one document, read as a tree of nodes that know their places.
public struct YAMLDocument: Sendable, Hashable {
  /// What messages call the text.
  public let path: String
  /// The one node around all others. A text of nothing but blanks and comments is a null.
  public let root: YAMLNode

  /// Reads `text`, which is UTF-8 with or without a byte order mark. Throws at the first place that is not YAML, not
  /// UTF-8, over one of the `limits`, or beyond what is read here: several documents, a key twice in one mapping, a key
  /// that is no scalar, an alias inside what it names, a tag that is not in YAML's core schema.
  /// Linear in the length of the text.
  public init(_ text: [UInt8], path: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) {
    let source = try YAMLSource(text, limits: limits)
    var composer = try YAMLComposer(source, limits: limits)
    self.path = path
    root = try composer.document()
  }

  /// The same of a text that is part of the program: sooner, and without limits, when it is simple.
  public init(builtIn text: [UInt8], path: String) throws(YAMLError) {
    guard let root = SimpleTextReader.root(of: text) else {
      self = try YAMLDocument(text, path: path)
      return
    }
    self.path = path
    self.root = root
  }
}
