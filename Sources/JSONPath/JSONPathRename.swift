import JSONReading

/// Says that a member has another place in some of the data: `$.task.tools` is `objects` there.
public struct JSONPathRename: Sendable {
  /// The member by its usual names, `$.task.tools`: names only, one or more.
  let path: JSONPathQuery
  /// What stands there instead of its last name: a chain of steps such as `tasks[*]`.
  let replacement: String

  /// That what `path` leads to has the place `replacement` instead of its last name. `nil` when `path` is no chain of names.
  /// Throws when `replacement` is no chain of steps.
  public init?(_ path: JSONPathQuery, to replacement: String) throws(JSONPathError) {
    let segments = path.compiled.segments
    guard !segments.isEmpty, segments.allSatisfy(\.isName) else { return nil }
    self.path = path
    self.replacement = replacement
    do throws(JSONPathError) {
      _ = try JSONPathQuery("$.\(replacement)")
    } catch {
      throw JSONPathError(error.message, offset: max(0, error.offset - 2))
    }
  }
}

extension JSONPathQuery {
  /// This query for data in which `renames` hold. Only names that stand alone in their step are renamed, and none in
  /// conditions that start at the root.
  public func renamed(_ renames: [JSONPathRename]) -> JSONPathQuery {
    let alternatives = alternatives
    if alternatives.count > 1 { return JSONPathQuery(union: alternatives.map { $0.renamed(renames) }) }
    let (segments, offsets) = (compiled.segments, compiled.segmentOffsets)
    let utf8 = Array(text.utf8)
    var result = "$"
    var isChanged = false
    for position in segments.indices {
      let rename = renames.first { $0.path.compiled.segments == Array(segments[...position]) }
      if let rename {
        result += ".\(rename.replacement)"
        isChanged = true
      } else {
        let end = position + 1 < offsets.count ? offsets[position + 1] : utf8.count
        result += String(decoding: utf8[offsets[position]..<end], as: UTF8.self)
      }
    }
    // A query is made of steps that were checked one by one.
    return isChanged ? (try? JSONPathQuery(result)) ?? self : self
  }
}

extension JSONPathQuery {
  /// What the members called `names`, one in the other, of what this query selects are selected by.
  public func appending(_ names: [String]) -> JSONPathQuery {
    let steps = NormalizedPath(names.map { .name($0) }).description.dropFirst()
    // Quoted names can follow any step.
    return (try? JSONPathQuery(text + steps)) ?? self
  }

  /// The names that follow `prefix` in this query, up to a step that is none; `nil` when it does not start so.
  public func names(behind prefix: JSONPathQuery) -> [String]? {
    guard prefix.isPrefix(of: self) else { return nil }
    return compiled.segments.dropFirst(prefix.compiled.segments.count).prefix(while: \.isName).compactMap { segment in
      if case .name(let key) = segment.selectors[0] { key.name } else { nil }
    }
  }
}

extension Segment {
  /// Whether it is one name.
  var isName: Bool {
    guard !isDescendant, selectors.count == 1, case .name = selectors[0] else { return false }
    return true
  }
}
