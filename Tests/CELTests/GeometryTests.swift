import Foundation
import TestSupport
import Testing

@testable import CEL

@Suite struct GeometryTests {
  /// A ring around the middle of a picture that does not cross itself.
  private func ring(_ random: inout SeededGenerator, count: Int) -> [Point] {
    let angles = (0..<count).map { _ in Double.random(in: 0..<(2 * .pi), using: &random) }.sorted()
    let middle = Point(x: .random(in: 400...600, using: &random), y: .random(in: 400...600, using: &random))
    return angles.map { angle in
      let radius = Double.random(in: 50...400, using: &random)
      return Point(x: middle.x + radius * cos(angle), y: middle.y + radius * sin(angle))
    }
  }

  private func contains(_ ring: [Point], _ point: Point) -> Bool {
    var isInside = false
    for (a, b) in zip(ring, ring.dropFirst() + [ring[0]]) where (a.y > point.y) != (b.y > point.y) {
      if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
    }
    return isInside
  }

  @Test(arguments: 0..<8) func `shares as much as counting points finds`(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let (one, other) = (ring(&random, count: 9), ring(&random, count: 12))
    var (both, either) = (0, 0)
    for x in stride(from: 2.0, to: 1000, by: 4) {
      for y in stride(from: 2.0, to: 1000, by: 4) {
        let (first, second) = (contains(one, Point(x: x, y: y)), contains(other, Point(x: x, y: y)))
        both += first && second ? 1 : 0
        either += first || second ? 1 : 0
      }
    }
    let counted = Double(both) / Double(either)
    let measured = try GeometryOverlap.ratio(.points(one), .points(other))
    #expect(abs(measured - counted) < 0.02)
    #expect(abs(try GeometryOverlap.ratio(.points(other.reversed()), .points(one)) - measured) < 1e-9)
    #expect(abs(try GeometryOverlap.ratio(.points(one), .points(one.reversed())) - 1) < 1e-9)
  }

  @Test func `reads the geometries of all example assets`() throws {
    let folder = try #require(SharedFolder.examples)
    let keys = ["bounding-box", "rotated-bounding-box", "polygon", "polyline", "point", "segmentation", "pdf"]
    var read: [String: Int] = [:]
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      var record = try TestRecord(String(contentsOf: file, encoding: .utf8))
      for key in keys {
        let counts = record.answer("task.tools.filter(t, has(t.`\(key)`)).map(t, geom.point_count(t.`\(key)`) > 0)")
        let volumes = record.answer("task.tools.filter(t, has(t.`\(key)`)).map(t, geom.volume(t.`\(key)`) >= 0.0)")
        #expect(!(counts + volumes).contains("invalid"))
        let answers = counts.hasPrefix("error") ? volumes : counts
        #expect(
          !answers.contains("error") && !answers.contains("false"), "\(file.lastPathComponent) \(key): \(answers)")
        read[key, default: 0] += answers.split(separator: ",").count { $0.contains("true") }
      }
    }
    #expect(keys.filter { read[$0, default: 0] == 0 } == [])
  }

  @Test(arguments: [
    ("{}", "an object without x, x1, corners, zones or position is no geometry"),
    (#"{"x": 1, "y": 2, "width": 3}"#, "a geometry without height"),
    (#"{"x": 1, "y": 2, "width": 3, "height": null}"#, "height is of type null_type, not a number"),
    (#"{"x": 1e101, "y": 2, "width": 3, "height": 4}"#, "the coordinate 1e+101 is out of range"),
    (#"{"x": 1e999, "y": 2, "width": 3, "height": 4}"#, "the coordinate inf is out of range"),
    (#"{"corners": [[0, 0], [1, 0], [1, 1]]}"#, "a rotated box with 3 corners, not 4"),
    (#"{"corners": 4}"#, "corners is of type int, not a list"),
    (#"{"zones": {}}"#, "zones is of type map, not a list"),
    (#"{"zones": [{"holes": []}]}"#, "zone 0 has no region"),
    (#"{"zones": [{"region": [], "holes": "x"}]}"#, "holes is of type string, not a list"),
    (#"{"zones": [{"region": [[1, 2, 3]]}]}"#, "point 0 is not a pair of numbers"),
    (#"{"position": {}}"#, "a position without a boundingRect is no geometry"),
    (#"[1, "2"]"#, "the point is not a pair of numbers"),
    (#"[1]"#, "the point is not a pair of numbers"),
    (#"[[1, 2], [3, null]]"#, "point 1 is not a pair of numbers"),
    (#"[[1, 2], {"x": 1}]"#, "point 1 is not a pair of numbers"),
    (#""polygon""#, "a value of type string is no geometry"),
    ("true", "a value of type bool is no geometry"),
  ])
  func `says what is no geometry`(text: String, reason: String) throws {
    #expect(try answer("geom.point_count(g)", on: #"{"g": \#(text)}"#) == "error: geom.point_count(): \(reason)")
  }

  @Test func `compares boxes that lie along the axes without loss`() throws {
    let record = """
      {"a": {"x": 10, "y": 10, "width": -10, "height": -10}, "b": {"x1": 5, "y1": 0, "x2": 15, "y2": 10},
       "c": {"x": 0, "y": 0, "width": 10, "height": 10, "rotation": 0}, "far": {"x": 50, "y": 0, "width": 1, "height": 1}}
      """
    var found = try TestRecord(record)
    #expect(found.answer("geom.iou(a, b) == 50.0 / 150.0") == "true")
    #expect(found.answer("geom.iou(c, b) == 50.0 / 150.0") == "true")
    #expect(found.answer("[geom.iou(a, c), geom.iou(a, far), geom.iou(c, far)]") == "[1.0,0.0,0.0]")
  }

  @Test func `reads the same from a record as from what an expression makes`() throws {
    let zones = "{'zones': [{'region': [[0, 0], [4, 0], [4, 3.5]], 'holes': [[[1, 1], [2, 1], [2, 2]]]}]}"
    let values = [
      "[5, 6.5]", "[]", "[[0, 0], [4, 0], [4, 3]]", "[[0, 0], [1]]", "[1, 2, 3]", "['a']", "[[1, 'a']]", zones,
      "{'zones': [{'region': [[0, 0], [4, 0], [4, 3]], 'holes': [[1, 1], [2, 1], [2, 2]]}]}",
      "{'zones': [{'region': [[0, 0], [4, 0], [4, 3]], 'holes': null}]}", "{'zones': [{'region': 7}]}",
      "{'title': 'Car', 'point': [5, 6.5], 'page': 1}",
      "{'bounding-box': {'x': 1, 'y': 2.5, 'width': -3, 'height': 4}}",
      "{'polygon': [[0, 0], [1]]}", "{'polygon': {'polygon': [[0, 0], [4, 0], [4, 3]]}}", "{'segmentation': null}",
      "{'x': 1, 'y': 2.5, 'width': -3, 'height': 4}", "{'x1': 1, 'y1': 2, 'z1': 3, 'x2': 4, 'y2': 5, 'z2': 6}",
    ]
    for value in values {
      var record = try TestRecord(#"{"g": \#(value.replacing("'", with: "\""))}"#)
      #expect(record.answer("geom.hash(g)") == record.answer("geom.hash(\(value))"), "\(value)")
      #expect(record.answer("geom.valid(g)") == record.answer("geom.valid(\(value))"), "\(value)")
    }
  }

  @Test(arguments: [
    ("[5, 6.5]", "point"), ("[[0, 0], [4, 0], [4, 3]]", "polygon"), ("[[0, 0], [4, 0], [4, 3]]", "polyline"),
    ("{'x': 1, 'y': 2.5, 'width': -3, 'height': 4}", "bounding-box"),
    ("{'x': 1, 'y': 2, 'width': 3, 'height': 4, 'rotation': 90}", "rotated-bounding-box"),
    ("{'zones': [{'region': [[0, 0], [4, 0], [4, 3.5]]}]}", "segmentation"),
  ])
  func `a label is its geometry`(geometry: String, name: String) throws {
    #expect(try answer("geom.hash({'title': 'x', '\(name)': \(geometry)}) == geom.hash(\(geometry))") == "true")
    #expect(
      try answer("geom.valid({'\(name)': {'\(name)': \(geometry)}})") == "false", "a label in a label is none")
  }

  @Test func `of several geometries of a label the first one counts`() throws {
    var record = try TestRecord(#"{"g": {"title": "x", "polyline": [[0, 0], [1, 1]], "bounding-box": {"x": 0}}}"#)
    #expect(record.answer("geom.length(g)") == record.answer("geom.length([[0, 0], [1, 1]])"))
  }

  @Test func `takes different geometries for different`() throws {
    let values = [
      "[0, 0]", "[[0, 0]]", "[[0, 0], [0, 0]]", "[[0, 1]]", "[[1, 0]]", "{'x': 0, 'y': 0, 'width': 0, 'height': 0}",
      "{'x1': 0, 'y1': 0, 'z1': 0, 'x2': 0, 'y2': 0, 'z2': 0}", "{'zones': []}", "{'zones': [{'region': []}]}",
      "{'zones': [{'region': [[0, 0]]}]}", "{'zones': [{'region': []}, {'region': []}]}",
      "{'zones': [{'region': [[0, 0]], 'holes': [[[0, 0]]]}]}",
      "{'zones': [{'region': [[0, 0]]}, {'region': [[0, 0]]}]}",
      "{'corners': [[0, 0], [0, 0], [0, 0], [0, 0]]}", "[]",
    ]
    #expect(Set(try values.map { try answer("geom.hash(\($0))") }).count == values.count)
  }

  @Test func `asks about one geometry after the other`() throws {
    let evaluated = """
      {"a": [[0, 0], [4, 0], [4, 3]], "b": {"x": 0, "y": 0, "width": 2, "height": 2}, "c": [[0, 0], [1]]}
      """
    var record = try TestRecord(evaluated)
    #expect(record.answer("[a, b, a, b, b, a].map(g, geom.area(g))") == "[6.0,4.0,6.0,4.0,4.0,6.0]")
    #expect(record.answer("[a, c, c, a].map(g, geom.valid(g))") == "[true,false,false,true]")
    #expect(
      record.answer("geom.valid(c) || geom.area(c) > 0.0") == "error: geom.area(): point 1 is not a pair of numbers")
  }

  @Test func `spends more on larger geometries`() throws {
    let points = Array(repeating: "[1.5,2.5]", count: 200_000).joined(separator: ",")
    var record = try TestRecord(#"{"g": [\#(points)]}"#)
    #expect(record.answer("geom.distinct_points(g)") == "1")
    #expect(record.answer("geom.iou(g, g)") == "error: more work than 1000000 steps")
    #expect(record.answer("[1, 2, 3, 4, 5, 6, 7].all(i, !geom.self_intersects(g))") == "true")
    #expect(
      record.answer("lists.range(20).all(i, !geom.self_intersects(g))") == "error: more work than 1000000 steps")
  }
}
