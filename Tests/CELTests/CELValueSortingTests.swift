import CEL
import JSONReading
import Testing

@Suite struct CELValueSortingTests {
  @Test func `values of all types have one order`() throws {
    let document = try JSONDocument(#"["a", "ä"]"#)
    let texts = document.root.elements.map { CELValue($0) }
    let row: [CELValue] =
      [
        .int(.min), .double(-1.5), .int(0), .uint(1), .double(1.5), .uint(.max), .double(.infinity),
        .bool(false), .bool(true), texts[0], .string("aa"), texts[1], .bytes([1]), .bytes([1, 0]),
      ]
    for (place, value) in row.enumerated() {
      #expect(value.isSortable)
      for (otherPlace, other) in row.enumerated() {
        #expect(value.sortsBefore(other) == (place < otherPlace), "\(value) and \(other)")
      }
    }
  }

  @Test func `of equal numbers of several types none comes first`() {
    for value in [CELValue.int(1), .uint(1), .double(1)] {
      for other in [CELValue.int(1), .uint(1), .double(1)] { #expect(!value.sortsBefore(other)) }
    }
  }

  @Test(arguments: [CELValue.double(.nan), .null, .list([]), .type(.int)])
  func `what has no order cannot be sorted`(value: CELValue) { #expect(!value.isSortable) }
}
