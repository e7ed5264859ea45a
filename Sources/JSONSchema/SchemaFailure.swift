public import JSONReading
public import SourceText

/// One place where a value does not keep to its schema.
public struct SchemaFailure: Hashable, Sendable {
  /// What is wrong: a value or, where a member must not be there or has a wrong name, the member's key. For a missing member
  /// the object that lacks it.
  public var node: JSONNode
  /// The name of the member that is missing.
  public var missing: String?
  /// The keyword that is not satisfied; empty for a schema that is `false` from its root on.
  public var keyword: String
  /// The address of the document in which the keyword stands; empty for the schema that was compiled.
  public var schemaDocument: String
  /// Where the keyword, or the schema `false`, stands in that document.
  public var schemaPointer: JSONPointer
  /// One clause in lower case, without a final full stop, that names the value found.
  public var message: String

  /// The place in `root`, in which the value lies: for a missing member the pointer that it would have.
  public func pointer(from root: JSONNode) -> JSONPointer {
    let pointer = node.pointer(from: root)
    return missing.map { pointer.appending($0) } ?? pointer
  }
}

/// What a schema says of a value, with reasons.
public struct SchemaReport: Hashable, Sendable {
  /// Whether the value is valid.
  public var verdict: SchemaVerdict
  /// Each failing leaf of an invalid value, in the order of the schema's keywords; never empty for one.
  public var failures: [SchemaFailure]
  /// Whether these are all failures. They are not when finding them would have taken too much work.
  public var isComplete: Bool
}
