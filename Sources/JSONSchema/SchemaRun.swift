import JSONReading

/// What judging one value after the other needs: how much may still be done, and memory that is used again.
struct SchemaRun {
  /// How much may still be done. Below 0 the run ends early, and its answers mean nothing.
  private(set) var stepsLeft = 0
  /// Entries that may still be applied within each other.
  var depthLeft = SchemaRun.depthLimit
  /// Bits that tell which members or elements have been evaluated, a region for each value in question.
  var marks: ContiguousArray<UInt64> = []
  /// What is known of members by the shapes of their objects.
  var plans = MemberPlans()
  /// Elements seen of arrays whose elements must differ.
  var seen: Set<JSONNode> = []

  /// Beyond it the stack might end: every level takes some hundred bytes of it, and a thread has half a megabyte at least.
  static let depthLimit = 2000

  /// No region of `marks`: nobody wants to know what has been evaluated.
  static let noRegion = -1

  /// Prepares for `node`.
  mutating func begin(_ node: JSONNode, stepLimit: Int) {
    stepsLeft = stepLimit
    depthLeft = Self.depthLimit
    marks.removeAll(keepingCapacity: true)
    plans.begin(numbering: node.shapeNumbering)
  }

  /// Whether the run had to end before it was done.
  var isExhausted: Bool { stepsLeft < 0 }

  /// Counts `count` steps.
  @inline(__always)
  mutating func spend(_ count: Int) {
    // Never far below 0, so that nothing overflows.
    stepsLeft = stepsLeft < count ? -1 : stepsLeft &- count
  }

  /// Ends the run.
  mutating func giveUp() { stepsLeft = -1 }

  // MARK: Regions

  /// A region for `count` members or elements, none of them evaluated.
  mutating func openRegion(_ count: Int) -> Int {
    let region = marks.count
    marks.append(contentsOf: repeatElement(0, count: Self.wordCount(count)))
    return region
  }

  /// Gives back the region that was opened last, or the copy that was made last.
  mutating func closeRegion(_ region: Int) { marks.removeSubrange(region...) }

  /// A copy of a region of `count` bits.
  mutating func copyRegion(_ region: Int, _ count: Int) -> Int {
    let copy = marks.count
    for word in 0..<Self.wordCount(count) { marks.append(marks[region + word]) }
    return copy
  }

  /// Makes a region what it was when `copy` was made, and gives back the copy.
  mutating func restore(_ region: Int, from copy: Int, _ count: Int) {
    for word in 0..<Self.wordCount(count) { marks[region + word] = marks[copy + word] }
  }

  @inline(__always)
  mutating func mark(_ position: Int, in region: Int) { marks[region + position >> 6] |= 1 << UInt64(position & 63) }

  /// Marks the first `count` members or elements.
  mutating func markAll(_ count: Int, in region: Int) {
    for word in 0..<Self.wordCount(count) { marks[region + word] = .max }
  }

  @inline(__always)
  func isMarked(_ position: Int, in region: Int) -> Bool {
    marks[region + position >> 6] >> UInt64(position & 63) & 1 != 0
  }

  static func wordCount(_ count: Int) -> Int { (count + 63) >> 6 }
}
