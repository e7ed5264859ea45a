/// What has been read of the record at hand and is asked for again: the numbers of geometries, and where the parts of URLs are.
///
/// One for each worker; all evaluators of the worker share it, and forget it together when the record changes.
public final class CELMemory {
  var geometries = GeometryMemory()
  var urls = URLMemory()

  /// A memory of nothing.
  public init() {}

  /// Forgets everything: to be called before values change, as a reader puts its next record where the last one was.
  public func forget() {
    geometries.forget()
    urls.forget()
  }
}
