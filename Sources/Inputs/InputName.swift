/// What the name of a file says about whether to look into it. Only folders and archives are searched by name; what
/// a file then holds is told by its bytes.
enum InputName {
  /// What names of JSON texts end in.
  static let textEndings = ["json", "ndjson", "jsonl"]
  /// What names of files that may hold JSON texts end in.
  static let containerEndings = ["zip", "gz", "zst"]

  /// All endings, for messages: `.json, .ndjson or .zip`.
  static var endingsInWords: String {
    let endings = (textEndings + containerEndings).map { ".\($0)" }
    return endings.dropLast().joined(separator: ", ") + " or " + (endings.last ?? "")
  }

  /// Whether a file of this name is taken when a folder is searched.
  static func isWanted(_ name: [UInt8]) -> Bool {
    guard let ending = ending(of: name) else { return false }
    return textEndings.contains(ending) || containerEndings.contains(ending)
  }

  /// What follows the last full stop of the last component, in lower case; `nil` when there is none. The stop that
  /// hides a file starts no ending.
  static func ending(of path: [UInt8]) -> String? {
    let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    guard let stop = name.lastIndex(of: UInt8(ascii: ".")), stop > name.startIndex else { return nil }
    return String(decoding: name[(stop + 1)...], as: UTF8.self).lowercased()
  }

  /// `name` in the folder `folder`, without doubling the slash.
  static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    if folder.isEmpty { return name }
    return folder.last == UInt8(ascii: "/") ? folder + name : folder + [UInt8(ascii: "/")] + name
  }
}
