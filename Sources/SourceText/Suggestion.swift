/// Finds the name somebody meant.
public enum Suggestion {
  /// The one of `known` that `name` was most likely meant to be: the nearest by edits (insert, drop, change or swap
  /// neighbouring letters, case ignored), at most a third of its length away. `nil` when none is near.
  public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3)
    let wanted = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    // Names that are longer than anybody writes are not compared: the work grows with the product of the lengths.
    guard wanted.count <= 200 else { return nil }
    for candidate in known.sorted() where candidate != name && abs(candidate.count - wanted.count) <= limit {
      let distance = edits(from: wanted, to: Array(candidate.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// What a message that an unknown name is told in ends with: `, did you mean 'where'?`, and nothing without a `name`.
  public static func clause(_ name: String?) -> String { name.map { ", did you mean '\($0)'?" } ?? "" }

  /// The same about the one of `known` that `name` was meant to be; `nil` when none is near.
  public static func clause(for name: String, among known: some Sequence<String>) -> String? {
    nearest(to: name, among: known).map { clause($0) }
  }

  /// The edits between two words, where two swapped neighbours count once (optimal string alignment).
  private static func edits(from left: [Character], to right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var rows = [[Int]](repeating: Array(0...right.count), count: left.count + 1)
    for row in 1...left.count {
      rows[row][0] = row
      for column in 1...right.count {
        let change = left[row - 1] == right[column - 1] ? 0 : 1
        var cost = min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + change)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          cost = min(cost, rows[row - 2][column - 2] + 1)
        }
        rows[row][column] = cost
      }
    }
    return rows[left.count][right.count]
  }
}
