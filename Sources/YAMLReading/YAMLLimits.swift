/// How much a YAML text may hold, so that a hostile one costs little.
public struct YAMLLimits: Hashable, Sendable {
  /// Bytes of the text. 8 MiB unless told.
  public var byteCount: Int
  /// Nodes, keys included, where each alias counts for all that it stands for. 100 000 unless told.
  public var nodeCount: Int
  /// Sequences and mappings around one another, where each alias counts for all that it stands for. 64 unless told;
  /// reading, comparing and printing a node recurse this deep.
  public var depth: Int
  /// Bytes of all scalars' texts together, where each alias counts for all that it stands for. 16 MiB unless told.
  public var textByteCount: Int

  /// Limits that no rule set written by hand comes near.
  public init(
    byteCount: Int = 8 << 20, nodeCount: Int = 100_000, depth: Int = 64, textByteCount: Int = 16 << 20
  ) {
    self.byteCount = byteCount
    self.nodeCount = nodeCount
    self.depth = depth
    self.textByteCount = textByteCount
  }
}
