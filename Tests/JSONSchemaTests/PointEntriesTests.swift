import JSONReading
import JSONSchema
import Testing

/// Points are taken by how many digits their numbers have, wherever that says enough.
@Suite struct PointEntriesTests {
  @Test(arguments: [
    ("{}", "[[1e9,2],[3,4]]", true),
    (#"{"minimum": -1000, "maximum": 1000}"#, "[[999.9,-999.9],[1000,-1000]]", true),
    (#"{"minimum": -1000, "maximum": 1000}"#, "[[1,2],[1000.1,0]]", false),
    (#"{"minimum": -1000, "maximum": 1000}"#, "[[1,2],[0,-1000.1]]", false),
    (#"{"exclusiveMinimum": -1000, "exclusiveMaximum": 1000}"#, "[[999.9999999999999999,1],[1000,0]]", false),
    (#"{"minimum": 0}"#, "[[5,6],[1,-1]]", false),
    (#"{"minimum": 0}"#, "[[5,6],[1,-0]]", true),
    (#"{"minimum": 100}"#, "[[100,101],[100,99]]", false),
    (#"{"maximum": 99.5}"#, "[[99,1],[99.6,1]]", false),
    (#"{"maximum": 1e3}"#, "[[9,1],[1e4,1]]", false),
    (#"{"multipleOf": 2}"#, "[[2,4],[2,3]]", false),
    (#"{"type": "integer", "maximum": 1000}"#, "[[2,4],[2,3.5]]", false),
    (#"{"type": "integer", "maximum": 1000}"#, "[[2,4],[2,3.0]]", true),
    (#"{"type": "number", "maximum": 1000}"#, #"[[2,4],[2,"3"]]"#, false),
    (#"{"enum": [1, 2]}"#, "[[1,2],[1,3]]", false),
    (#"{"maximum": 999999999999999999999999999}"#, "[[1,2],[99999999999999999999999999999,1]]", false),
  ])
  func `numbers of points keep to bounds`(items: String, points: String, isValid: Bool) throws {
    for array in ["", #""minItems": 2, "maxItems": 2, "#, #""type": "array", "minItems": 1, "#] {
      let schema = #"{"items": {\#(array)"items": \#(items)}}"#
      #expect(try verdict(schema, points) == (isValid ? .valid : .invalid), "\(schema)")
    }
  }

  @Test(arguments: [
    (#""minItems": 3"#, false), (#""maxItems": 1"#, false), (#""uniqueItems": true"#, false),
    (#""contains": {"const": 7}"#, false), (#""prefixItems": [{"const": 7}]"#, false), (#""type": "object""#, false),
    (#""not": {}"#, false), (#""prefixItems": [true]"#, true), (#""maxItems": 2"#, true),
  ])
  func `what else is asked of points is heeded`(keyword: String, isValid: Bool) throws {
    let schema = #"{"items": {"items": {"maximum": 1000}, \#(keyword)}}"#
    #expect(try verdict(schema, "[[1,1],[2,2]]") == (isValid ? .valid : .invalid))
  }
}
