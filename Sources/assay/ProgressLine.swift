import Engine

/// What a line about the progress of a run says.
struct ProgressLine {
  var progress: RunProgress
  /// Since the beginning of the run.
  var seconds: Double

  /// `  41 %  12.3 GB  52 314 records  17 findings  1.4 GB/s  12 s left`, cut to `width` columns if that is given.
  func text(width: Int? = nil) -> String {
    var parts: [String] = []
    let share = share
    if let share { parts.append("\(Int(share * 100)) %") }
    parts.append(Self.amount(progress.byteCount))
    parts.append(Self.counted(progress.recordCount, "record"))
    parts.append(Self.counted(progress.findingCount, "finding"))
    if seconds > 0 { parts.append("\(Self.amount(Int(Double(progress.byteCount) / seconds)))/s") }
    if let share, share > 0, share < 1 {
      parts.append("\(Self.duration(Int((seconds * (1 - share) / share).rounded(.up)))) left")
    }
    let line = parts.joined(separator: "  ")
    return width.map { String(line.prefix($0)) } ?? line
  }

  /// How much of the inputs has been judged, from 0 to 1; `nil` when nobody knows how long they are.
  private var share: Double? {
    guard let total = progress.storedByteTotal, total > 0 else { return nil }
    return min(1, Double(progress.storedByteCount) / Double(total))
  }

  /// Bytes in decimal units with one digit behind the point: `104.9 MB`.
  private static func amount(_ byteCount: Int) -> String {
    var (tenths, unit) = (byteCount / 100, 0)
    let units = ["kB", "MB", "GB", "TB"]
    while tenths >= 10_000, unit < units.count - 1 {
      tenths /= 1000
      unit += 1
    }
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }

  /// `1 record`, `12 345 records`.
  private static func counted(_ number: Int, _ noun: String) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(" ", at: place) }
    return "\(String(digits)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `9 s`, `2 min 05 s`, `1 h 03 min`.
  private static func duration(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(two(seconds % 60)) s" }
    return "\(seconds / 3600) h \(two(seconds / 60 % 60)) min"
  }
}
