/// An object whose members are known by their names, such as a record that a schema describes.
///
/// It is a map all the same; only, the selection of a member that it does not have is an error in the expression.
public struct CELObjectType: Hashable, Sendable {
  /// What messages call it.
  public let name: String
  /// The types of its members, whether or not every object has them. Where objects nest without end, one is `dyn`.
  public let members: [String: CELType]

  /// An object called `name`.
  public init(name: String, members: [String: CELType]) {
    self.name = name
    self.members = members
  }
}
