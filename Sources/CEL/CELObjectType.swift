import JSONReading
import SourceText

/// An object whose members are known by their names, such as a record that a schema describes.
///
/// It is a map all the same; only, the selection of a member that it does not have is an error in the expression.
public struct CELObjectType: Sendable {
  /// What messages call it.
  public let name: String
  private let members: Members

  private enum Members {
    case listed([String: CELType])
    case described(JSONNode, SchemaShape)
    case union([CELObjectType])
  }

  /// An object called `name` with members of these types, whether or not every object has them.
  public init(name: String, members: [String: CELType]) {
    self.name = name
    self.members = .listed(members)
  }

  /// The object that a schema describes, called by its title or else `name`.
  init(_ name: String, _ schema: JSONNode, of shape: SchemaShape) {
    self.name = SchemaShape.title(of: schema) ?? name
    members = .described(schema, shape)
  }

  /// An object that is one of several; at least one.
  init(_ name: String, anyOf objects: [CELObjectType]) {
    self.name = name
    members = .union(objects)
  }

  /// The type of a member; `nil` when the object is not known to have it. Objects may nest without end.
  public func member(_ name: String) -> CELType? {
    switch members {
    case .listed(let members): return members[name]
    case .described(let schema, let shape): return shape.member(name, of: schema, called: self.name)
    case .union(let objects):
      let types = objects.compactMap { $0.member(name) }
      guard let first = types.first else { return nil }
      return types.allSatisfy { $0 == first } ? first : .dyn
    }
  }

  /// The names of the members that it is known to have.
  public var memberNames: [String] {
    switch members {
    case .listed(let members): Array(members.keys)
    case .described(let schema, let shape): shape.memberNames(of: schema)
    case .union(let objects): objects.flatMap(\.memberNames)
    }
  }

  /// How many members it is known to have.
  var memberCount: Int {
    switch members {
    case .listed(let members): members.count
    case .described(let schema, let shape): shape.memberCount(of: schema)
    case .union(let objects): objects.reduce(0) { $0 + $1.memberCount }
    }
  }

  /// The known name that was probably meant by one that is not.
  public func suggestion(for name: String) -> String? { Suggestion.nearest(to: name, among: memberNames) }
}

// Described objects are the same when their schema is.
extension CELObjectType: Hashable {
  /// Compares names and members.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left.members, right.members) {
    case (.listed(let one), .listed(let other)): left.name == right.name && one == other
    case (.described(let one, _), .described(let other, _)): one.isSame(as: other)
    case (.union(let one), .union(let other)): one == other
    default: false
    }
  }

  /// Hashes the name only: there are few objects.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
