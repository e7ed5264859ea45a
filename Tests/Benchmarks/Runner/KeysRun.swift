import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures what uniqueness costs, with synthetic keys: every thousandth is an earlier one and must be found.
struct KeysRun {
  let count: Int
  /// Bytes of memory.
  let budget: Int

  /// Inserts the keys and says in a line what it took.
  func measure() throws -> String {
    let before = Self.peakByteCount
    let keys = FirstOccurrences(byteCount: budget)
    let (time, _) = try RunTime.measure {
      for number in 0..<count {
        let first = Self.first(number)
        let known = try keys.insert(Self.hash(first), at: Self.place(number))
        if known != (first == number ? nil : Self.place(first)) {
          throw BenchmarkFailure("key \(number) led to \(known.map { "record \($0.record)" } ?? "nothing")")
        }
      }
    }
    let perKey = Double(max(0, Self.peakByteCount - before)) / Double(max(1, keys.count))
    return "\(count) keys in \(budget >> 20) MiB: \(Int(Double(count) / time.coreSeconds / 1000)) 000 keys/s, "
      + "\(Int(time.coreSeconds / Double(count) * 1e9)) ns a key, peak memory \(Double(Int(perKey * 10)) / 10) bytes a key, "
      + "\(keys.writtenByteCount / 1_000_000) MB written to files, \(keys.runCount) runs"
  }

  /// The number of the key that comes as the one of this number.
  private static func first(_ number: Int) -> Int {
    var first = number
    while first % 1000 == 999 { first /= 2 }
    return first
  }

  /// As in NDJSON with records of 20 kB or so.
  private static func place(_ number: Int) -> KeyPlace {
    let column = 57 + number & 511
    return KeyPlace(input: 0, record: number, byteOffset: number * 20_480 + column, line: number + 1, column: column)
  }

  private static func hash(_ number: Int) -> KeyHash {
    KeyHash(low: mixed(UInt64(number)), high: mixed(UInt64(number) | 1 << 60))
  }

  /// SplitMix64.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var value = number &* 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// The most memory that this process has held.
  private static var peakByteCount: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(RUSAGE_SELF.rawValue, &usage)
      return usage.ru_maxrss << 10
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
