import JSONReading

/// What an object's code makes of the keys of an object: which members are judged by which entries, and what their names
/// alone decide. Made once for each shape and kept, so that afterwards no key is looked at again.
struct MemberPlans {
  /// A plan: some of the tasks, and what the names decide.
  struct Plan {
    var firstTask: Int32
    var taskCount: Int32
    /// Where the bits start that tell which members are evaluated.
    var firstMark: Int32
    /// Whether the object is wrong by its names alone.
    var fails: Bool
    /// Whether the plan is kept; others are given back after use.
    var isKept: Bool
  }

  /// One entry that applies to a member, or to the object itself (`dependentSchemas`).
  struct Task {
    /// Of the member, from 0; `wholeObject` comes first.
    var position: Int32
    var entry: Int32

    static let wholeObject: Int32 = -1
  }

  /// The tasks and marks of the plans that are kept, and of those in use that are not.
  var kept = Store()
  var transient = Store()

  struct Store {
    var tasks: ContiguousArray<Task> = []
    var marks: ContiguousArray<UInt64> = []
  }

  /// Which names were met while a plan is made.
  var met: ContiguousArray<Bool> = []

  private var plans: ContiguousArray<Plan> = []
  /// Plans by object code and shape: an open hash table.
  private var keys = ContiguousArray<UInt64>(repeating: MemberPlans.noKey, count: 64)
  private var numbers = ContiguousArray<Int32>(repeating: 0, count: 64)
  private var numbering: UInt64 = 0

  private static let noKey = UInt64.max
  /// Tasks that are kept at most, together with the marks: some megabytes.
  private static let capacity = 1 << 18

  /// Prepares for another record, whose shapes have this `numbering`: forgets everything that was of another one, or when
  /// there was too much to keep.
  mutating func begin(numbering: UInt64) {
    if !hasRoom || numbering != self.numbering { forget() }
    self.numbering = numbering
    transient.tasks.removeAll(keepingCapacity: true)
    transient.marks.removeAll(keepingCapacity: true)
  }

  /// Whether another plan may be kept.
  var hasRoom: Bool { kept.tasks.count + kept.marks.count <= Self.capacity && plans.count <= Self.capacity }

  private mutating func forget() {
    kept = Store()
    plans.removeAll()
    keys = ContiguousArray(repeating: Self.noKey, count: 64)
    numbers = ContiguousArray(repeating: 0, count: 64)
  }

  /// The plan of the object code `object` for `shape`, if it is kept.
  @inline(__always)
  func plan(_ object: Int32, _ shape: JSONShape) -> Plan? {
    let key = Self.key(object, shape)
    var slot = self.slot(key)
    while case let found = keys[slot], found != Self.noKey {
      if found == key { return plans[Int(numbers[slot])] }
      slot = (slot &+ 1) & (keys.count &- 1)
    }
    return nil
  }

  /// Keeps `plan`, whose tasks and marks are in the store of those that are kept.
  private mutating func keep(_ plan: Plan, _ object: Int32, _ shape: JSONShape) {
    plans.append(plan)
    insert(Self.key(object, shape), Int32(plans.count - 1))
    guard plans.count * 2 > keys.count else { return }
    let old = zip(keys, numbers).filter { $0.0 != Self.noKey }
    keys = ContiguousArray(repeating: Self.noKey, count: keys.count * 2)
    numbers = ContiguousArray(repeating: 0, count: keys.count)
    for (key, number) in old { insert(key, number) }
  }

  /// The task with `number` of a plan.
  @inline(__always)
  func task(_ plan: Plan, _ number: Int) -> Task {
    let at = Int(plan.firstTask) &+ number
    return plan.isKept ? kept.tasks[at] : transient.tasks[at]
  }

  /// A word of the bits that tell which members are evaluated.
  func mark(_ plan: Plan, _ word: Int) -> UInt64 {
    let at = Int(plan.firstMark) + word
    return plan.isKept ? kept.marks[at] : transient.marks[at]
  }

  /// Puts the tasks of the plan that was made last in order: those of the whole object come first.
  mutating func order(from first: Int) {
    guard transient.tasks[first...].contains(where: { $0.position == Task.wholeObject }) else { return }
    transient.tasks[first...].sort { $0.position < $1.position }
  }

  /// Keeps the plan that was made last.
  mutating func move(_ plan: Plan, _ object: Int32, _ shape: JSONShape) -> Plan {
    var moved = plan
    moved.isKept = true
    moved.firstTask = Int32(kept.tasks.count)
    moved.firstMark = Int32(kept.marks.count)
    kept.tasks += transient.tasks[Int(plan.firstTask)...]
    kept.marks += transient.marks[Int(plan.firstMark)...]
    transient.tasks.removeSubrange(Int(plan.firstTask)...)
    transient.marks.removeSubrange(Int(plan.firstMark)...)
    keep(moved, object, shape)
    return moved
  }

  private mutating func insert(_ key: UInt64, _ number: Int32) {
    var slot = self.slot(key)
    while keys[slot] != Self.noKey { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    numbers[slot] = number
  }

  @inline(__always)
  private static func key(_ object: Int32, _ shape: JSONShape) -> UInt64 {
    UInt64(UInt32(bitPattern: object)) << 32 | UInt64(shape.number)
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (keys.count &- 1)
  }
}
