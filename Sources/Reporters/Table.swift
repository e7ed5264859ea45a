import Findings

/// Rows of cells in aligned columns.
struct Table: Sendable {
  /// A column's head, and on which side its cells are flush.
  struct Column: Sendable {
    var title: String
    var isNumber: Bool

    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  /// Columns of the terminal. A text in the last column is cut to fit, and left out where it would be a stump. `nil`
  /// cuts nothing.
  var width: Int?
  private let columns: [Column]
  private var rows: [(cells: [String], paint: Paint?)] = []

  /// A table without rows.
  init(columns: [Column]) { self.columns = columns }

  /// Adds a row of as many cells as there are columns. Cells may hold text of the data. `paint` is for the second cell.
  mutating func append(row cells: [String], paint: Paint? = nil) {
    let printable = cells.map { cell in
      var text = ReportText()
      text.appendPrintable(cell, atMost: PrintLimit.name)
      return text.string
    }
    rows.append((printable, paint))
  }

  /// Writes the table and an empty line; nothing when it has no rows.
  func append(to output: inout ReportText, color: Bool) {
    guard !rows.isEmpty else { return }
    let widths = columns.indices.map { column in
      rows.reduce(columns[column].title.cellCount) { max($0, $1.cells[column].cellCount) }
    }
    append(columns.map(\.title), widths, to: &output) { _ in color ? .quiet : nil }
    for row in rows {
      append(row.cells, widths, to: &output) { column in color && column == 1 ? row.paint : nil }
    }
    output.append("\n")
  }

  private func append(
    _ cells: [String], _ widths: [Int], to output: inout ReportText, paint: (_ column: Int) -> Paint?
  ) {
    var filled = 0
    var space = ""
    for (column, cell) in cells.enumerated() {
      var cell = cell
      if column == cells.count - 1, !columns[column].isNumber, let width {
        cell = width - filled < 16 ? "" : cell.cut(to: width - filled)
      }
      guard !cell.isEmpty else { continue }
      let padded = cell.padded(to: widths[column], isNumber: columns[column].isNumber)
      let trailing = columns[column].isNumber ? 0 : widths[column] - cell.cellCount
      output.append(space)
      output.append(in: paint(column)) { $0.append(columns[column].isNumber ? padded : cell) }
      space = String(repeating: " ", count: max(0, trailing) + 2)
      filled += widths[column] + 2
    }
    output.append("\n")
  }
}

extension Table {
  /// The whole ledger of a run.
  init(ledger: [LedgerEntry]) {
    let counts = ["seen", "judged", "passed", "failed", "not applicable", "errored"]
    self.init(columns: [.init("rule"), .init("severity")] + counts.map { .init($0, isNumber: true) })
    for entry in ledger {
      let numbers = [entry.seen, entry.judged, entry.passed, entry.failed, entry.notApplicable, entry.errored]
      append(row: [entry.rule, entry.severity.description] + numbers.map(grouped), paint: entry.severity.paint)
    }
  }
}
