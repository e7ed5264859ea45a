/// Makes assets that look like those of an export, the same ones every time: images, videos and multi-page images
/// with boxes and polygons, 20 KB each, 40 % digits. For machines without a better generator.
struct AssetMaker {
  private var random: RandomNumbers
  private let number: Int

  /// Writes NDJSON of at least `byteCount` bytes. In a defective one, every asset breaks one of the five checks.
  static func write(byteCount: Int, to path: String, isDefective: Bool) throws {
    let file = try OutputFile(path)
    var (number, written) = (0, 0)
    while written < byteCount {
      var maker = AssetMaker(random: RandomNumbers(seed: UInt64(number)), number: number)
      let asset = maker.asset(isDefective: isDefective) + "\n"
      try file.write(asset.utf8)
      written += asset.utf8.count
      number += 1
    }
    try file.close()
  }

  private mutating func asset(isDefective: Bool) -> String {
    let kind = random.next(below: 100)
    let (isVideo, isMultiPage) = (kind < 15, kind >= 15 && kind < 23)
    let name = "site-\(number)-\(identifier(8))." + (isVideo ? "mp4" : isMultiPage ? "tif" : "jpg")
    let scheme = isDefective && !isVideo ? "s3" : "https"
    let url = "\(scheme)://media.example.com/\(identifier(24))/\(name)?signature=\(identifier(500))"
    var metadata = #""width":1920,"height":1080"#
    if isVideo { metadata += isDefective ? #","frameRate":25"# : #","frameTotal":900,"frameRate":25"# }
    let pages = isMultiPage ? #","assetId":"\#(identifier(24))","dataset":["\#(url)","\#(url)"]"# : ""
    let tools = (0..<30).map { _ in tool() }.joined(separator: ",")
    return #"{"asset":"\#(url)","externalId":"\#(name)","metadata":{\#(metadata)},"batches":["Pilot"]\#(pages),"#
      + #""task":{"taskId":"\#(identifier(24))","stage":"Complete","stageId":"Complete","#
      + #""updatedAt":"2025-03-04T05:06:07.089Z","updatedBy":"someone@example.com","totalDuration":51234,"#
      + #""tools":[\#(tools)],"classifications":[],"relations":[],"stageHistory":[]}}"#
  }

  private mutating func tool() -> String {
    let geometry: String
    if random.next(below: 3) == 0 {
      let points = (0..<24).map { _ in "[\(coordinate()),\(coordinate())]" }.joined(separator: ",")
      geometry = #""polygon":[\#(points)]"#
    } else {
      geometry =
        #""bounding-box":{"x":\#(coordinate()),"y":\#(coordinate()),"width":\#(coordinate()),"height":\#(coordinate())}"#
    }
    return #"{\#(geometry),"page":0,"objectId":"\#(identifier(24))","schemaId":"\#(identifier(23))","title":"Vehicle","#
      + #""classifications":[],"metadata":{"createdAt":"2025-03-04T05:06:07.089Z","createdBy":"someone@example.com"}}"#
  }

  /// 13 or so digits behind the point.
  private mutating func coordinate() -> String {
    "\(random.next(below: 900)).\(random.next(below: 9_000_000_000_000) + 1_000_000_000_000)"
  }

  private mutating func identifier(_ count: Int) -> String {
    String(decoding: (0..<count).map { _ in Array("0123456789abcdef".utf8)[random.next(below: 16)] }, as: UTF8.self)
  }
}

/// The same numbers for the same seed (SplitMix64).
private struct RandomNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 }

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(limit))
  }
}
