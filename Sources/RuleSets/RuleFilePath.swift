/// How rule files name each other.
enum RuleFilePath {
  /// `reference` as a path: relative to the file that holds it.
  static func resolved(_ reference: String, from parent: RuleFile?) -> String {
    guard let parent, !reference.hasPrefix("/"), let slash = parent.path.lastIndex(of: "/") else { return reference }
    let relative = reference.hasPrefix("./") ? String(reference.dropFirst(2)) : reference
    return parent.path[...slash] + relative
  }

  /// `path` without `.` and without names that `..` takes back: two spellings of one file are one rule set.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
