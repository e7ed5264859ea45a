import Findings

extension Location {
  /// The file as code hosts want it: relative paths without `./`.
  var repositoryPath: String {
    var path = file[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    return String(path)
  }
}
