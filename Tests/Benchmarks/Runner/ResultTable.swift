/// The figures, a line for each workload.
struct ResultTable {
  private static let head = ["workload", "MB/s", "ratio", "cores", "to", "peak MB", "bar", ""]
  private var rows: [[String]] = []
  private var ratios: [String: Double] = [:]

  /// Adds a line.
  mutating func append(_ figures: Bench.Figures) {
    let workload = figures.workload
    let speed: String =
      if case .start = workload.bar { "\(Self.text(figures.seconds * 1e3, digits: 1)) ms" } else {
        Self.text(Double(workload.byteCount) / 1e6 / figures.seconds, digits: 0)
      }
    let base =
      switch workload.base {
      case .tree(let corpus): corpus.title
      case .other(let name, _): name
      case .none: ""
      }
    ratios[workload.name] = figures.ratio
    let (bar, isMet) = verdict(figures)
    rows.append([
      workload.name, speed, figures.ratio.map { Self.text($0, digits: 2) } ?? "",
      figures.coreRatio.map { Self.text($0, digits: 2) } ?? "", base,
      figures.peakByteCount.map(Self.megabytes) ?? "", bar, isMet.map { $0 ? "met" : "NOT MET" } ?? "",
    ])
  }

  private func verdict(_ figures: Bench.Figures) -> (String, Bool?) {
    func ratio(_ bar: Double) -> (String, Bool?) {
      ("≥ \(Self.text(bar, digits: 2))", figures.ratio.map { $0 >= bar })
    }
    switch figures.workload.bar {
    case .ratio(let bar): return ratio(bar)
    case .ratioOf(let name): return ratios[name].map(ratio) ?? ("", nil)
    case .memory(let byteCount):
      return ("≤ \(Self.megabytes(byteCount)) MB", figures.peakByteCount.map { $0 <= byteCount })
    case .start(let bar, let byteCount):
      let (text, isFast) = ratio(bar)
      return (
        "\(text), ≤ \(Self.megabytes(byteCount)) MB", isFast.map { $0 && figures.peakByteCount ?? 0 <= byteCount }
      )
    case nil: return ("", nil)
    }
  }

  private static func megabytes(_ byteCount: Int) -> String { text(Double(byteCount) / 1e6, digits: 1) }

  /// `value`, which is not negative, with `digits` digits behind the point.
  private static func text(_ value: Double, digits: Int) -> String {
    guard digits > 0 else { return "\(Int(value.rounded()))" }
    let scale = (0..<digits).reduce(1) { power, _ in power * 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let fraction = "\(scaled % scale)"
    return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// The lines, in aligned columns: words flush left, figures flush right.
  var text: String {
    let lines = [Self.head] + rows
    let widths = Self.head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (column, cell) in line.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        text += ([1, 2, 3, 5].contains(column) ? blanks + cell : cell + blanks) + "  "
      }
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }
}
