/// What a picture of a finding is drawn from.
public struct Evidence: Hashable, Sendable {
  /// The JSON text of what the rule is about, of a label for example; `nil` when it is long.
  public var subject: String?
  /// The picture that shapes lie on, when the format tells its size.
  public var frame: Frame?
  /// The number at the place of the finding, when there is one.
  public var number: Double?

  /// The size of a picture in pixels.
  public struct Frame: Hashable, Sendable {
    /// More than 0.
    public var width, height: Double

    /// A picture's size.
    public init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  /// What is known.
  public init(subject: String? = nil, frame: Frame? = nil, number: Double? = nil) {
    self.subject = subject
    self.frame = frame
    self.number = number
  }
}
