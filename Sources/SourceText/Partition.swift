extension Range<Int> {
  /// The first number for which `belongsBehind` is true; the end when there is none. It is true for all behind one for which it
  /// is. Logarithmic in the length of the range.
  @inlinable
  public func partitioningIndex(where belongsBehind: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsBehind(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
