import Findings

extension Location {
  /// The file as code hosts want it.
  var repositoryPath: String { file.repositoryPath }
}

extension RunSummary {
  /// The first input, for what is said of all of them where every entry has a file.
  var firstPath: String { inputs.first?.file.repositoryPath ?? "." }
}

extension String {
  /// A path as code hosts want it: relative ones without `./`.
  var repositoryPath: String {
    var path = self[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    return String(path)
  }
}
